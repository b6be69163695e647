import { type Document, isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments, type YAMLError } from 'yaml';
import { defineMessages, type Message } from '../../l10n/messages.ts';
import { stepsOf } from '../pointer.ts';
import type { JsonValue, PointerPlace, SchemaProblem } from '../tool.ts';
import { nestedTooDeep } from './nesting.ts';
import type { SourceContent } from './sourceDocument.ts';

const say = defineMessages({
  indent: { en: 'Not valid YAML: wrong indentation.', 'zh-CN': 'YAML 有误：缩进不正确。' },
  tab: { en: 'Not valid YAML: a tab cannot indent; use spaces.', 'zh-CN': 'YAML 有误：不能用制表符缩进，请改用空格。' },
  nested: {
    en: 'Not valid YAML: a second `:` on this line; put the value in quotes.',
    'zh-CN': 'YAML 有误：这一行有第二个 `:`，请给值加上引号。',
  },
  duplicate: {
    en: 'Not valid YAML: this key stands twice in one object.',
    'zh-CN': 'YAML 有误：同一对象中出现了重复的键。',
  },
  missing: {
    en: 'Not valid YAML: a closing quote, bracket or comma is missing.',
    'zh-CN': 'YAML 有误：缺少右引号、右括号或逗号。',
  },
  start: {
    en: 'Not valid YAML: a value cannot start with this character; put it in quotes.',
    'zh-CN': 'YAML 有误：值不能以这个字符开头，请加上引号。',
  },
  escape: { en: 'Not valid YAML: wrong escape in a quoted string.', 'zh-CN': 'YAML 有误：引号内的转义不正确。' },
  key: { en: 'Not valid YAML: this key is too long or spans lines.', 'zh-CN': 'YAML 有误：键过长或跨行。' },
  unexpected: { en: 'Not valid YAML: this is not expected here.', 'zh-CN': 'YAML 有误：此处不应出现这段内容。' },
  alias: {
    en: 'Not valid YAML: the alias `*{name}` has no anchor before it.',
    'zh-CN': 'YAML 有误：别名 `*{name}` 之前没有对应的锚点。',
  },
  aliases: {
    en: 'The aliases of this file repeat too much or contain themselves, so it is not read.',
    'zh-CN': '此文件的别名引用过多或引用了自身，因此不予读取。',
  },
});

const MESSAGES: Readonly<Record<string, Parameters<typeof say>[0]>> = {
  BAD_INDENT: 'indent',
  TAB_AS_INDENT: 'tab',
  BLOCK_AS_IMPLICIT_KEY: 'nested',
  DUPLICATE_KEY: 'duplicate',
  MISSING_CHAR: 'missing',
  BAD_SCALAR_START: 'start',
  BAD_DQ_ESCAPE: 'escape',
  KEY_OVER_1024_CHARS: 'key',
  MULTILINE_IMPLICIT_KEY: 'key',
};

/** Reads YAML 1.2. Several documents become one list of them; merge keys and aliases are resolved. */
export function parseYaml(text: string, offset: number): SourceContent {
  try {
    const documents: readonly Document[] = [
      ...parseAllDocuments(text, { merge: true, prettyErrors: false, logLevel: 'silent', keepSourceTokens: false }),
    ];
    return {
      ...readDocuments(documents, text.length, offset),
      place: (pointer) => placeOf(documents, stepsOf(pointer), text, offset),
    };
  } catch {
    // The library recurses; only nesting can exhaust it.
    const range = { start: offset, end: offset };
    return { value: undefined, problems: [nestedTooDeep(offset)], place: () => ({ key: undefined, value: range }) };
  }
}

function readDocuments(
  documents: readonly Document[],
  length: number,
  offset: number,
): Pick<SourceContent, 'value' | 'problems'> {
  const problems: SchemaProblem[] = [];
  const values: JsonValue[] = [];
  for (const document of documents) {
    const [error] = document.errors;
    if (error !== undefined) problems.push(syntaxProblem(error, length, offset));
    const value = documentValue(document, offset, problems);
    if (value !== undefined) values.push(value);
  }
  return { value: documents.length === 0 ? null : documents.length === 1 ? values[0] : values, problems };
}

