import {
  defineMessages,
  type Language,
  printCall,
  type Role,
  renderMessage,
  type ShotStyle,
} from '../../core/index.ts';
import type { CallContent, RoundContent, ShotContent } from '../reply/shotContent.ts';

const say = defineMessages({
  schema: { en: "{names}'s schema, omitted", 'zh-CN': '{names} 的 schema，略' },
});

/** One block of a shot that is to be written. `round` numbers the rounds; what is in none has -1. */
export interface DraftBlock {
  readonly role: Role;
  readonly text: string;
  readonly round: number;
  /** Comments that go behind the text, without their marks. */
  readonly comments: readonly string[];
}

/** Lays a shot's content out in the blocks of a style. */
export function shotBlocks(
  content: ShotContent,
  style: ShotStyle,
  language: Language,
  id: string,
): readonly DraftBlock[] {
  const head = (role: Role): DraftBlock => {
    return { role, text: content.request, round: -1, comments: [`id: ${id}`, 'status: draft'] };
  };
  const answer = content.answer === '' ? [] : [block('answer', content.answer)];
  if (style === 'function-calling') {
    return [head('userRequest'), ...content.rounds.flatMap((round) => requestBlocks(round, language)), ...answer];
  }
  const plan = style === 'plan-and-solve' && content.plan.length > 0 ? [block('plan', planList(content.plan))] : [];
  return [head('user'), ...plan, ...content.rounds.flatMap(roundBlocks), ...answer];
}

function block(role: Role, text: string, round = -1, comments: readonly string[] = []): DraftBlock {
  return { role, text, round, comments };
}

function planList(items: readonly string[]): string {
  return `\n${items.map((item, at) => `${at + 1}. ${item.replace(/\s+/g, ' ').trim()}`).join('\n')}`;
}

function roundBlocks(round: RoundContent, index: number): readonly DraftBlock[] {
  const { step, think, action, calls, observation } = round;
  const tie = step === '' ? [] : [`step ${step}`];
  const acts = [...(action === '' ? [] : [action]), ...calls.map(callText)];
  const blocks = [
    ...(think === '' ? [] : [block('think', think, index)]),
    ...acts.map((text) => block('action', text, index)),
    ...(observation === '' ? [] : [block('observation', observation, index)]),
  ];
  // A comment behind a call would stand in the call's own text, so it goes to the first block.
  return blocks.map((part, at) => (at === 0 && part.role !== 'action' ? { ...part, comments: tie } : part));
}

function requestBlocks(round: RoundContent, language: Language): readonly DraftBlock[] {
  const names = [...new Set(round.calls.map(({ name }) => name))];
  const omitted = renderMessage(say('schema', { names }), language);
  const text = [...(round.action === '' ? [] : [round.action]), ...round.calls.map(callText)].join('\n');
  return [
    ...(names.length === 0 ? [] : [block('apiSchema', `[${omitted}]`, 0)]),
    ...(text === '' ? [] : [block('apiRequest', text, 0)]),
    ...(round.observation === '' ? [] : [block('apiResponse', round.observation, 0)]),
  ];
}

/** A call as it is written. Arguments that are no JSON stay as the model wrote them, so that the checker can point at them. */
export function callText({ name, arguments: values }: CallContent): string {
  return typeof values === 'string'
    ? `${name}(${values})`
    : printCall({ name, arguments: values }, 'expression', { spaces: true });
}
