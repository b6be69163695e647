import { below, isList, member, parentOf, stepsOf } from '../../schemas/pointer.ts';
import type { ParameterPlace } from '../../schemas/tool.ts';
import { withoutQuotes } from '../declarations.ts';
import type { ParameterEntity, ValueEntity } from '../entity.ts';
import { parameterAt, schemasAt } from '../parameters.ts';
import type { NamedPlace } from './places.ts';

/** Keywords beside `properties` that list names of properties. */
const LISTS = ['required', 'propertyOrdering'];

/** The longest list that is looked through. */
const MOST_ITEMS = 1000;

/** Where a schema names a parameter besides its own key: in the lists beside `properties`. */
export function listedNames({ tool, path }: ParameterEntity): readonly NamedPlace[] {
  const name = path.at(-1);
  const parameter = tool && parameterAt(tool, path);
  if (tool === undefined || name === undefined || parameter === undefined) return [];
  const owners = [
    // The object of `allOf` or of a reference that requires the name need not be the one that declares it.
    ...schemasAt(tool, path.slice(0, -1)).map(({ pointer }) => tool.file.parameterPlace(tool, pointer)),
    ...parameter.declared.flatMap(({ pointer }) => ownerOf(tool.file.parameterPlace(tool, pointer), name)),
  ];
  return owners.flatMap((owner) => LISTS.flatMap((keyword) => listedIn(owner, keyword, name)));
}

/** The schema that a property stands in: the body of an operation is no schema of the tool's own. */
function ownerOf(place: ParameterPlace, name: string): readonly ParameterPlace[] {
  const [keyword, last] = stepsOf(place.pointer).slice(-2);
  if (keyword !== 'properties' || last !== name) return [];
  return [{ ...place, pointer: parentOf(parentOf(place.pointer)) }];
}

function listedIn({ uri, pointer, source }: ParameterPlace, keyword: string, name: string): readonly NamedPlace[] {
  const { text, lines } = source;
  const list = source.place(below(pointer, keyword)).value;
  for (let index = 0; index < MOST_ITEMS; index++) {
    const { value } = source.place(below(pointer, keyword, index));
    // The place of an item that is not there is that of the list, or of what would hold it.
    if (value.start <= list.start) break;
    const range = withoutQuotes(text, value);
    if (text.slice(range.start, range.end) === name) return [{ uri, text, lines, range, role: 'declaration' }];
  }
  return [];
}

/** Keywords that may repeat one of the values which `enum` lists. */
const REPEATS = ['default', 'example', 'const'];

/** Where a schema gives a listed value once more, as its default or an example. */
export function restatedValues({ tool, path, value }: ValueEntity): readonly NamedPlace[] {
  const parameter = tool && parameterAt(tool, path);
  if (tool === undefined || parameter === undefined || typeof value !== 'string') return [];
  return parameter.schemas.flatMap(({ schema, pointer }) => {
    const examples = isList(schema.examples) ? schema.examples : [];
    const pointers = [
      ...REPEATS.flatMap((keyword) => (member(schema, keyword) === value ? [below(pointer, keyword)] : [])),
      ...examples.flatMap((example, index) => (example === value ? [below(pointer, 'examples', index)] : [])),
    ];
    return pointers.flatMap((at) => literalPlace(tool.file.parameterPlace(tool, at), value));
  });
}

function literalPlace({ uri, place, source }: ParameterPlace, value: string): readonly NamedPlace[] {
  const { text, lines } = source;
  const range = withoutQuotes(text, place.value);
  const isLiteral = text.slice(range.start, range.end) === value;
  return isLiteral ? [{ uri, text, lines, range, role: 'declaration' }] : [];
}
