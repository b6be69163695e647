import { below, isList, isObject } from '../schemas/pointer.ts';
import type { SourceContent } from '../schemas/source/sourceDocument.ts';
import type { JsonValue } from '../schemas/tool.ts';
import { withoutQuotes } from './declarations.ts';
import type { EntityPlace, KeyEntity } from './entity.ts';

/** The most places listed: the files that have keys are small. */
const MAX_PLACES = 5000;

/** The keys and plain values of a front matter or project file. */
export function keyPlaces(source: SourceContent, text: string, file: KeyEntity['file']): readonly EntityPlace[] {
  const places: EntityPlace[] = [];
  const visit = (value: JsonValue | undefined, pointer: string, path: readonly string[]): void => {
    if (places.length > MAX_PLACES) return;
    if (isList(value)) {
      for (const [index, item] of value.entries()) visit(item, below(pointer, index), path);
    } else if (isObject(value)) {
      for (const [name, inner] of Object.entries(value)) {
        const at = below(pointer, name);
        const { key } = source.place(at);
        const entity: KeyEntity = { kind: 'key', file, path: [...path, name] };
        if (key !== undefined) places.push({ entity, range: withoutQuotes(text, key), role: 'use' });
        visit(inner, at, [...path, name]);
      }
    } else if (value !== undefined && value !== null && path.length > 0) {
      const { value: range } = source.place(pointer);
      places.push({ entity: { kind: 'key', file, path, value }, range: withoutQuotes(text, range), role: 'use' });
    }
  };
  visit(source.value, '', []);
  return places;
}
