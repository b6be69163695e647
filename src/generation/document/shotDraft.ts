import {
  type Language,
  printCall,
  type RoundDraft,
  type ShotDraft,
  schemaWords,
  type WritableStyle,
} from '../../core/index.ts';
import type { CallContent, RoundContent, ShotContent } from '../reply/shotContent.ts';

/** Lays a shot's content out in the blocks of a style. With an id it is a draft; without one it is not even that yet. */
export function toShotDraft(content: ShotContent, style: WritableStyle, language: Language, id?: string): ShotDraft {
  const { request, rounds, answer } = content;
  const plan = style === 'plan-and-solve' ? toPlanList(content.plan) : '';
  const names = [...new Set(rounds.flatMap(({ calls }) => calls.map(({ name }) => name)))];
  const isCalling = style === 'function-calling';
  return {
    ...(id === undefined ? {} : { id, status: { state: 'draft', by: undefined } }),
    style,
    request,
    ...(isCalling && names.length > 0 ? { apiSchema: schemaWords(names, language) } : {}),
    ...(plan === '' ? {} : { plan }),
    rounds: isCalling ? rounds.map(toCallRoundDraft) : rounds.map(toRoundDraft),
    ...(answer === '' ? {} : { answer }),
  };
}

/** A call as it is written. Arguments that are no JSON stay as the model wrote them, so that the checker can point at them. */
export function toCallText({ name, arguments: values }: CallContent): string {
  if (typeof values === 'string') return `${name}(${values})`;
  return printCall({ name, arguments: values }, 'expression', { spaces: true });
}

function toPlanList(items: readonly string[]): string {
  return items.map((item, at) => `${at + 1}. ${item.replace(/\s+/g, ' ').trim()}`).join('\n');
}

function toRoundDraft(round: RoundContent): RoundDraft {
  const { step, think, observation } = round;
  return {
    ...(step === '' ? {} : { step }),
    ...(think === '' ? {} : { think }),
    actions: toActionTexts(round).map((text) => ({ text })),
    observations: observation === '' ? [] : [observation],
  };
}

/** All calls of a round are in one request block, one per line. */
function toCallRoundDraft(round: RoundContent): RoundDraft {
  const text = toActionTexts(round).join('\n');
  return {
    actions: text === '' ? [] : [{ text }],
    observations: round.observation === '' ? [] : [round.observation],
  };
}

function toActionTexts({ action, calls }: RoundContent): readonly string[] {
  return [...(action === '' ? [] : [action]), ...calls.map(toCallText)];
}
