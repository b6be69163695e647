import type { Language } from '../../core/index.ts';
import type { ShotPlan } from '../plan/coverage.ts';
import type { RoundContent } from '../reply/shotContent.ts';
import { getCircumstance } from './circumstances.ts';
import { plainSentence } from './plainWords.ts';
import { factsOf, matterOf } from './requestWords.ts';
import { type ScaffoldState, withNote } from './scaffoldState.ts';

/** What a customer would say: what it is about, and the values that the calls need; never the conditions. */
export function createRequest(plan: ShotPlan, rounds: readonly RoundContent[], state: ScaffoldState): string {
  const { phrases, byName, title, language } = state;
  const isSop = plan.steps.length > 0;
  const [toolName] = plan.tools;
  const described = getTextInLanguage(language, byName.get(toolName ?? '')?.description ?? '');
  const about = isSop ? title : described;
  const text = plainSentence(about, 60) || toolName || plainSentence(plan.steps[0]?.text ?? '', 60);
  const matter =
    (isSop ? matterOf(title, language) : undefined) ?? phrases.say(isSop ? 'matterSop' : 'matterTool', { text });
  const calls = rounds.flatMap((round) => round.calls);
  const facts = firstFacts(calls, (call) => factsOf(call.arguments, byName.get(call.name), language));
  const joint = language === 'zh-CN' ? '，' : ', ';
  const factText = facts.length === 0 ? '' : phrases.vary('facts', { facts: facts.join(joint) });
  return withNote(
    state,
    withCircumstance(state, plan, phrases.vary('request', { matter, facts: factText })),
    'noteRequest',
  );
}

/** What the calls need; a value that is corrected later is said as it was before. */
function firstFacts(
  calls: RoundContent['calls'],
  factsOfCall: (call: RoundContent['calls'][number]) => readonly string[],
) {
  const facts = new Map<string, string>();
  for (const call of calls) {
    for (const fact of factsOfCall(call)) {
      const words = fact.replace(/(?:是| is | are ).*$/su, '');
      if (!facts.has(words)) facts.set(words, fact);
    }
  }
  return [...facts.values()];
}

/** No Chinese in an English request. The other way round is how people write. */
function getTextInLanguage(language: Language, text: string): string {
  return language === 'en' && /\p{Script=Han}/u.test(text) ? '' : text;
}

/** A text with what this customer adds to it. */
export function withCircumstance(
  { language, retry = 0, seed }: ScaffoldState,
  { index }: ShotPlan,
  text: string,
): string {
  // A step that has no factor in common with the number of sentences leads to each of them.
  const added = getCircumstance(language, seed + 5 * index + 7 * retry);
  return language === 'zh-CN' ? `${text}${added}` : `${text} ${added}`;
}
