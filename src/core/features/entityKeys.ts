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
      return `tool ${entity.tool?.file.uri ?? '?'} ${entity.name}`;
    case 'parameter':
      return parameterKey(entity);
    case 'value':
      return valueKey(entity);
    case 'step':
      return entity.procedure === undefined ? undefined : `step ${entity.procedure.uri} ${entity.number}`;
    default:
      return undefined;
  }
}

function parameterKey({ tool, toolName, path }: ParameterEntity): string {
  const parameter = tool === undefined ? undefined : parameterAt(tool, path);
  const declared = parameter && parameterDeclarations(parameter).find(({ literal }) => literal);
  if (declared !== undefined) return `parameter ${declared.uri} ${declared.range.start}`;
  return `parameter ${tool?.file.uri ?? '?'} ${toolName} ${JSON.stringify(path)}`;
}

function valueKey({ tool, path, value, listed }: ValueEntity): string | undefined {
  const parameter = tool === undefined || !listed ? undefined : parameterAt(tool, path);
  const declared = parameter && valueDeclarations(parameter, value)[0];
  return declared && `value ${declared.uri} ${declared.range.start}`;
}
