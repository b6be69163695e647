import type { Tool, ToolFile } from '../schemas/tool.ts';
import type { JsonValue } from '../text/json.ts';
import { overlaps, type TextRange, touches } from '../text/range.ts';
import {
  type Declaration,
  listedValues,
  parameterDeclarations,
  toolDeclaration,
  valueDeclarations,
} from './declarations.ts';
import type { EntityOccurrence } from './entity.ts';
import { allParameters, type Parameter } from './parameters.ts';

interface OwnOccurrence {
  readonly tool: Tool;
  readonly parameter?: Parameter;
  readonly value?: JsonValue;
  readonly range: TextRange;
}

const known = new WeakMap<Tool, readonly OwnOccurrence[]>();

/** The maximum number of occurrences to search for one in a schema that tools share. */
const MAX_OCCURRENCES = 20_000;

/**
 * What a tool file declares and where: tools, parameters and listed values. `counting` says under which tool a location
 * counts, for a schema that only repeats another file's. With `within` only the tools around that range are looked
 * into, as a file may declare thousands; for a location outside of all of them those whose schemas lead there.
 */
export function* getToolFileOccurrences(
  file: ToolFile,
  counting: (tool: Tool) => Tool = (tool) => tool,
  within?: TextRange,
): Generator<EntityOccurrence> {
  // Tools that share a schema declare it once.
  const seen = new Set<string>();
  let count = 0;
  for (const tool of within === undefined ? file.tools : toolsAround(file, within)) {
    for (const occurrence of getOccurrences(tool)) {
      const key = `${occurrence.range.start} ${occurrence.value === undefined}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield toEntityOccurrence(occurrence, counting(tool));
    }
    count += getOccurrences(tool).length;
    if (within !== undefined && count > MAX_OCCURRENCES) return;
  }
}

function toolsAround(file: ToolFile, within: TextRange): readonly Tool[] {
  const around = file.tools.filter((tool) => {
    const { whole } = toolDeclaration(tool);
    return overlaps(whole, within) || touches(whole, within.start);
  });
  return around.length > 0 ? around : file.tools;
}

function toEntityOccurrence({ parameter, value, range }: OwnOccurrence, tool: Tool): EntityOccurrence {
  const role = 'declaration';
  const toolName = tool.name;
  if (parameter === undefined) return { entity: { kind: 'tool', name: toolName, tool }, range, role };
  const { path } = parameter;
  if (value === undefined) return { entity: { kind: 'parameter', toolName, tool, path }, range, role };
  return { entity: { kind: 'value', toolName, tool, path, value, listed: true }, range, role };
}

/** What a tool declares in its own file. */
function getOccurrences(tool: Tool): readonly OwnOccurrence[] {
  const found = known.get(tool) ?? findPlaces(tool);
  known.set(tool, found);
  return found;
}

function findPlaces(tool: Tool): readonly OwnOccurrence[] {
  const occurrences: OwnOccurrence[] = [];
  const add = ({ uri, range }: Declaration, what: Omit<OwnOccurrence, 'range'>): void => {
    if (uri === tool.file.uri && range.start < range.end) occurrences.push({ ...what, range });
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
  return occurrences;
}
