import { defineMessages } from '../l10n/messages.ts';
import { FRONT_MATTER_KEYS } from '../parser/frontMatter.ts';
import type { ShotStyle } from '../parser/roles.ts';
import type { FrontMatterNode, ShotsTree, TreeProblem } from '../parser/tree.ts';
import type { JsonObject, JsonValue } from '../text/json.ts';
import { isObject } from '../text/json.ts';
import { appendPointer } from '../text/jsonPointer.ts';
import { encloses, type TextRange } from '../text/range.ts';
import type { SourceContent } from '../text/source/sourceContent.ts';
import { parseYaml } from '../text/source/yamlText.ts';
import type { FrontMatter } from './model.ts';
import { entriesOf, readPaths, readToolEntries } from './pathEntries.ts';

const say = defineMessages({
  sop: {
    en: '`sop` must be the path of a procedure or a list of paths.',
    'zh-CN': '`sop` 应为流程文件的路径或路径列表。',
  },
  tools: {
    en: '`tools` must contain paths of tool files, or objects with `file`, `include` and `exclude`.',
    'zh-CN': '`tools` 应为工具文件的路径，或包含 `file`、`include`、`exclude` 的对象。',
  },
  style: {
    en: '`style` must be one of {styles}, but is `{value}`.',
    'zh-CN': '`style` 应为 {styles} 之一，而这里是 `{value}`。',
  },
});

const STYLES: readonly ShotStyle[] = ['react', 'plan-and-solve', 'function-calling', 'chat'];

interface FrontMatterResult {
  readonly frontMatter: FrontMatter | undefined;
  readonly problems: readonly TreeProblem[];
}

/** The last one that was read: one after the other, the documents of a folder have the same. */
let last: { readonly yaml: string; readonly start: number; readonly result: FrontMatterResult } | undefined;

/** Reads the front matter of a shots document. Broken YAML is reported at its exact range; what could be read still counts. */
export function readFrontMatter(tree: ShotsTree): FrontMatterResult {
  const { frontMatter: node } = tree;
  if (node === undefined) return { frontMatter: undefined, problems: [] };
  const yaml = tree.text.slice(node.yaml.start, node.yaml.end);
  const isSame = last?.yaml === yaml && last.start === node.yaml.start && last.result.frontMatter?.end === node.end;
  if (last !== undefined && isSame) return last.result;
  const result = readNode(node, yaml);
  last = { yaml, start: node.yaml.start, result };
  return result;
}

function readNode(node: FrontMatterNode, yaml: string): FrontMatterResult {
  const source = parseYaml(yaml, node.yaml.start);
  const broken = source.problems.map(({ message, ...range }) => problem(inside(range, node), message));
  const problems: TreeProblem[] = [];
  const values: JsonObject = isObject(source.value) ? source.value : {};
  const wrong = (key: 'sop' | 'tools') => (range: TextRange) => {
    problems.push(problem(range, say(key)));
  };
  const frontMatter: FrontMatter = {
    start: node.start,
    end: node.end,
    sop: readPaths(source, '/sop', values.sop, wrong('sop')),
    tools: readToolEntries(source, '/tools', values.tools, wrong('tools')),
    style: readStyle(values.style, source.rangesAt('/style').value, problems),
    targets: readTargets(source, values.targets),
    otherKeys: readOtherKeys(source, values),
  };
  // Values of broken YAML are what is left of others; to complain about them would say one thing twice.
  return { frontMatter, problems: broken.length > 0 ? broken : problems };
}

function readStyle(value: JsonValue | undefined, range: TextRange, problems: TreeProblem[]): FrontMatter['style'] {
  if (value === undefined || value === null) return undefined;
  const style = STYLES.find((candidate) => candidate === value);
  if (style !== undefined) return { value: style, range };
  problems.push(problem(range, say('style', { styles: STYLES.map((name) => `\`${name}\``), value: toText(value) })));
  return undefined;
}

function readTargets(source: SourceContent, value: JsonValue | undefined): FrontMatter['targets'] {
  if (value === undefined || value === null) return undefined;
  return entriesOf(value, '/targets').map(([item, pointer]) => {
    return { name: toText(item), range: source.rangesAt(pointer).value };
  });
}

function readOtherKeys(source: SourceContent, values: JsonObject): FrontMatter['otherKeys'] {
  return Object.keys(values).flatMap((name) => {
    const range = source.rangesAt(appendPointer('', name)).key;
    return FRONT_MATTER_KEYS.some((key) => key === name) || range === undefined ? [] : [{ name, range }];
  });
}

function toText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function problem({ start, end }: TextRange, message: TreeProblem['message']): TreeProblem {
  return { start, end, rule: 'front-matter', message };
}

/** An error at the end of the YAML would otherwise be shown on the line of dashes after it. */
function inside(range: TextRange, node: FrontMatterNode): TextRange {
  if (encloses(node.yaml, range)) return range;
  const end = Math.max(node.yaml.start, node.yaml.end - 1);
  return { start: Math.min(range.start, end), end: Math.min(Math.max(range.end, range.start), node.yaml.end) };
}
