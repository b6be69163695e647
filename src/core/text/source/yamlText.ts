import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  Parser,
  type YAMLError,
} from 'yaml';
import { defineMessages, type Message } from '../../l10n/messages.ts';
import type { JsonValue, PointerRange } from '../json.ts';
import { toPointerSteps } from '../jsonPointer.ts';
import { finish, type Steps } from '../timeSlices.ts';
import { nestedTooDeep } from './nesting.ts';
import { parsePlainYaml } from './plainYaml.ts';
import type { SourceContent, SourceProblem } from './sourceContent.ts';
import { hasDeepKeys } from './yamlKeys.ts';

const say = defineMessages({
  indent: { en: 'Invalid YAML: wrong indentation.', 'zh-CN': 'YAML 无效：缩进错误。' },
  tab: {
    en: 'Invalid YAML: tabs cannot be used for indentation. Use spaces.',
    'zh-CN': 'YAML 无效：不能使用制表符缩进。请使用空格。',
  },
  nested: {
    en: 'Invalid YAML: second `:` on this line. Put the value in quotes.',
    'zh-CN': 'YAML 无效：此行有第二个 `:`。请给值加上引号。',
  },
  duplicate: {
    en: 'Invalid YAML: duplicate key.',
    'zh-CN': 'YAML 无效：键重复。',
  },
  missing: {
    en: 'Invalid YAML: missing closing quote, bracket or comma.',
    'zh-CN': 'YAML 无效：缺少右引号、右括号或逗号。',
  },
  start: {
    en: 'Invalid YAML: a value cannot start with this character. Put it in quotes.',
    'zh-CN': 'YAML 无效：值不能以此字符开头。请加上引号。',
  },
  escape: {
    en: 'Invalid YAML: invalid escape sequence in a quoted string.',
    'zh-CN': 'YAML 无效：引号中的转义序列无效。',
  },
  key: { en: 'Invalid YAML: the key is too long or spans several lines.', 'zh-CN': 'YAML 无效：键过长或跨行。' },
  unexpected: { en: 'Invalid YAML: unexpected content.', 'zh-CN': 'YAML 无效：意外的内容。' },
  alias: {
    en: 'Invalid YAML: no anchor for the alias `*{name}`.',
    'zh-CN': 'YAML 无效：别名 `*{name}` 没有对应的锚点。',
  },
  aliases: {
    en: 'The file is not read because its aliases expand too much or are recursive.',
    'zh-CN': '文件的别名展开过多或循环引用，未读取。',
  },
});

const MESSAGES: Readonly<Record<string, Parameters<typeof say>[0]>> = {
  BAD_INDENT: 'indent',
  TAB_AS_INDENT: 'tab',
  BLOCK_AS_IMPLICIT_KEY: 'nested',
  MISSING_CHAR: 'missing',
  BAD_SCALAR_START: 'start',
  BAD_DQ_ESCAPE: 'escape',
  KEY_OVER_1024_CHARS: 'key',
  MULTILINE_IMPLICIT_KEY: 'key',
};

/** Files from this length on are first read as plain YAML, in characters. */
const MIN_PLAIN_LENGTH = 50_000;

/** Reads YAML 1.2. Several documents become one list of them; merge keys and aliases are resolved. */
export function parseYaml(text: string, offset: number): SourceContent {
  return finish(parseYamlInSteps(text, offset));
}

/** The same in steps. */
export function* parseYamlInSteps(text: string, offset: number): Steps<SourceContent> {
  const plain = text.length < MIN_PLAIN_LENGTH ? undefined : yield* parsePlainYaml(text, offset);
  return plain ?? (yield* parseTolerantYaml(text, offset));
}

/** The same with the tolerant parser for texts of any length. Exported for its comparison with `parsePlainYaml`. */
export function* parseTolerantYaml(text: string, offset: number): Steps<SourceContent> {
  try {
    const documents = yield* composeDocuments(text);
    return {
      ...readDocuments(documents, text.length, offset),
      rangesAt: (pointer) => placeOf(documents, toPointerSteps(pointer), text, offset),
    };
  } catch {
    // The library recurses; only nesting can exhaust it.
    const range = { start: offset, end: offset };
    return { value: undefined, problems: [nestedTooDeep(offset)], rangesAt: () => ({ key: undefined, value: range }) };
  }
}

/** How many lexemes are parsed in one step. */
const STEP_LEXEMES = 1000;

