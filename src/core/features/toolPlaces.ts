import type { JsonValue, Tool, ToolFile } from '../schemas/tool.ts';
import { overlaps, type TextRange, touches } from '../text/range.ts';
import {
  type Declaration,
  listedValues,
  parameterDeclarations,
  toolDeclaration,
  valueDeclarations,
} from './declarations.ts';
import type { EntityPlace } from './entity.ts';
import { allParameters, type Parameter } from './parameters.ts';

interface OwnPlace {
  readonly tool: Tool;
  readonly parameter?: Parameter;
  readonly value?: JsonValue;
  readonly range: TextRange;
}

const known = new WeakMap<Tool, readonly OwnPlace[]>();

/** The most places that are looked through for one in a schema that tools share. */
const MAX_PLACES = 20_000;

/**
 * What a tool file declares and where: tools, parameters and listed values. `counting` says under which tool a place
 * counts, for a schema that only repeats another file's. With `within` only the tools around that range are looked
 * into, as a file may declare thousands; for a place outside of all of them those whose schemas lead there.
 */
export function* schemaPlaces(
  file: ToolFile,
  counting: (tool: Tool) => Tool = (tool) => tool,
  within?: TextRange,
): Generator<EntityPlace> {
  // Tools that share a schema declare it once.
  const seen = new Set<string>();
  let count = 0;
  for (const tool of within === undefined ? file.tools : toolsAround(file, within)) {
    for (const place of placesOf(tool)) {
      const key = `${place.range.start} ${place.value === undefined}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield entityPlace(place, counting(tool));
    }
    count += placesOf(tool).length;
    if (within !== undefined && count > MAX_PLACES) return;
  }
}

function toolsAround(file: ToolFile, within: TextRange): readonly Tool[] {
  const around = file.tools.filter((tool) => {
    const { whole } = toolDeclaration(tool);
    return overlaps(whole, within) || touches(whole, within.start);
  });
  return around.length > 0 ? around : file.tools;
}

function entityPlace({ parameter, value, range }: OwnPlace, tool: Tool): EntityPlace {
  const role = 'declaration';
  const toolName = tool.name;
  if (parameter === undefined) return { entity: { kind: 'tool', name: toolName, tool }, range, role };
  const { path } = parameter;
  if (value === undefined) return { entity: { kind: 'parameter', toolName, tool, path }, range, role };
  return { entity: { kind: 'value', toolName, tool, path, value, listed: true }, range, role };
}

/** What a tool declares in its own file. */
function placesOf(tool: Tool): readonly OwnPlace[] {
  const found = known.get(tool) ?? findPlaces(tool);
  known.set(tool, found);
  return found;
}

function findPlaces(tool: Tool): readonly OwnPlace[] {
  const places: OwnPlace[] = [];
  const add = ({ uri, range }: Declaration, what: Omit<OwnPlace, 'range'>): void => {
    if (uri === tool.file.uri && range.start < range.end) places.push({ ...what, range });
  };
  add(toolDeclaration(tool), { tool });
  for (const parameter of allParameters(tool)) {
    for (const declaration of parameterDeclarations(parameter)) {
      if (declaration.literal) add(declaration, { tool, parameter });
    }
    for (const value of listedValues(parameter)) {
      for (const declaration of valueDeclarations(parameter, value)) add(declaration, { tool, parameter, value });
    }
  }
  return places;
}
