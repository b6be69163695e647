import { isObject, type JsonObject } from '../../core/index.ts';
import type { AssistantTurn, Conversation, Turn } from '../conversation/conversation.ts';
import { RESULT_TAGS } from '../targets/observations.ts';
import { type CallIds, createCallIds, readCallText } from './calls.ts';
import { say } from './messages.ts';
import { getText, readTurns, reportRole, toConversation } from './parts.ts';
import { type DatasetReader, isList, isText, type ReportProblem, type RowMessage } from './reader.ts';
import { checkOrder } from './turnOrder.ts';

const TAGS = ['system', 'human', 'gpt', 'function_call', 'observation'] as const;

/** Rows of LLaMA-Factory and others with `conversations` of `from` and `value`. */
export const shareGptReader: DatasetReader = {
  id: 'sharegpt',
  title: { en: 'ShareGPT conversations', 'zh-CN': 'ShareGPT 对话' },
  target: 'llamafactory',
  matches: (row) => isList(row.conversations),
  read,
};

function read(row: JsonObject, report: ReportProblem): Conversation | undefined {
  const callId = createCallIds();
  const placed = readTurns(row, 'conversations', report, (message) => readMessage(message, callId, report));
  if (placed === undefined) return undefined;
  const isOpen = isObject(row.chosen) && isObject(row.rejected);
  // Parallel results are one message, so that only its first turn takes part in the order.
  const first = placed.filter(({ path }, index) => path !== placed[index - 1]?.path);
  checkOrder(first, report, { alternates: true, isOpen });
  const system = isText(row.system) && row.system !== '' ? [toSystem(row.system)] : [];
  const chosen = isOpen ? readMessage({ value: row.chosen as JsonObject, path: ['chosen'] }, callId, report) : [];
  return toConversation(row, [...system, ...placed.map(({ turn }) => turn), ...chosen], report);
}

const origin = { path: [] };

function toSystem(text: string): Turn {
  return { kind: 'system', text, origin };
}

function readMessage(message: RowMessage, callId: CallIds, report: ReportProblem): readonly Turn[] {
  const { value, path } = message;
  if (Object.hasOwn(value, 'role') || Object.hasOwn(value, 'content')) {
    report('mixed-keys', path, say('mixedKeys', { keys: Object.keys(value) }), 'error');
  }
  const text = () => getText(message, 'value', report);
  switch (value.from) {
    case 'system':
      return [toSystem(text())];
    case 'human':
    case 'user':
      return [{ kind: 'user', text: text(), origin }];
    case 'gpt':
    case 'assistant':
      return [{ kind: 'assistant', thought: '', text: text(), calls: [], origin }];
    case 'function_call':
      return [readCallTurn(text(), message, callId, report)];
    case 'observation':
    case 'tool':
      return text()
        .split(RESULT_TAGS)
        .map((result): Turn => ({ kind: 'tool', callId: '', name: '', text: result, origin }));
    default:
      reportRole(message, 'from', TAGS, report);
      return [];
  }
}

const THINK = /^<think>\n?([\s\S]*?)\n?<\/think>\n*/;

/** What comes before the first `<tool_call>`, and what is within it and the tag that ends the text. */
function readTagged(text: string): { readonly before: string; readonly calls: string } | undefined {
  const [open, close] = ['<tool_call>', '</tool_call>'];
  const whole = text.trimEnd();
  const at = whole.indexOf(open);
  if (at === -1 || !whole.endsWith(close)) return undefined;
  return { before: whole.slice(0, at).replace(/\n$/, ''), calls: whole.slice(at + open.length, -close.length) };
}

function readCallTurn(written: string, { path }: RowMessage, callId: CallIds, report: ReportProblem): AssistantTurn {
  const think = THINK.exec(written);
  const rest = think === null ? written : written.slice(think[0].length);
  const tagged = readTagged(rest);
  const before = tagged?.before ?? '';
  const isThought = before.startsWith('Thought: ');
  const thought = think?.[1] ?? (isThought ? before.slice('Thought: '.length) : '');
  const json = tagged?.calls ?? rest;
  const calls = readCallText(json, [...path, 'value'], callId, report);
  return { kind: 'assistant', thought, text: isThought ? '' : before, calls, origin };
}
