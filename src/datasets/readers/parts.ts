import { isObject, type JsonObject, type JsonValue } from '../../core/index.ts';
import type { Conversation, ToolDefinition, Turn } from '../conversation/conversation.ts';
import { parseInner, withCallIds } from './calls.ts';
import { say } from './messages.ts';
import { isList, isText, type ReportProblem, type RowMessage } from './reader.ts';
import type { PlacedTurn } from './turnOrder.ts';

/** The turns of a row's messages, each with its place; undefined if there is no list of messages. */
export function readTurns(
  row: JsonObject,
  key: string,
  report: ReportProblem,
  read: (message: RowMessage) => readonly Turn[],
): readonly PlacedTurn[] | undefined {
  const list = row[key];
  if (!isList(list)) {
    report('missing-content', [key], say('notList', { key }), 'error');
    return undefined;
  }
  const placed: PlacedTurn[] = [];
  for (const [index, value] of list.entries()) {
    const path = [key, index];
    if (!isObject(value)) report('missing-content', path, say('notObject'), 'error');
    else for (const turn of read({ value, path })) placed.push({ turn, path });
  }
  return placed;
}

/** The conversation of a row. Results without ids get those of the calls before them. */
export function toConversation(row: JsonObject, turns: readonly Turn[], report: ReportProblem): Conversation {
  return { form: 'chat', turns: withCallIds(turns), ...getTools(row, report) };
}

/** The text of a message under a key. What is not text is reported and read as empty. */
export function getText({ value, path }: RowMessage, key: string, report: ReportProblem): string {
  const content = value[key];
  if (isText(content)) return content;
  if (content === undefined) report('missing-content', path, say('missingContent', { key }), 'error');
  else if (content === null) report('null-content', [...path, key], say('nullContent', { key }), 'warning');
  else if (isList(content)) {
    report('list-content', [...path, key], say('listContent'), 'warning');
    return content.map((part) => (isObject(part) && isText(part.text) ? part.text : '')).join('');
  } else report('missing-content', [...path, key], say('wrongContent', { key }), 'error');
  return '';
}

/** Reports a role that the format does not have. */
export function reportRole(
  { value, path }: RowMessage,
  key: string,
  roles: readonly string[],
  report: ReportProblem,
): void {
  const role = value[key];
  if (role === undefined) report('unknown-role', path, say('missingContent', { key }), 'error');
  else report('unknown-role', [...path, key], say('unknownRole', { role: JSON.stringify(role), roles }), 'error');
}

/** The tools of a row: a list, or the text of one. */
function getTools(row: JsonObject, report: ReportProblem): Pick<Conversation, 'tools' | 'hasToolList'> {
  const { tools } = row;
  if (isText(tools)) return { tools: getToolsOfText(tools, report), hasToolList: tools.trim() !== '' };
  return { tools: toDefinitions(tools), hasToolList: isList(tools) };
}

function getToolsOfText(tools: string, report: ReportProblem): readonly ToolDefinition[] {
  if (tools.trim() === '') return [];
  if (lastTools?.text === tools) return lastTools.definitions;
  const inner = parseInner(tools);
  if (!('value' in inner)) {
    report('tools-syntax', ['tools'], say('toolsSyntax', { reason: inner.reason }), 'error');
    return [];
  }
  lastTools = { text: tools, definitions: toDefinitions(inner.value) };
  return lastTools.definitions;
}

/** Rows of one file often have the same tools: these are read once, and are then the same list. */
let lastTools: { readonly text: string; readonly definitions: readonly ToolDefinition[] } | undefined;

function toDefinitions(value: JsonValue | undefined): readonly ToolDefinition[] {
  if (!isList(value)) return [];
  return value.flatMap((tool): readonly ToolDefinition[] => {
    if (!isObject(tool)) return [];
    const { function: wrapped, ...wrapper } = tool;
    const definition = isObject(wrapped) ? wrapped : tool;
    const name = isText(definition.name) ? definition.name : '';
    return [{ name, function: definition, wrapper: isObject(wrapped) ? wrapper : undefined }];
  });
}