function documentValue(document: Document, offset: number, problems: SchemaProblem[]): JsonValue | undefined {
  try {
    const value: JsonValue = document.toJS({ maxAliasCount: 10_000 });
    if (!isCircular(value, new Set())) return value;
  } catch (error) {
    const name = /Unresolved alias .*: (.*)$/.exec(error instanceof Error ? error.message : '')?.[1];
    if (name !== undefined) {
      const at = aliasRange(document.contents, name) ?? { start: 0, end: 0 };
      const range = { start: at.start + offset, end: at.end + offset };
      problems.push({ rule: 'schema-invalid', message: say('alias', { name }), ...range });
      return undefined;
    }
  }
  problems.push({ rule: 'limit-reached', message: say('aliases'), start: offset, end: offset });
  return undefined;
}

/** What is missing at the end is told behind the text, which no editor can show. */
function syntaxProblem(error: YAMLError, length: number, offset: number): SchemaProblem {
  const [start, end] = error.pos.map((at) => Math.min(at, length) + offset);
  const range = { start: start ?? offset, end: end ?? offset };
  return { rule: 'schema-invalid', message: messageOf(error), ...range, unreadable: true };
}

function messageOf(error: YAMLError): Message {
  return say(MESSAGES[error.code] ?? 'unexpected');
}

/** Only an alias that lies within its own anchor makes a circle; depth is bounded by the parser's. */
function isCircular(value: unknown, path: Set<unknown>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (path.has(value)) return true;
  path.add(value);
  const circular = Object.values(value).some((item) => isCircular(item, path));
  path.delete(value);
  return circular;
}

function aliasRange(node: unknown, name: string): PointerPlace['value'] | undefined {
  if (isAlias(node) && node.source === name) return rangeOf(node);
  const children = isMap(node) ? node.items.flatMap((pair) => [pair.key, pair.value]) : isSeq(node) ? node.items : [];
  for (const item of children) {
    const found = aliasRange(item, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function placeOf(documents: readonly Document[], steps: readonly string[], text: string, offset: number): PointerPlace {
  const several = documents.length !== 1;
  const document = documents[several ? Number(steps[0] ?? 0) : 0];
  const end = text.length;
  let place: PointerPlace = { key: undefined, value: { start: 0, end } };
  if (document !== undefined && !(several && steps.length === 0)) {
    place = descend(document, several ? steps.slice(1) : steps, place);
  }
  const move = (range: PointerPlace['value']): PointerPlace['value'] => ({
    start: range.start + offset,
    end: range.end + offset,
  });
  return { key: place.key === undefined ? undefined : move(place.key), value: move(place.value) };
}

function descend(document: Document, steps: readonly string[], whole: PointerPlace): PointerPlace {
  let node = resolved(document.contents, document);
  let place: PointerPlace = { key: undefined, value: rangeOf(node) ?? whole.value };
  for (const step of steps) {
    const next = isMap(node)
      ? pairPlace(node, step, document)
      : isSeq(node)
        ? itemPlace(node.items[Number(step)])
        : undefined;
    if (next === undefined) break;
    place = { key: next.key, value: rangeOf(next.node) ?? next.key ?? place.value };
    node = resolved(next.node, document);
  }
  return place;
}

interface Found {
  readonly key: PointerPlace['key'];
  readonly node: unknown;
}

function itemPlace(node: unknown): Found | undefined {
  return node === undefined ? undefined : { key: undefined, node };
}

function pairPlace(map: Node, step: string, document: Document): Found | undefined {
  if (!isMap(map)) return undefined;
  const pair = map.items.find((item) => keyText(item.key) === step);
  if (pair !== undefined) return { key: rangeOf(pair.key), node: pair.value ?? pair.key };
  for (const merge of map.items.filter((item) => keyText(item.key) === '<<')) {
    const value = resolved(merge.value, document);
    const sources = isSeq(value) ? value.items.map((item) => resolved(item, document)) : [value];
    for (const source of sources) {
      const found = source === undefined ? undefined : pairPlace(source, step, document);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** A merge key's value is a symbol of the library's. */
function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'symbol' ? '<<' : String(key.value);
}

function resolved(node: unknown, document: Document): Node | undefined {
  if (isAlias(node)) return node.resolve(document);
  return isMap(node) || isSeq(node) || isScalar(node) ? node : undefined;
}

function rangeOf(node: unknown): PointerPlace['value'] | undefined {
  if (!isMap(node) && !isSeq(node) && !isScalar(node) && !isAlias(node)) return undefined;
  const range = node.range;
  return range === undefined || range === null ? undefined : { start: range[0], end: range[1] };
}
