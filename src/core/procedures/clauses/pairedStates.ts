import { shortLabel } from './labels.ts';
import { wordsOf } from './language.ts';
import type { ConditionSplit } from './moves.ts';
import { type Clause, conditionOf } from './splitClauses.ts';

/**
 * `业主同意，按方案执行；不同意，…`: sides without a conjunction. A state or an amount at the beginning of a clause is a
 * condition where another clause of the same step opens with one too.
 */
export function pairedStates(text: string, clauses: readonly Clause[]): readonly (ConditionSplit | undefined)[] {
  if (clauses.length < 2) return NONE;
  const found = clauses.map(stateOf);
  const conditional = clauses.filter(
    (clause, index) => found[index] !== undefined || conditionOf(clause) !== undefined,
  );
  if (conditional.length > 1) return found;
  // `确认告警。误报：关闭。真实故障：继续。`
  const labels = clauses.map(({ text: clause, isPlain }) => (isPlain ? undefined : shortLabel(clause)));
  const first = clauses[labels.findIndex((label) => label !== undefined)];
  const isAsked = first !== undefined && isDecision(text.slice(0, first.from));
  return isAsked && labels.filter((label) => label !== undefined).length > 1 ? labels : NONE;
}

const NONE: readonly undefined[] = [];

const DECISION =
  /判断|分析|评估|检查|查询|确认|是否|核实|核对|询问|根据|区分|查看|测试|[?？]|\b(?:analy[sz]e|evaluate|assess|classify|route|based on|ask|check|decide|inspect|determine|depending|verify|see|test|look|which|whether|choose)\b/iu;

/** True if a step finds out which of several cases there is. */
export function isDecision(text: string): boolean {
  return DECISION.test(text);
}

const BARE_AMOUNT =
  /^((?:当天|当日|[\d一二两三四五六七八九十半]{1,4}(?:天|日|小时|元|人|次|周|个月|年))[^，。；由须需应]{0,6})(?=由|须|需)/u;
const FOUND = /^((?:发现|出现|存在|遇到?|确有|确属)[^，,。；;：:\n]{1,14})[，,]\s*/u;
const BARE_STATE = /^(不满意|不同意|不通过|不合格|未通过|失败)(?=[\p{Script=Han}])/u;
const ENGLISH_AMOUNT =
  /^(?:whereas\s+|but\s+|and\s+)?((?:[a-z]+ ){0,3}(?:(?:under|over|above|below|up to|more than|less than|at least)\s+\S*\d\S*|\S*\d\S*\s+or (?:more|less|over|under|above))(?: [a-z]+)??)\s+(?=(?:is|are|needs?|must|gets?|goes|go|requires?|can|may|should)\b)/i;

const COMMA = /^([^，,。；;：:\n]{1,20})[，,]\s*/u;

function stateOf(clause: Clause): ConditionSplit | undefined {
  const { text, isPlain } = clause;
  if (isPlain) return undefined;
  const language = wordsOf(text);
  if (language.elseOpening.test(text) || language.sequence.test(text)) return undefined;
  const amount = BARE_AMOUNT.exec(text);
  if (amount === null && conditionOf(clause) !== undefined) return undefined;
  const comma = COMMA.exec(text);
  const bare =
    comma?.[1] !== undefined && language.isState(comma[1])
      ? comma
      : (amount ?? FOUND.exec(text) ?? BARE_STATE.exec(text) ?? ENGLISH_AMOUNT.exec(text));
  if (bare?.[1] === undefined) return undefined;
  const start = bare[0].indexOf(bare[1]);
  // `Claims under 200 are paid`: the subject belongs to the action too.
  const rest = ENGLISH_AMOUNT.test(text) ? start : bare[0].length;
  return { start, end: start + bare[1].length, rest, isNegated: false };
}
