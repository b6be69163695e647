import type { CallForm } from '../../parser/callNodes.ts';
import type { Tool } from '../../schemas/tool.ts';
import type { TextRange } from '../../text/range.ts';
import type { ShotsContext } from '../context.ts';
import { parametersBelow } from '../parameters.ts';
import type { FeatureServices } from '../services.ts';
import type { Candidate } from './items.ts';
import { type CallHabit, callHabit, placeholder } from './writing.ts';

/** Tools to call, written as the document writes calls, required parameters first. */
export function toolCalls(services: FeatureServices, context: ShotsContext, range: TextRange): readonly Candidate[] {
  const habit = callHabit(context);
  const hasArguments = /^\s*[(（[{]/.test(context.text.slice(range.end, range.end + 10));
  return uniqueTools(context.subject.tools.tools).map((tool) => {
    const snippet = hasArguments ? tool.name : callSnippet(tool, habit);
    const isSnippet = services.options().snippets && snippet !== tool.name;
    const newText = isSnippet ? snippet : hasArguments ? tool.name : plainCall(tool, habit.form);
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

function callSnippet(tool: Tool, habit: CallHabit): string {
  const required = parametersBelow(tool, []).filter((parameter) => parameter.required);
  const json = required.map(
    (parameter, index) => `${JSON.stringify(parameter.name)}: ${placeholder(parameter, index + 1, 'json')}`,
  );
  const object = `{${required.length === 0 ? '$1' : json.join(', ')}}`;
  switch (habit.form) {
    case 'json':
      return `{"name": ${JSON.stringify(tool.name)}, "arguments": ${object}}`;
    case 'tagged':
      return `<tool_call>{"name": ${JSON.stringify(tool.name)}, "arguments": ${object}}</tool_call>`;
    case 'object':
      return `${tool.name}(${object})`;
    case 'two-labels':
      return tool.name;
    case 'bracket':
      return `${tool.name}[$1]`;
    case 'expression': {
      const written = required.map((parameter, index) => {
        return `${parameter.name}${habit.sign}${placeholder(parameter, index + 1, habit.literals)}`;
      });
      return `${tool.name}(${required.length === 0 ? '$1' : written.join(', ')})`;
    }
  }
}

function plainCall({ name }: Tool, form: CallForm): string {
  if (form === 'two-labels') return name;
  if (form === 'bracket') return `${name}[]`;
  if (form === 'json') return `{"name": ${JSON.stringify(name)}, "arguments": {}}`;
  return form === 'tagged' ? `<tool_call>{"name": ${JSON.stringify(name)}, "arguments": {}}</tool_call>` : `${name}()`;
}
