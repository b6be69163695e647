import { blockText, defineMessages, type JsonObject } from '../../core/index.ts';
import type { ChatMessage, ChatTool } from '../../generation/index.ts';
import type { EvaluationCase, SkipReason } from '../cases/evaluationCase.ts';
import type { JudgedAttempt } from '../run/caseResult.ts';

const say = defineMessages({
  unreadable: {
    en: 'the arguments of a call of the model cannot be read',
    'zh-CN': '模型某个调用的参数无法读取',
  },
  empty: { en: 'the model neither says nor calls anything', 'zh-CN': '模型没有任何回复或调用' },
  equal: { en: 'both turns are the same in training data', 'zh-CN': '两者在训练数据中相同' },
  text: { en: 'the turn of the model was sent and read as text', 'zh-CN': '模型的输出是以文本形式发送和读取的' },
});

/** A turn as training data has it: thoughts stand beside calls, text is what is said to the customer. */
export interface FailureTurn {
  readonly thought: string;
  readonly text: string;
  readonly calls: readonly { readonly name: string; readonly arguments: JsonObject }[];
}

/** A failed case as preference data: the author's turn is chosen, the model's is rejected. */
export interface FailurePair {
  readonly id: string;
  /** The prompt without shots. */
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly ChatTool[];
  readonly chosen: FailureTurn;
  readonly rejected: FailureTurn;
}

/** The pair of an attempt that failed, or why it makes none. */
export function toFailurePair(test: EvaluationCase, { turn }: JudgedAttempt): FailurePair | SkipReason {
  const { messages, tools } = test.requestWithoutShots();
  // Without tools in the protocol the labels of the document are part of what the model wrote.
  if (tools === undefined) return { code: 'text', message: say('text') };
  const calls = turn.calls.flatMap(({ name, values }) => (values === undefined ? [] : [{ name, arguments: values }]));
  if (calls.length < turn.calls.length) return { code: 'unreadable', message: say('unreadable') };
  const chosen = toExpectedTurn(test);
  const words = turn.isOtherNotation ? '' : turn.said;
  const rejected = calls.length > 0 ? { thought: words, text: '', calls } : { thought: '', text: turn.said, calls };
  if (rejected.text === '' && calls.length === 0) return { code: 'empty', message: say('empty') };
  if (JSON.stringify({ ...chosen, thought: '' }) === JSON.stringify({ ...rejected, thought: '' })) {
    return { code: 'equal', message: say('equal') };
  }
  return { id: test.id, messages, tools, chosen, rejected };
}

function toExpectedTurn({ source, shot, round, expected }: EvaluationCase): FailureTurn {
  const text = (block: typeof shot.request): string =>
    block === undefined ? '' : blockText(source.document.tree, block).text.trim();
  if (expected.calls.length > 0) {
    const calls = expected.calls.map(({ name, values }) => ({ name, arguments: values }));
    return { thought: text(round?.think), text: '', calls };
  }
  const said = round === undefined ? text(shot.answer) : round.actions.map(text).join('\n');
  return { thought: '', text: said, calls: [] };
}
