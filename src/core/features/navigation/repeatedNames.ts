import type { ParameterLocation } from '../../schemas/tool.ts';
import { isList, member } from '../../text/json.ts';
import { appendPointer, getParentPointer, toPointerSteps } from '../../text/jsonPointer.ts';
import { withoutQuotes } from '../declarations.ts';
import type { ParameterEntity, ValueEntity } from '../entity.ts';
import { parameterAt, schemasAt } from '../parameters.ts';
import type { NamedOccurrence } from './namedOccurrence.ts';

/** Keywords beside `properties` that list names of properties. */
const LISTS = ['required', 'propertyOrdering'];

/** The longest list that is looked through. */
const MAX_ITEMS = 1000;

/** Where a schema names a parameter besides its own key: in the lists beside `properties`. */
export function getRepeatedNames({ tool, path }: ParameterEntity): readonly NamedOccurrence[] {
  const name = path.at(-1);
  const parameter = tool && parameterAt(tool, path);
  if (tool === undefined || name === undefined || parameter === undefined) return [];
  const owners = [
    // The object of `allOf` or of a reference that requires the name need not be the one that declares it.
    ...schemasAt(tool, path.slice(0, -1)).map(({ pointer }) => tool.file.parameterLocation(tool, pointer)),
    ...parameter.declared.flatMap(({ pointer }) => ownerOf(tool.file.parameterLocation(tool, pointer), name)),
  ];
  return owners.flatMap((owner) => LISTS.flatMap((keyword) => listedIn(owner, keyword, name)));
}

/** The schema that a property is in: the body of an operation is not a schema of the tool itself. */
function ownerOf(occurrence: ParameterLocation, name: string): readonly ParameterLocation[] {
  const [keyword, last] = toPointerSteps(occurrence.pointer).slice(-2);
  if (keyword !== 'properties' || last !== name) return [];
  return [{ ...occurrence, pointer: getParentPointer(getParentPointer(occurrence.pointer)) }];
}

function listedIn(
  { uri, pointer, source }: ParameterLocation,
  keyword: string,
  name: string,
): readonly NamedOccurrence[] {
  const { text, lines } = source;
  const list = source.rangesAt(appendPointer(pointer, keyword)).value;
  for (let index = 0; index < MAX_ITEMS; index++) {
    const { value } = source.rangesAt(appendPointer(pointer, keyword, index));
    // The location of an item that is not there is that of the list, or of what would hold it.
    if (value.start <= list.start) break;
    const range = withoutQuotes(text, value);
    if (text.slice(range.start, range.end) === name) return [{ uri, text, lines, range, role: 'declaration' }];
  }
  return [];
}

/** Keywords that may repeat one of the values which `enum` lists. */
const REPEATS = ['default', 'example', 'const'];

/** Where a schema gives a listed value once more, as its default or an example. */
export function getRepeatedValues({ tool, path, value }: ValueEntity): readonly NamedOccurrence[] {
  const parameter = tool && parameterAt(tool, path);
  if (tool === undefined || parameter === undefined || typeof value !== 'string') return [];
  return parameter.schemas.flatMap(({ schema, pointer }) => {
    const examples = isList(schema.examples) ? schema.examples : [];
    const pointers = [
      ...REPEATS.flatMap((keyword) => (member(schema, keyword) === value ? [appendPointer(pointer, keyword)] : [])),
      ...examples.flatMap((example, index) => (example === value ? [appendPointer(pointer, 'examples', index)] : [])),
    ];
    return pointers.flatMap((at) => literalPlace(tool.file.parameterLocation(tool, at), value));
  });
}

function literalPlace({ uri, ranges, source }: ParameterLocation, value: string): readonly NamedOccurrence[] {
  const { text, lines } = source;
  const range = withoutQuotes(text, ranges.value);
  const isLiteral = text.slice(range.start, range.end) === value;
  return isLiteral ? [{ uri, text, lines, range, role: 'declaration' }] : [];
}
