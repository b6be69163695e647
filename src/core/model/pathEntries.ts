import { below, isList, isObject } from '../schemas/pointer.ts';
import type { SourceContent } from '../schemas/source/sourceDocument.ts';
import type { JsonValue } from '../schemas/tool.ts';
import type { TextRange } from '../text/range.ts';
import type { PathEntry, ToolEntry } from './model.ts';

/** Hears of an entry that is no path. */
export type OnWrongEntry = (range: TextRange) => void;

/** The paths at a pointer: one string or a list of them. */
export function readPaths(
  source: SourceContent,
  pointer: string,
  value: JsonValue | undefined,
  wrong: OnWrongEntry,
): readonly PathEntry[] {
  return entriesOf(value, pointer).flatMap(([item, at]) => {
    const range = source.place(at).value;
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
      return [{ path: item, range: source.place(at).value, include: [], exclude: [] }];
    }
    const entry = toolEntry(source, at, item, wrong);
    if (entry === undefined) wrong(source.place(at).value);
    return entry === undefined ? [] : [entry];
  });
}

function toolEntry(source: SourceContent, at: string, item: JsonValue, wrong: OnWrongEntry): ToolEntry | undefined {
  if (!isObject(item)) return undefined;
  const { file, include, exclude } = item;
  if (typeof file !== 'string' || file.trim() === '') return undefined;
  const choice = (key: 'include' | 'exclude', value: JsonValue | undefined): readonly string[] =>
    readPaths(source, below(at, key), value, wrong).map((entry) => entry.path);
  return {
    path: file,
    range: source.place(below(at, 'file')).value,
    include: choice('include', include),
    exclude: choice('exclude', exclude),
  };
}

/** A list's items with their pointers; a single value is a list of one, nothing at all is an empty one. */
export function entriesOf(value: JsonValue | undefined, pointer: string): readonly (readonly [JsonValue, string])[] {
  if (value === undefined || value === null) return [];
  if (!isList(value)) return [[value, pointer]];
  return value.map((item, index) => [item as JsonValue, below(pointer, index)] as const);
}
