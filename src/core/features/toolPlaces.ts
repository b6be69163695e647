import type { JsonValue, Tool, ToolFile } from '../schemas/tool.ts';
import type { TextRange } from '../text/range.ts';
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

const known = new WeakMap<ToolFile, readonly OwnPlace[]>();

/**
 * What a tool file declares and where: tools, parameters and listed values. `counting` says under which tool a place
 * counts, for a schema that only repeats another file's.
 */
export function schemaPlaces(file: ToolFile, counting: (tool: Tool) => Tool = (tool) => tool): readonly EntityPlace[] {
  const own = known.get(file) ?? ownPlaces(file);
  known.set(file, own);
  return own.map(({ tool: declared, parameter, value, range }): EntityPlace => {
    const tool = counting(declared);
    const role = 'declaration';
    if (parameter === undefined) return { entity: { kind: 'tool', name: tool.name, tool }, range, role };
    const { path } = parameter;
    const toolName = tool.name;
    if (value === undefined) return { entity: { kind: 'parameter', toolName, tool, path }, range, role };
    return { entity: { kind: 'value', toolName, tool, path, value, listed: true }, range, role };
  });
}

function ownPlaces(file: ToolFile): readonly OwnPlace[] {
  const places: OwnPlace[] = [];
  // Tools that share a schema declare it once.
  const seen = new Set<string>();
  const add = ({ uri, range }: Declaration, what: Omit<OwnPlace, 'range'>): void => {
    const key = `${range.start}:${what.value === undefined}`;
    if (uri !== file.uri || range.start === range.end || seen.has(key)) return;
    seen.add(key);
    places.push({ ...what, range });
  };
  for (const tool of file.tools) {
    add(toolDeclaration(tool), { tool });
    for (const parameter of allParameters(tool)) {
      for (const declaration of parameterDeclarations(parameter)) {
        if (declaration.literal) add(declaration, { tool, parameter });
      }
      for (const value of listedValues(parameter)) {
        for (const declaration of valueDeclarations(parameter, value)) add(declaration, { tool, parameter, value });
      }
    }
  }
  return places;
}
