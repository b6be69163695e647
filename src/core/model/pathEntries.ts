import type { JsonValue } from '../text/json.ts';
import { isList, isObject } from '../text/json.ts';
import { appendPointer } from '../text/jsonPointer.ts';
import type { TextRange } from '../text/range.ts';
import type { SourceContent } from '../text/source/sourceContent.ts';
import type { PathEntry, ToolEntry } from './model.ts';

/** Called for an entry that is not a path. */
export type OnWrongEntry = (range: TextRange) => void;

/** The paths at a pointer: one string or a list of them. */
export function readPaths(
  source: SourceContent,
  pointer: string,
  value: JsonValue | undefined,
  wrong: OnWrongEntry,
): readonly PathEntry[] {
  return entriesOf(value, pointer).flatMap(([item, at]) => {
    const range = source.rangesAt(at).value;
    if (typeof item === 'string' && item.trim() !== '') return [{ path: item, range }];
    wrong(range);
    return [];
  });
}

/** The tools at a pointer: paths, or objects with `file`, `include` and `exclude`. */
export function readToolEntries(
  source: SourceContent,
  pointer: string,
  value: JsonValue | undefined,
  wrong: OnWrongEntry,
): readonly ToolEntry[] {
  return entriesOf(value, pointer).flatMap(([item, at]) => {
    if (typeof item === 'string' && item.trim() !== '') {
      return [{ path: item, range: source.rangesAt(at).value, include: [], exclude: [] }];
    }
    const entry = toolEntry(source, at, item, wrong);
    if (entry === undefined) wrong(source.rangesAt(at).value);
    return entry === undefined ? [] : [entry];
  });
}

function toolEntry(source: SourceContent, at: string, item: JsonValue, wrong: OnWrongEntry): ToolEntry | undefined {
  if (!isObject(item)) return undefined;
  const { file, include, exclude } = item;
  if (typeof file !== 'string' || file.trim() === '') return undefined;
  const choice = (key: 'include' | 'exclude', value: JsonValue | undefined): readonly string[] =>
    readPaths(source, appendPointer(at, key), value, wrong).map((entry) => entry.path);
  return {
    path: file,
    range: source.rangesAt(appendPointer(at, 'file')).value,
    include: choice('include', include),
    exclude: choice('exclude', exclude),
  };
}

/** A list's items with their pointers; a single value is a list of one, nothing at all is an empty one. */
export function entriesOf(value: JsonValue | undefined, pointer: string): readonly (readonly [JsonValue, string])[] {
  if (value === undefined || value === null) return [];
  if (!isList(value)) return [[value, pointer]];
  return value.map((item, index) => [item as JsonValue, appendPointer(pointer, index)] as const);
}
