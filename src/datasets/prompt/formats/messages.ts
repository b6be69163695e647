import type { JsonObject, JsonValue } from '../../../core/index.ts';
import { type Conversation, type Turn, toToolJson } from '../../conversation/conversation.ts';
import { openai } from '../../targets/openai.ts';
import type { PromptContent, PromptFormat, PromptTexts } from '../promptFormat.ts';
import { toPromptConversation } from '../shotTurns.ts';

/** A request body of the chat API: `messages`, and `tools` where the shots call some. */
export const jsonMessages: PromptFormat = {
  write: writeTexts,
  join: (_texts, content) => `${JSON.stringify(toChatRequest(toConversation(content)), undefined, 2)}\n`,
  extension: 'json',
};

/** A conversation as the chat API takes it, with arguments as JSON strings. */
export function toChatRequest(conversation: Conversation): JsonObject {
  const row = openai.toRow(conversation, {
    thought: 'content',
    observations: 'lines',
    arguments: 'string',
    wireName: (name) => name,
    template: undefined,
    uniform: false,
  });
  return row as JsonObject;
}

function toConversation({ getTurns, system, shots, request }: PromptContent): Conversation {
  return toPromptConversation(getTurns(), { system, shots: shots.map(({ shot }) => shot), request });
}

/** The texts that a model reads; what a chat template puts around each message is not counted. */
function writeTexts({ getTurns, system, shots, request }: PromptContent): PromptTexts {
  const turns = getTurns();
  const tools: JsonValue = turns.tools.map(toToolJson);
  const toolText = tools.length === 0 ? '' : JSON.stringify(tools);
  return {
    system: system.trim(),
    tools: turns.form === 'chat' ? toolText : turns.instructions,
    intro: '',
    shots: shots.map(({ shot }) => turns.of(shot).map(toText).join('\n')),
    request: request ?? '',
  };
}

function toText(turn: Turn): string {
  if (turn.kind !== 'assistant' || turn.calls.length === 0) return turn.text;
  const calls = turn.calls.map(({ name, arguments: values }) => `${name} ${JSON.stringify(values)}`);
  return [turn.text === '' ? turn.thought : turn.text, ...calls].filter((text) => text !== '').join('\n');
}
