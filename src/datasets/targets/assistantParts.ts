import type { AssistantTurn } from '../conversation/conversation.ts';

/**
 * The content of a chat message: the words, else the thought if the turn calls something. A thought never becomes part
 * of what is said to the customer.
 */
export function getContent({ text, thought, calls }: AssistantTurn, withThought: boolean): string {
  if (text !== '' || calls.length === 0) return text;
  return withThought ? thought : '';
}
