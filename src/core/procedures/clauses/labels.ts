import { hasHan } from '../../text/han.ts';
import { VERB } from './englishVerbs.ts';
import type { ClauseWords, ConditionSplit } from './moves.ts';

const LABEL = /^([^:：→\n]{1,48}?)\s*(?:[:：]|→|->|=>|—{1,2}>?)\s*/u;

/** What stands between a label and its text. */
const SEPARATOR = /[:：→—]|[-=]>/;

/** `点击【设置】->【账户】` is a way through menus. */
const NAMES_MENU =
  /[】\]”"」』>*]$|(?:点击|单击|找到|打开|选择|进入)|\b(?:click|open|select|choose|go to|navigate|under|menu)\b/iu;

/** `Call score → receive the result`: what is done, and what comes back. */
const CALLS = /^\**(?:call|run|use|invoke|query|execute|goto|go to|调用|执行|查询)(?:\s|\p{Script=Han}|$)/iu;

/** True if an arrow separates a case from what is done in it. */
export function isArrow(separator: string, label: string): boolean {
  return /^\s*(?:→|->|=>|—{1,2}>)/.test(separator) && !NAMES_MENU.test(label.trim()) && !CALLS.test(label);
}

/** A label before a colon or an arrow is a condition where it words a state, or where the item is a case. */
export function labelEnd(clause: string, language: ClauseWords, isCase: boolean): ConditionSplit | undefined {
  const match = SEPARATOR.test(clause) ? LABEL.exec(clause) : null;
  if (match?.[1] !== undefined && !isCodeOrTime(clause, match[1], match[0].length)) {
    const label = match[1].trim();
    const ahead = conditionAhead(clause, label, match[0].length, language);
    if (ahead !== undefined) return ahead;
    if (isCase || isArrow(match[0].slice(match[1].length), label) || language.isState(label))
      return splitLabel(match[1], match[0].length, language, isCase);
  }
  if (!isCase) return undefined;
  const dash = DASH.exec(clause);
  if (dash?.[1] !== undefined && VERB.test(clause.slice(dash[0].length)))
    return splitLabel(dash[1], dash[0].length, language, isCase);
  const comma = COMMA.exec(clause);
  if (comma?.[1] === undefined) return undefined;
  const opened = language.condition(clause);
  return opened ?? { start: 0, end: comma[1].length, rest: comma[0].length, isNegated: false };
}

/** `金额五万以下的，由主管审批→出纳付款`, `若与知识库：产品无关，则…`: the condition ends elsewhere than the label. */
function conditionAhead(
  clause: string,
  label: string,
  length: number,
  language: ClauseWords,
): ConditionSplit | undefined {
  if (!hasHan(label)) return undefined;
  const isWithin = /[，,]/.test(label) && /→|->|=>/.test(clause.slice(label.length, length));
  if (!isWithin && !/[，,]则/.test(clause.slice(length))) return undefined;
  const opened = language.condition(clause);
  return opened !== undefined && (isWithin ? opened.rest < label.length : opened.end > length) ? opened : undefined;
}

/** The colon in `ok: false` is code, and in 7:20 a time. */
function isCodeOrTime(clause: string, label: string, length: number): boolean {
  return label.split('`').length % 2 === 0 || /^.{1,48}?\d[:：]\d/u.test(clause.slice(0, length + 1));
}

/** `Card declined – ask for another`, as a case */
const DASH = /^([^,.;:\n]{2,60}?)\s[–-]\s+(?=\S)/;
const COMMA = /^([^，,。；;：:]{1,40})[，,]\s*/u;
const BRACKET = /^[（(][^）)\n]{1,16}[）)]\s*/u;

/** The condition in a label: a bracket before it and its conjunction do not belong to it. */
function splitLabel(written: string, rest: number, language: ClauseWords, isCase: boolean): ConditionSplit {
  const bracket = isCase ? (BRACKET.exec(written)?.[0].length ?? 0) : 0;
  if (bracket > 0 && bracket < written.length) return { start: bracket, end: written.length, rest, isNegated: false };
  const label = written.trim();
  const opened = [`${label}，`, `${label}, `]
    .map((opening) => language.condition(opening))
    .find((split) => split !== undefined && split.start > 0 && split.end <= label.length);
  const start = opened?.start ?? 0;
  const end = start > 0 && opened !== undefined ? opened.end : written.length;
  return { start, end, rest, isNegated: opened?.isNegated ?? false };
}

/** A label of at most three words, where several of them stand side by side: `误报：关闭。` */
export function shortLabel(clause: string): ConditionSplit | undefined {
  const label = /^([^:：，,。；;\s][^:：，,。；;\n]{0,11})[:：]\s*(?=\S)/u.exec(clause);
  if (label?.[1] === undefined || label[1].split(' ').length > 3) return undefined;
  return { start: 0, end: label[1].length, rest: label[0].length, isNegated: false };
}
