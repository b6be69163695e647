import { defineMessages } from '../l10n/messages.ts';
import type { FrontMatterNode, ShotsTree, TreeProblem } from '../parser/tree.ts';
import { isObject } from '../schemas/pointer.ts';
import { parseYaml } from '../schemas/source/yamlText.ts';
import type { JsonObject, JsonValue } from '../schemas/tool.ts';
import { encloses, type TextRange } from '../text/range.ts';
import type { FrontMatter, ShotStyle } from './model.ts';
import { readPaths, readToolEntries } from './pathEntries.ts';

const say = defineMessages({
  sop: {
    en: '`sop` takes the path of a procedure, or a list of paths.',
    'zh-CN': '`sop` 应为流程文档的路径，或由路径组成的列表。',
  },
  tools: {
    en: '`tools` takes paths of tool files, or objects with `file`, `include` and `exclude`.',
    'zh-CN': '`tools` 应为工具文件的路径，或含有 `file`、`include`、`exclude` 的对象。',
  },
  style: {
    en: '`style` is one of {styles}, but not `{value}`.',
    'zh-CN': '`style` 只能是 {styles} 之一，不能是 `{value}`。',
  },
});

const STYLES: readonly ShotStyle[] = ['react', 'plan-and-solve', 'function-calling'];

interface FrontMatterResult {
  readonly frontMatter: FrontMatter | undefined;
  readonly problems: readonly TreeProblem[];
}

/** The last one that was read: one after the other, the documents of a folder have the same. */
let last: { readonly yaml: string; readonly start: number; readonly result: FrontMatterResult } | undefined;

/** Reads the front matter of a shots document. Broken YAML is told at its exact place; what could be read still counts. */
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
    style: readStyle(values.style, source.place('/style').value, problems),
  };
  // Values of broken YAML are what is left of others; to complain about them would say one thing twice.
  return { frontMatter, problems: broken.length > 0 ? broken : problems };
}

function readStyle(value: JsonValue | undefined, range: TextRange, problems: TreeProblem[]): FrontMatter['style'] {
  if (value === undefined || value === null) return undefined;
  const style = STYLES.find((candidate) => candidate === value);
  if (style !== undefined) return { value: style, range };
  const written = typeof value === 'string' ? value : JSON.stringify(value);
  problems.push(problem(range, say('style', { styles: STYLES.map((name) => `\`${name}\``), value: written })));
  return undefined;
}

function problem({ start, end }: TextRange, message: TreeProblem['message']): TreeProblem {
  return { start, end, rule: 'front-matter', message };
}

/** An error at the end of the YAML would otherwise be shown on the line of dashes behind it. */
function inside(range: TextRange, node: FrontMatterNode): TextRange {
  if (encloses(node.yaml, range)) return range;
  const end = Math.max(node.yaml.start, node.yaml.end - 1);
  return { start: Math.min(range.start, end), end: Math.min(Math.max(range.end, range.start), node.yaml.end) };
}
