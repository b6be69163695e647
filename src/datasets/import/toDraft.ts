import { type Language, printCall, type RoundDraft, type ShotDraft } from '../../core/index.ts';
import {
  type AssistantTurn,
  type Conversation,
  isInput,
  type ToolTurn,
  type Turn,
} from '../conversation/conversation.ts';
import { type Exclusion, exclude } from '../exclusion.ts';

/** The first line of an action whose other lines are said to the customer. */
const SAY: Readonly<Record<Language, string>> = { en: 'Reply to the customer.', 'zh-CN': '回复客户。' };

/**
 * Writes a conversation as a shot. Words of the assistant before another turn of the customer are an action with these
 * words, so that the shot reads as the same conversation again; the last words are the answer.
 */
export function toDraft({ turns }: Conversation, language: Language): ShotDraft | Exclusion {
  const said = turns.filter((turn) => turn.kind !== 'system');
  const [request] = said;
  if (request?.kind !== 'user') return exclude('order');
  const rounds: RoundDraft[] = [];
  let answer: string | undefined;
  let at = 1;
  while (at < said.length) {
    const turn = said[at] as Turn;
    if (turn.kind !== 'assistant') return exclude('order');
    const results = inputsAfter(said, at);
    const isLast = at + results.length + 1 >= said.length;
    if (isLast && results.length === 0 && turn.calls.length === 0) {
      if (turn.thought !== '') rounds.push({ think: turn.thought, actions: [], observations: [] });
      answer = turn.text;
      break;
    }
    const written = toRounds(turn, results, language);
    if (written === undefined) return exclude('order');
    rounds.push(...written);
    at += results.length + 1;
  }
  return {
    style: 'react',
    request: request.input === undefined ? request.text : `${request.text}\n${request.input}`,
    rounds,
    answer,
  };
}

/** The turns between one of the assistant and the next. */
function inputsAfter(turns: readonly Turn[], at: number): readonly Turn[] {
  let end = at + 1;
  for (let turn = turns[end]; turn !== undefined && isInput(turn); turn = turns[end]) end++;
  return turns.slice(at + 1, end);
}

function toRounds(turn: AssistantTurn, inputs: readonly Turn[], language: Language): readonly RoundDraft[] | undefined {
  const think = turn.thought === '' ? undefined : turn.thought;
  const users = inputs.filter((input) => input.kind === 'user');
  const results = inputs.filter((input): input is ToolTurn => input.kind === 'tool');
  const words = turn.text === '' ? [] : [{ text: `${SAY[language]}\n${quoteWhole(turn.text)}` }];
  if (turn.calls.length === 0) {
    if (results.length > 0 || users.length > 1) return undefined;
    return [{ think, actions: words, observations: users.map(({ text }) => text) }];
  }
  if (users.length > 0) return undefined;
  const actions = turn.calls.map(({ name, arguments: values }) => ({
    text: printCall({ name, arguments: values }, 'expression', { spaces: true }),
  }));
  return [{ think, actions: [...words, ...actions], observations: results.map(({ text }) => text) }];
}

/** Words that are a quotation as a whole get other marks around them, since marks around all words are taken off. */
function quoteWhole(text: string): string {
  return /^[“"「『]/.test(text.trim()) ? `「${text}」` : text;
}
