import { defineMessages } from '../../l10n/messages.ts';
import { describeExpected } from '../../schemas/expectation.ts';
import { isList } from '../../text/json.ts';
import { getBaseName } from '../../text/paths.ts';
import { type Declaration, listedValues, parameterDeclarations, valueDeclarations } from '../declarations.ts';
import type { ParameterEntity, ValueEntity } from '../entity.ts';
import { code, cut, escapeMarkdown, prose } from '../markdown.ts';
import { describedBy, exampleValues, schemaOf } from '../parameterSchema.ts';
import { ITEMS, type ParameterPath, parameterAt } from '../parameters.ts';
import type { FeatureServices } from '../services.ts';

const say = defineMessages({
  unknown: { en: '{tool} has no parameter {name}.', 'zh-CN': '{tool} 没有参数 {name}。' },
  required: { en: 'required', 'zh-CN': '必填' },
  optional: { en: 'optional', 'zh-CN': '可选' },
  expected: { en: 'Expected: {expected}.', 'zh-CN': '应为：{expected}。' },
  values: { en: 'Values: {values}', 'zh-CN': '可选值：{values}' },
  default: { en: 'Default: {value}', 'zh-CN': '默认值：{value}' },
  examples: { en: 'Examples: {values}', 'zh-CN': '示例：{values}' },
  source: { en: 'Declared in', 'zh-CN': '定义于' },
});

/** The most values listed. */
const MAX_VALUES = 30;

/** A parameter, or the one whose value it is: type, limits, description, values, source. */
export function parameterText(services: FeatureServices, entity: ParameterEntity | ValueEntity): string | undefined {
  const { render } = services;
  const { tool, toolName, path } = entity;
  if (tool === undefined) return undefined;
  const parameter = parameterAt(tool, path);
  if (parameter === undefined) {
    if (entity.kind === 'value') return undefined;
    return render(say('unknown', { tool: escapeMarkdown(toolName), name: code(pathText(path)) }));
  }
  const need = path.at(-1) === ITEMS ? '' : ` *(${render(say(parameter.required ? 'required' : 'optional'))})*`;
  const parts = [`**${code(pathText(path))}**${need}`];
  const description = describedBy(parameter);
  if (description !== '') parts.push(prose(description));
  const schema = schemaOf(parameter);
  // What a schema lists is all that it takes, and is said with the values below.
  const listsAll = schema.const !== undefined || (isList(schema.enum) && schema.enum.length > 0);
  if (!listsAll) {
    parts.push(render(say('expected', { expected: escapeMarkdown(render(describeExpected(schema))) })));
  }
  parts.push(...valueLines(services, entity));
  const declared = declarationOf(entity);
  if (declared !== undefined) parts.push(`${render(say('source'))} ${link(declared)}`);
  return parts.join('\n\n');
}

function valueLines({ render }: FeatureServices, { tool, path }: ParameterEntity | ValueEntity): readonly string[] {
  const parameter = tool && parameterAt(tool, path);
  if (parameter === undefined) return [];
  const listed = listedValues(parameter).map((value) => code(cut(JSON.stringify(value), 60)));
  const values = listed.length > MAX_VALUES ? [...listed.slice(0, MAX_VALUES), '…'] : listed;
  const others = exampleValues(parameter);
  const shown = (isDefault: boolean): readonly string[] =>
    others.filter((one) => one.isDefault === isDefault).map(({ value }) => code(cut(JSON.stringify(value), 60)));
  const [standard] = shown(true);
  const examples = shown(false);
  return [
    ...(values.length === 0 ? [] : [render(say('values', { values }))]),
    ...(standard === undefined ? [] : [render(say('default', { value: standard }))]),
    ...(examples.length === 0 ? [] : [render(say('examples', { values: examples.slice(0, MAX_VALUES) }))]),
  ];
}

function declarationOf(entity: ParameterEntity | ValueEntity): Declaration | undefined {
  const parameter = entity.tool && parameterAt(entity.tool, entity.path);
  if (parameter === undefined) return undefined;
  const [value] = entity.kind === 'value' ? valueDeclarations(parameter, entity.value) : [];
  return value ?? parameterDeclarations(parameter)[0];
}

function link({ uri, lines, range }: Declaration): string {
  return `[${getBaseName(uri).replace(/[[\]]/g, '\\$&')}](${uri}#L${lines.positionAt(range.start).line + 1})`;
}

/** A path as an author would write it: `parts[].name`. */
export function pathText(path: ParameterPath): string {
  return path.reduce((text, step) => (step === ITEMS ? `${text}[]` : text === '' ? step : `${text}.${step}`), '');
}
