import type { CallNotation } from '../../parser/calls/index.ts';
import type { Tool } from '../../schemas/tool.ts';
import type { TextRange } from '../../text/range.ts';
import type { ShotsContext } from '../context.ts';
import { type Parameter, parametersBelow } from '../parameters.ts';
import type { FeatureServices } from '../services.ts';
import { type DetectedCallStyle, detectCallStyle, placeholder } from './callStyle.ts';
import { type Candidate, escapeSnippet } from './items.ts';

/** Tools to call, written as the document writes calls, required parameters first. */
export function toolCalls(services: FeatureServices, context: ShotsContext, range: TextRange): readonly Candidate[] {
  const detectedStyle = detectCallStyle(context);
  const hasArguments = /^\s*[(（[{]/.test(context.text.slice(range.end, range.end + 10));
  return uniqueTools(context.subject.tools.tools).map((tool) => {
    const snippet = hasArguments ? tool.name : callSnippet(tool, detectedStyle);
    const isSnippet = services.options().snippets && snippet !== tool.name;
    const newText = isSnippet ? snippet : hasArguments ? tool.name : plainCall(tool, detectedStyle);
    return { ...toolName(context.uri, tool, range), newText, isSnippet };
  });
}

/** The names of tools alone. */
export function toolNames(uri: string, tools: readonly Tool[], range: TextRange): readonly Candidate[] {
  return uniqueTools(tools).map((tool) => toolName(uri, tool, range));
}

/** Words of what a tool does, to find it by: enough for every name, little for every list. */
const MAX_DETAIL = 80;

function toolName(uri: string, tool: Tool, range: TextRange): Candidate {
  const description = tool.description.trim().split(/\r?\n/, 1)[0]?.slice(0, MAX_DETAIL);
  const detail = description === '' ? undefined : description;
  return {
    label: tool.name,
    kind: 'Function',
    newText: tool.name,
    range,
    detail,
    data: { kind: 'tool', uri, tool: tool.name },
  };
}

/** Of tools of one name the first counts, as in a call. */
function uniqueTools(tools: readonly Tool[]): readonly Tool[] {
  return [...new Map([...tools].reverse().map((tool) => [tool.name, tool])).values()].reverse();
}

function callSnippet(tool: Tool, detectedStyle: DetectedCallStyle): string {
  const required = parametersBelow(tool, []).filter((parameter) => parameter.required);
  const json = required.map(
    (parameter, index) => `${JSON.stringify(parameter.name)}: ${placeholder(parameter, index + 1, 'json')}`,
  );
  const object = `{${required.length === 0 ? '$1' : json.join(', ')}}`;
  if (detectedStyle.notation !== undefined) return notationSnippet(tool, required, detectedStyle.notation);
  switch (detectedStyle.form) {
    case 'json':
      return `{"name": ${JSON.stringify(tool.name)}, "arguments": ${object}}`;
    case 'tagged':
    case 'xml':
      return `<tool_call>{"name": ${JSON.stringify(tool.name)}, "arguments": ${object}}</tool_call>`;
    case 'object':
      return `${tool.name}(${object})`;
    case 'two-labels':
      return tool.name;
    case 'bracket':
      return `${tool.name}[$1]`;
    case 'expression': {
      const written = required.map((parameter, index) => {
        return `${parameter.name}${detectedStyle.sign}${placeholder(parameter, index + 1, detectedStyle.literals)}`;
      });
      return `${tool.name}(${required.length === 0 ? '$1' : written.join(', ')})`;
    }
  }
}

/** Marks the place of a value while a call is written around it. */
const [MARK_START, MARK_END] = ['\uE000', '\uE001'];

/** A call in a notation of tags or tokens, with a tab stop for each required parameter. */
function notationSnippet({ name }: Tool, required: readonly Parameter[], notation: CallNotation): string {
  const marks = required.map((parameter, index) => [parameter.name, `${MARK_START}${index}${MARK_END}`] as const);
  const written = escapeSnippet(notation.write([{ name, arguments: Object.fromEntries(marks) }]));
  return required.reduce((text, parameter, index) => {
    const mark = `${MARK_START}${index}${MARK_END}`;
    const value = placeholder(parameter, index + 1, 'json');
    const bare = value.replace(/^"(.*)"$/, '$1');
    return text.replace(`"${mark}"`, () => value).replace(mark, () => bare);
  }, written);
}

function plainCall({ name }: Tool, { form, notation }: DetectedCallStyle): string {
  if (notation !== undefined) return notation.write([{ name, arguments: {} }]);
  if (form === 'two-labels') return name;
  if (form === 'bracket') return `${name}[]`;
  if (form === 'json') return `{"name": ${JSON.stringify(name)}, "arguments": {}}`;
  return form === 'tagged' || form === 'xml'
    ? `<tool_call>{"name": ${JSON.stringify(name)}, "arguments": {}}</tool_call>`
    : `${name}()`;
}