/** What `parseAllDocuments` of the library does, in steps; a document's nodes are put together in one of them. */
function* composeDocuments(text: string): Steps<readonly Document[]> {
  const parser = new Parser();
  const composer = new Composer({
    merge: true,
    prettyErrors: false,
    logLevel: 'silent',
    keepSourceTokens: false,
    // The library compares every key with all before it; `findDuplicateKey` takes a third of the time of a large file less.
    uniqueKeys: false,
  });
  const documents: Document[] = [];
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++lexemes % STEP_LEXEMES === 0) yield;
    for (const token of parser.next(lexeme)) documents.push(...composer.next(token));
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end());
  return documents;
}

function readDocuments(
  documents: readonly Document[],
  length: number,
  offset: number,
): Pick<SourceContent, 'value' | 'problems'> {
  const problems: SourceProblem[] = [];
  const values: JsonValue[] = [];
  for (const document of documents) {
    const [error] = document.errors;
    const duplicate = error === undefined ? findDuplicateKey(document) : undefined;
    if (error !== undefined) problems.push(syntaxProblem(error, length, offset));
    else if (duplicate !== undefined) {
      const range = { start: duplicate.start + offset, end: duplicate.end + offset };
      problems.push({ rule: 'schema-invalid', message: say('duplicate'), ...range, unreadable: true });
    }
    const value = documentValue(document, offset, problems);
    if (value !== undefined) values.push(value);
  }
  return { value: documents.length === 0 ? null : documents.length === 1 ? values[0] : values, problems };
}

/** The first key that its map has before. */
function findDuplicateKey(document: Document): PointerRange['value'] | undefined {
  let first: PointerRange['value'] | undefined;
  const open: unknown[] = [document.contents];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isSeq(node)) open.push(...node.items);
    if (!isMap(node)) continue;
    const keys = new Set<unknown>();
    for (const { key, value } of node.items) {
      const range = isScalar(key) && keys.has(key.value) ? rangeOf(key) : undefined;
      if (range !== undefined && (first === undefined || range.start < first.start)) first = range;
      if (isScalar(key)) keys.add(key.value);
      open.push(key, value);
    }
  }
  return first;
}

function documentValue(document: Document, offset: number, problems: SourceProblem[]): JsonValue | undefined {
  if (hasDeepKeys(document)) {
    problems.push(nestedTooDeep(offset));
    return undefined;
  }
  try {
    const value: JsonValue = document.toJS({ maxAliasCount: 10_000 });
    if (!isCircular(value, new Set())) return value;
  } catch (error) {
    const name = /^Unresolved alias \([^)]*\): (.*)$/s.exec(error instanceof Error ? error.message : '')?.[1];
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

/** A problem at the very end would be after the text, which editors cannot show. */
function syntaxProblem(error: YAMLError, length: number, offset: number): SourceProblem {
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

function aliasRange(node: unknown, name: string): PointerRange['value'] | undefined {
  if (isAlias(node) && node.source === name) return rangeOf(node);
  const children = isMap(node) ? node.items.flatMap((pair) => [pair.key, pair.value]) : isSeq(node) ? node.items : [];
  for (const item of children) {
    const found = aliasRange(item, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function placeOf(documents: readonly Document[], steps: readonly string[], text: string, offset: number): PointerRange {
  const several = documents.length !== 1;
  const document = documents[several ? Number(steps[0] ?? 0) : 0];
  const end = text.length;
  let place: PointerRange = { key: undefined, value: { start: 0, end } };
  if (document !== undefined && !(several && steps.length === 0)) {
    place = descend(document, several ? steps.slice(1) : steps, place);
  }
  const move = (range: PointerRange['value']): PointerRange['value'] => ({
    start: range.start + offset,
    end: range.end + offset,
  });
  return { key: place.key === undefined ? undefined : move(place.key), value: move(place.value) };
}

function descend(document: Document, steps: readonly string[], whole: PointerRange): PointerRange {
  let node = resolved(document.contents, document);
  let place: PointerRange = { key: undefined, value: rangeOf(node) ?? whole.value };
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
  readonly key: PointerRange['key'];
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

function rangeOf(node: unknown): PointerRange['value'] | undefined {
  if (!isMap(node) && !isSeq(node) && !isScalar(node) && !isAlias(node)) return undefined;
  const range = node.range;
  return range === undefined || range === null ? undefined : { start: range[0], end: range[1] };
}
