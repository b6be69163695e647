import { defineMessages } from '../../l10n/messages.ts';
import { describeExpected } from '../../schemas/expectation.ts';
import type { Tool } from '../../schemas/tool.ts';
import { getBaseName } from '../../text/paths.ts';
import { toolDeclaration } from '../declarations.ts';
import { cell, code, prose } from '../markdown.ts';
import { describedBy, schemaOf } from '../parameterSchema.ts';
import { parametersBelow } from '../parameters.ts';
import type { FeatureServices } from '../services.ts';

const say = defineMessages({
  parameter: { en: 'Parameter', 'zh-CN': '参数' },
  type: { en: 'Value', 'zh-CN': '取值' },
  description: { en: 'Description', 'zh-CN': '说明' },
  required: { en: 'required', 'zh-CN': '必填' },
  more: { en: '… and {count} more', 'zh-CN': '……另有 {count} 个' },
  none: { en: 'No parameters.', 'zh-CN': '没有参数。' },
  source: { en: 'Declared in', 'zh-CN': '定义于' },
});

/** The most parameters a table shows. */
const MAX_ROWS = 30;

/** A tool with its description, its parameters as a table, and the file it comes from. */
export function toolText(services: FeatureServices, tool: Tool): string {
  const { render } = services;
  const operation = tool.operation;
  const request = operation === undefined ? '' : `\n\n${code(`${operation.method.toUpperCase()} ${operation.path}`)}`;
  const parts = [`**${code(tool.name)}**${request}`];
  if (tool.description.trim() !== '') parts.push(prose(tool.description));
  parts.push(parameterTable(services, tool));
  const { uri, lines, range } = toolDeclaration(tool);
  const line = lines.positionAt(range.start).line + 1;
  parts.push(`${render(say('source'))} [${getBaseName(uri).replace(/[[\]]/g, '\\$&')}](${uri}#L${line})`);
  return parts.join('\n\n');
}

function parameterTable({ render }: FeatureServices, tool: Tool): string {
  const parameters = parametersBelow(tool, []);
  if (parameters.length === 0) return render(say('none'));
  const header = [say('parameter'), say('type'), say('description')].map(render);
  const rows = parameters.slice(0, MAX_ROWS).map((parameter) => {
    const required = parameter.required ? ` *(${render(say('required'))})*` : '';
    const value = cell(render(describeExpected(schemaOf(parameter))));
    return [`${code(parameter.name).replaceAll('|', '\\|')}${required}`, value, cell(describedBy(parameter))];
  });
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
  const left = parameters.length - rows.length;
  return left > 0 ? `${table}\n\n${render(say('more', { count: left }))}` : table;
}
