import type { Tool } from '../schemas/tool.ts';
import { parameterDeclarations, valueDeclarations } from './declarations.ts';
import type { Entity, ParameterEntity, ValueEntity } from './entity.ts';
import { parameterAt } from './parameters.ts';

/**
 * A text that is the same for every mention of one thing in the workspace, and of nothing else. Parameters and listed
 * values are known by where they are declared, so that tools that share a schema share them. Undefined for what is
 * looked for in its own file only.
 */
export function entityKey(entity: Entity): string | undefined {
  switch (entity.kind) {
    case 'tool':
      return remembered(
        entity.tool,
        `tool ${entity.name}`,
        () => `tool ${entity.tool?.file.uri ?? '?'} ${entity.tool?.pointer ?? ''} ${entity.name}`,
      );
    case 'parameter':
      return remembered(entity.tool, `name ${entity.path.join('\0')}`, () => parameterKey(entity));
    case 'value':
      if (entity.tool === undefined || !entity.listed) return undefined;
      return remembered(entity.tool, `${JSON.stringify(entity.value)} ${entity.path.join('\0')}`, () =>
        valueKey(entity),
      );
    case 'step':
      return entity.procedure === undefined ? undefined : `step ${entity.procedure.uri} ${entity.number}`;
    default:
      return undefined;
  }
}

const known = new WeakMap<Tool, Map<string, string | undefined>>();

/** Declarations are looked up once per tool: an index asks for each of them thousands of times. */
function remembered(tool: Tool | undefined, name: string, make: () => string | undefined): string | undefined {
  if (tool === undefined) return make();
  const keys = known.get(tool) ?? new Map<string, string | undefined>();
  known.set(tool, keys);
  if (!keys.has(name)) keys.set(name, make());
  return keys.get(name);
}

function parameterKey({ tool, toolName, path }: ParameterEntity): string {
  const parameter = tool === undefined ? undefined : parameterAt(tool, path);
  const declared = parameter && parameterDeclarations(parameter).find(({ literal }) => literal);
  if (declared !== undefined) return `parameter ${declared.uri} ${declared.range.start}`;
  return `parameter ${tool?.file.uri ?? '?'} ${toolName} ${JSON.stringify(path)}`;
}

function valueKey({ tool, path, value }: ValueEntity): string | undefined {
  const parameter = tool === undefined ? undefined : parameterAt(tool, path);
  const declared = parameter && valueDeclarations(parameter, value)[0];
  return declared && `value ${declared.uri} ${declared.range.start}`;
}
