import type { Role } from '../roles.ts';

/**
 * What makes a label of a word that is ordinary text elsewhere: a chat, a tool's turn, a pair of question and answer, the
 * blocks that handle a request, or questions that an agent asks itself.
 */
export type WordContext = 'chat' | 'tool' | 'pair' | 'request' | 'input' | 'followUp';

interface ContextualWords {
  readonly role: Role;
  readonly context: WordContext;
  readonly words: readonly string[];
}

/** Words that are labels only where the labels around them say so; `role` is what they are then. */
export const CONTEXTUAL_WORDS: readonly ContextualWords[] = [
  { role: 'system', context: 'chat', words: ['System', '系统'] },
  { role: 'observation', context: 'tool', words: ['Tool', 'Function'] },
  { role: 'user', context: 'pair', words: ['Q'] },
  { role: 'answer', context: 'pair', words: ['A', 'Output'] },
  { role: 'user', context: 'input', words: ['Input'] },
  {
    role: 'think',
    context: 'followUp',
    words: ['Are follow up questions needed here', 'Are followup questions needed here'],
  },
  { role: 'action', context: 'followUp', words: ['Follow up'] },
  { role: 'observation', context: 'followUp', words: ['Intermediate answer'] },
  { role: 'answer', context: 'followUp', words: ['So the final answer is'] },
  { role: 'user', context: 'request', words: ['Goal', 'Query', 'Objective', 'Instruction', 'Setup', '需求', '指令'] },
];

/** True for `Output` and `A`: a reply where the labels around them are turns or pairs. */
export function isReplyWord(word: string): boolean {
  return /^(?:Output|A)$/i.test(word);
}

/** The words of an answer that name who speaks. */
const SPEAKERS: ReadonlySet<string> = new Set(['assistant', 'ai', '客服', '助手']);

/** Words of actions that also label what a tool gave back. */
const TOOL_WORDS: ReadonlySet<string> = new Set(['tool', 'function', '工具']);

const TOOL_LABELS: ReadonlySet<string> = new Set([
  ...TOOL_WORDS,
  ...['tool call', 'tool input', 'tool output', 'tool result'],
  ...['工具调用', '调用工具', '工具输入', '工具结果', '工具返回'],
]);

/** What decides about a label's word. */
interface Word {
  readonly role: Role;
  readonly key: string;
  readonly context: WordContext | undefined;
}

/** True for a word whose meaning depends on the labels around it. */
export function isContextual(word: Word): boolean {
  return word.context !== undefined || isSpeaker(word) || isToolWord(word);
}

/** True for `Assistant`, `客服` and the like, which are turns in a chat and the answer elsewhere. */
export function isSpeaker({ role, key }: Word): boolean {
  return role === 'answer' && SPEAKERS.has(key);
}

/** True for `Tool`, `Function` and `工具`: an action, or what it gave back. */
export function isToolWord({ role, key }: Word): boolean {
  return (role === 'action' || role === 'observation') && TOOL_WORDS.has(key);
}

/** True for the labels of tools, which may stand in a chat. */
export function isToolLabel({ key }: Word): boolean {
  return TOOL_LABELS.has(key);
}

/** True for the words of a tool's label that have one meaning: `Tool Result`, `工具结果`. */
export function isToolLabelWord(word: string): boolean {
  const key = word.toLowerCase().replace(/[-_\s]+/g, ' ');
  return TOOL_LABELS.has(key) && !TOOL_WORDS.has(key);
}
