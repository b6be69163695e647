import { defineMessages } from '../../l10n/messages.ts';
import type { JsonValue, PointerRange } from '../json.ts';
import { LineIndex } from '../lineIndex.ts';
import type { TextRange } from '../range.ts';
import { finish, type Steps } from '../timeSlices.ts';
import { type DuplicateKey, findDuplicateKeys } from './duplicateKeys.ts';
import { parseJsonLines, seemsJsonLines } from './jsonLines.ts';
import { createJsonRanges } from './jsonRanges.ts';
import { parseJson } from './jsonText.ts';
import type { SourceContent, SourceProblem } from './sourceContent.ts';
import { parseYamlInSteps } from './yamlText.ts';

/** A JSON or YAML text as data that knows where each of its nodes is. */
export interface SourceDocument {
  readonly uri: string;
  /** The whole text of the file, also where only a part of it was read. */
  readonly text: string;
  readonly lines: LineIndex;
  /** Undefined if nothing could be read. Several YAML documents are one list. */
  readonly value: JsonValue | undefined;
  readonly problems: readonly SourceProblem[];
  /** The place of the node at a JSON pointer, or of its nearest existing ancestor. */
  rangesAt(pointer: string): PointerRange;
  /** Keys that an object of a JSON text repeats; found when they are first asked for. YAML refuses them. */
  duplicateKeys(): readonly DuplicateKey[];
}

/** A part of a file that is read as a source of its own, such as a fence within a shots document. */
export interface SourcePart {
  /** The characters to parse, from which quote marks and comments may be left out. */
  readonly content: string;
  /** The file's offset of an offset in `content`. */
  readonly map: (offset: number) => number;
  readonly lines: LineIndex;
}

/** The longest text, in UTF-16 units, that is read for schemas. */
export const MAX_SOURCE_LENGTH = 32 * 1024 * 1024;

const say = defineMessages({
  tooLong: {
    en: 'The file has {length} MB and exceeds the limit of {limit} MB for tool files. Calls to its tools are not checked.',
    'zh-CN': '文件有 {length} MB，超过工具文件的上限 {limit} MB。不会检查对其中工具的调用。',
  },
});

/** Reads JSON (tolerantly) or YAML. What is wrong becomes problems; it never throws. */
export function readSource(uri: string, text: string, part?: SourcePart): SourceDocument {
  return finish(readSourceInSteps(uri, text, part));
}

/** The same in steps of a few milliseconds; JSON, which is read a hundred times faster, is a single one. */
export function* readSourceInSteps(uri: string, text: string, part?: SourcePart): Steps<SourceDocument> {
  const read = yield* readContent(uri, part?.content ?? text);
  const content = part === undefined ? read : mapped(read, part.map);
  let lines = part?.lines;
  let keys: readonly DuplicateKey[] | undefined;
  return {
    uri,
    text,
    get lines() {
      lines ??= new LineIndex(text);
      return lines;
    },
    ...content,
    duplicateKeys: () => {
      keys ??= part === undefined && seemsJson(uri, text) ? findDuplicateKeys(text) : [];
      return keys;
    },
  };
}

function mapped(content: SourceContent, map: SourcePart['map']): SourceContent {
  const move = ({ start, end }: TextRange): TextRange => ({ start: map(start), end: map(end) });
  return {
    value: content.value,
    problems: content.problems.map((problem) => ({ ...problem, ...move(problem) })),
    rangesAt: (pointer) => {
      const { key, value } = content.rangesAt(pointer);
      return { key: key === undefined ? undefined : move(key), value: move(value) };
    },
  };
}

function* readContent(uri: string, content: string): Steps<SourceContent> {
  if (content.length > MAX_SOURCE_LENGTH) return tooLong(content);
  const bom = content.startsWith('\uFEFF') ? 1 : 0;
  const text = content.slice(bom);
  if (/\.(?:jsonl|ndjson)$/i.test(uri) || (text.startsWith('{') && seemsJsonLines(text)))
    return parseJsonLines(text, bom);
  if (!seemsJson(uri, text)) return yield* parseYamlInSteps(text, bom);
  return { ...parseJson(text, bom), rangesAt: createJsonRanges(text, bom) };
}

/** YAML is a superset of JSON, but reading JSON as such is a hundred times faster. */
function seemsJson(uri: string, text: string): boolean {
  if (/\.json$/i.test(uri)) return true;
  if (!/^\s*[{[]/.test(text)) return false;
  if (!/\.ya?ml$/i.test(uri)) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function tooLong(content: string): SourceContent {
  const range = { start: 0, end: 0 };
  const megabytes = (length: number): number => Math.round(length / 1024 / 1024);
  const message = say('tooLong', { length: megabytes(content.length), limit: megabytes(MAX_SOURCE_LENGTH) });
  return {
    value: undefined,
    problems: [{ ...range, rule: 'limit-reached', message }],
    rangesAt: () => ({ key: undefined, value: range }),
  };
}
