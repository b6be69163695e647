import { hasHan } from '../../text/han.ts';
import type { GraphBuilder, Open } from './graph.ts';

const ANSWER =
  /^(?:the |an? )?([a-z]{4,}) (?:(?:does|do|did) not |doesn't )?(?:refus|approv|reject|declin|agree|accept|confirm|disagree|answer|repl|sign)/iu;
const CHINESE_ANSWER =
  /^(\p{Script=Han}{2,6}?)(?:不|未|没有|已)?(?:同意|批准|拒绝|驳回|审批|通过|认可|接受|答复|签字)/u;

/** `the member declines the pause`: the answer to an offer. */
const OFFERED = /\b(?:declin|refus|accept|reject|take)\w*\s+(?:the |an? )?([a-z]{4,})\b/iu;

/** `The refund fails`, `联系不上`: the outcome of something that is done on one side. */
const OUTCOME = /^(?:the |an? )?([a-z]{4,}) (?:fails?|failed|does not (?:work|go through|succeed)|succeeds?)\b/iu;
const CHINESE_OUTCOME = /^(\p{Script=Han}{2})(?:不上|不到|不通|不了|未果|无果|失败|成功|不成)/u;
/** `It still fails`, `仍失败`: after what has just been tried. */
export const AFTER_TRYING = /^(?:仍|还是|依然|依旧)|^(?:it |this |the [a-z]+ )?(?:is |are )?still\b/iu;

/**
 * `Claims under 200 are paid, larger ones need the supervisor. If the supervisor refuses, …`: who answers was asked on
 * one side only, and only that side meets the condition. The same is true of the outcome of what one side does.
 */
export function answersOf(
  condition: string,
  opens: readonly Open[],
  { nodeOf }: GraphBuilder,
): { readonly asked: readonly Open[]; readonly others: readonly Open[] } | undefined {
  const isAsked = AFTER_TRYING.test(condition) ? ({ kind }: Open) => kind !== 'false' : doesOf(condition, nodeOf);
  if (isAsked === undefined) return undefined;
  const asked = opens.filter(isAsked);
  if (asked.length === 0 || asked.length === opens.length) return undefined;
  return { asked, others: opens.filter((open) => !isAsked(open)) };
}

/** Tells the edges that leave what a condition is about. Words of a step that only decides are conditions themselves. */
function doesOf(condition: string, nodeOf: GraphBuilder['nodeOf']): ((open: Open) => boolean) | undefined {
  const patterns = hasHan(condition) ? [CHINESE_ANSWER, CHINESE_OUTCOME] : [OFFERED, ANSWER, OUTCOME];
  const named = patterns.map((pattern) => pattern.exec(condition)?.[1]);
  const matter = named.find((name) => name !== undefined)?.toLowerCase();
  if (matter === undefined) return undefined;
  return ({ from }) => {
    const node = nodeOf(from);
    return node !== undefined && node.isDecision !== true && node.text.toLowerCase().includes(matter);
  };
}
