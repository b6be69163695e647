import type { JsonValue } from '../text/json.ts';
import { isList, isObject } from '../text/json.ts';
import { appendPointer } from '../text/jsonPointer.ts';
import type { SourceContent } from '../text/source/sourceContent.ts';
import { withoutQuotes } from './declarations.ts';
import type { EntityOccurrence, KeyEntity } from './entity.ts';

/** The most occurrences listed: the files that have keys are small. */
const MAX_OCCURRENCES = 5000;

/** The keys and plain values of a front matter or project file. */
export function getKeyOccurrences(
  source: SourceContent,
  text: string,
  file: KeyEntity['file'],
): readonly EntityOccurrence[] {
  const occurrences: EntityOccurrence[] = [];
  const visit = (value: JsonValue | undefined, pointer: string, path: readonly string[]): void => {
    if (occurrences.length > MAX_OCCURRENCES) return;
    if (isList(value)) {
      for (const [index, item] of value.entries()) visit(item, appendPointer(pointer, index), path);
    } else if (isObject(value)) {
      for (const [name, inner] of Object.entries(value)) {
        const at = appendPointer(pointer, name);
        const { key } = source.rangesAt(at);
        const entity: KeyEntity = { kind: 'key', file, path: [...path, name] };
        if (key !== undefined) occurrences.push({ entity, range: withoutQuotes(text, key), role: 'use' });
        visit(inner, at, [...path, name]);
      }
    } else if (value !== undefined && value !== null && path.length > 0) {
      const { value: range } = source.rangesAt(pointer);
      occurrences.push({ entity: { kind: 'key', file, path, value }, range: withoutQuotes(text, range), role: 'use' });
    }
  };
  visit(source.value, '', []);
  return occurrences;
}
