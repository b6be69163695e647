import {
  type Language,
  printCall,
  type RoundDraft,
  type ShotDraft,
  type ShotStyle,
  schemaWords,
} from '../../core/index.ts';
import type { CallContent, RoundContent, ShotContent } from '../reply/shotContent.ts';

/** Lays a shot's content out in the blocks of a style. With an id it is a draft; without one it is not even that yet. */
export function shotDraft(content: ShotContent, style: ShotStyle, language: Language, id?: string): ShotDraft {
  const { request, rounds, answer } = content;
  const plan = style === 'plan-and-solve' ? planList(content.plan) : '';
  const names = [...new Set(rounds.flatMap(({ calls }) => calls.map(({ name }) => name)))];
  const isCalling = style === 'function-calling';
  return {
    ...(id === undefined ? {} : { id, status: { state: 'draft', by: undefined } }),
    style,
    request,
    ...(isCalling && names.length > 0 ? { apiSchema: schemaWords(names, language) } : {}),
    ...(plan === '' ? {} : { plan }),
    rounds: isCalling ? rounds.map(callingRound) : rounds.map(roundDraft),
    ...(answer === '' ? {} : { answer }),
  };
}

/** A call as it is written. Arguments that are no JSON stay as the model wrote them, so that the checker can point at them. */
export function callText({ name, arguments: values }: CallContent): string {
  if (typeof values === 'string') return `${name}(${values})`;
  return printCall({ name, arguments: values }, 'expression', { spaces: true });
}

function planList(items: readonly string[]): string {
  return items.map((item, at) => `${at + 1}. ${item.replace(/\s+/g, ' ').trim()}`).join('\n');
}

function roundDraft(round: RoundContent): RoundDraft {
  const { step, think, observation } = round;
  return {
    ...(step === '' ? {} : { step }),
    ...(think === '' ? {} : { think }),
    actions: actionTexts(round).map((text) => ({ text })),
    observations: observation === '' ? [] : [observation],
  };
}

/** All calls of a round stand in one request block, one a line. */
function callingRound(round: RoundContent): RoundDraft {
  const text = actionTexts(round).join('\n');
  return {
    actions: text === '' ? [] : [{ text }],
    observations: round.observation === '' ? [] : [round.observation],
  };
}

function actionTexts({ action, calls }: RoundContent): readonly string[] {
  return [...(action === '' ? [] : [action]), ...calls.map(callText)];
}
