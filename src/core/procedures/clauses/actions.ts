import { readChineseNumeral } from '../../parser/numerals.ts';
import { allMatches } from '../../text/matches.ts';
import type { Words } from '../read/words.ts';
import type { ClauseWords, Condition, Move, Reference } from './moves.ts';
import { AROUND, trimmed } from './trimmed.ts';

const NUMBERS: Readonly<Record<string, number>> = {
  once: 1,
  one: 1,
  twice: 2,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
};

/** Reads an action without its condition: what is done, and whether the procedure goes elsewhere after it. */
export function readAction(words: Words, from: number, to: number, language: ClauseWords): readonly Move[] {
  const clause = words.text.slice(from, to);
  const cuts = cutsIn(clause, language);
  if (cuts.length === 0) return readPiece(words, from, clause, language);
  const moves: Move[] = [];
  const exits: Move[] = [];
  let start = 0;
  let isNext = false;
  for (let index = 0; index <= cuts.length; index++) {
    const cut = cuts[index];
    const [first, last] = trimmed(clause, start, cut?.index ?? clause.length, AROUND.piece);
    const text = clause.slice(first, last);
    const control = controlOf(words, text, from + first, language);
    // `上报主管，由主管答复客户`: whoever is informed, the procedure goes on.
    const goesOn = control?.kind === 'handoff' && !control.isHard && cut !== undefined;
    const move = goesOn ? undefined : control;
    if (move === undefined) append(words, moves, from + first, from + last, text, isNext);
    else if (isDone(move, text)) {
      append(words, moves, from + first, from + last, text, isNext);
      exits.push(move);
    } else if (move.kind === 'end' || move.kind === 'handoff') exits.push(move);
    else moves.push(move);
    if (cut === undefined) break;
    start = cut.index + cut[0].length;
    // Words such as `then` say that it is another action.
    isNext = NEXT.test(cut[0]);
  }
  return exits.length === 0 ? moves : [...moves, ...exits];
}

/** A clause that is one action. */
function readPiece(words: Words, from: number, clause: string, language: ClauseWords): readonly Move[] {
  const [first, last] = trimmed(clause, 0, clause.length, AROUND.piece);
  const text = clause.slice(first, last);
  const move = controlOf(words, text, from + first, language);
  if (move !== undefined && !isDone(move, text)) return [move];
  const isEmpty = text.trim() === '' || isReference(text);
  const done: readonly Move[] = isEmpty ? [] : [{ kind: 'do', text, range: words.range(from + first, from + last) }];
  return move === undefined ? done : [...done, move];
}

/** `不予退款` is done, and then the matter is closed. */
function isDone(move: Move, text: string): boolean {
  return move.kind === 'end' && !move.isHard && !(DIRECT_END.test(text) && !GOES_ON.test(text));
}

const NEXT = /然后|随后|之后|最后|接着|then/iu;

const DIRECT_END =
  /^(?:拒绝|驳回|视为放弃)|^(?:deny|refuse|reject|decline|you cannot help|cannot help)\b|\bis (?:cancel+ed|closed|refused|denied|rejected|declined)$/iu;

/** `Deny the refund, offer store credit` has something to do, too. */
const GOES_ON = /[，,](?! (?:because|as|since|which|that|if|when)\b)\s*\S{3}/u;

/** Actions that follow one another are one, up to where the procedure goes elsewhere. */
function append(words: Words, moves: Move[], start: number, end: number, text: string, isNext: boolean): void {
  if (text.trim() === '' || isReference(text)) return;
  const last = moves.at(-1);
  if (last?.kind !== 'do' || isNext) {
    moves.push({ kind: 'do', text, range: words.range(start, end) });
    return;
  }
  const begins = words.text.lastIndexOf(last.text, start);
  const whole = words.text.slice(begins, end);
  moves[moves.length - 1] = { kind: 'do', text: whole, range: words.range(begins, end) };
}

const REFERENCE =
  /^(?:见|参见|详见|see|cf\.?)\s*(?:第?\s*[\d.]{1,8}\s*[步项条]?|(?:step|section|item)\s+[\d.]{1,8})$/iu;

/** `见 5` and `see step 5` only point somewhere. */
function isReference(text: string): boolean {
  return REFERENCE.test(text.trim());
}

const NO_CUTS: readonly RegExpExecArray[] = [];

/** Where an action ends and the next one begins. */
function cutsIn(clause: string, { actionBreak }: ClauseWords): readonly RegExpExecArray[] {
  const found = allMatches(actionBreak, clause);
  return found.length === 0 ? NO_CUTS : found.filter(({ index }) => index > 0 && !isQuoted(clause, index));
}

function isQuoted(clause: string, at: number): boolean {
  const before = clause.slice(0, at);
  const quotes = before.split('"').length - 1;
  const open = before.lastIndexOf('“');
  return (
    quotes % 2 === 1 ||
    (open !== -1 && before.indexOf('”', open) === -1) ||
    before.lastIndexOf('（') > before.lastIndexOf('）')
  );
}

const LEADING =
  /^(?:请|直接|应|应当|须|需|要|可|则|就|并|再|由客服|please\s+|you (?:must|should|can|need to)\s+|the agent (?:must|should)\s+|always\s+|just\s+|to\s+)+/iu;

function controlOf(words: Words, text: string, at: number, language: ClauseWords): Move | undefined {
  const lead = LEADING.exec(text)?.[0].length ?? 0;
  const unled = lead === 0 ? text : text.slice(lead);
  const bare = unled.includes('*') ? unled.replace(/\*+/g, '') : unled;
  const isControl = language.controlMark.test(bare) || (bare !== text && language.controlMark.test(text));
  if (!isControl) return undefined;
  const loop = loopOf(words, text, bare, at, language);
  if (loop !== undefined) return loop;
  const jump = jumpOf(words, text, at, language);
  if (jump !== undefined) return jump;
  const range = () => words.range(at, at + text.length);
  if (language.continues.test(bare)) return { kind: 'continue', range: range() };
  if (language.hardEnd.test(bare)) return { kind: 'end', isHard: true, text, range: range() };
  if (language.hardHandoff.test(bare)) return { kind: 'handoff', isHard: true, text, range: range() };
  if (language.softHandoff.test(bare)) return { kind: 'handoff', isHard: false, text, range: range() };
  if (language.softEnd.test(bare)) return { kind: 'end', isHard: false, text, range: range() };
  return callOf(words, text, at);
}

function loopOf(words: Words, text: string, bare: string, at: number, language: ClauseWords): Move | undefined {
  const each = language.each.exec(bare);
  const isLoop = language.loop.test(bare) || (bare !== text && language.loop.test(text));
  if (!isLoop && each === null) return undefined;
  const range = words.range(at, at + text.length);
  const target = referenceIn(words, text, at, language);
  // `repeat step 1` once is a jump back; `repeat step 1 until …` and `repeat three times` are loops.
  const until = untilOf(words, text, at, language);
  const limit = limitIn(text, language);
  const counted = limit === undefined ? {} : { limit };
  if (!isLoop)
    return { kind: 'loop', each: (each?.[1] ?? each?.[2] ?? each?.[0] ?? '').trim() || text, text, range, ...counted };
  return { kind: 'loop', text, range, ...counted, ...(until && { until }), ...(target && { target }) };
}

function untilOf(words: Words, text: string, at: number, language: ClauseWords): Condition | undefined {
  const match = language.until.exec(text);
  if (match?.[1] === undefined) return undefined;
  const words1 = match[1].replace(/[,，]?\s*(?:at most|最多|up to|no more than).*$/iu, '').trim();
  const start = at + match.index + match[0].indexOf(match[1]);
  return { text: words1, range: words.range(start, start + words1.length), isNegated: false };
}

function limitIn(text: string, language: ClauseWords): number | undefined {
  const written = language.times.exec(text)?.[1]?.toLowerCase();
  if (written === undefined) return undefined;
  const value = NUMBERS[written] ?? readChineseNumeral(written, 0)?.value ?? Number(written);
  return Number.isFinite(value) && value > 0 && value < 1000 ? value : undefined;
}

function referenceIn(words: Words, text: string, at: number, language: ClauseWords): Reference | undefined {
  const match = language.jump.exec(text);
  return match === null ? undefined : referenceOf(words, match, at);
}

function referenceOf(words: Words, match: RegExpExecArray, at: number): Reference | undefined {
  const written = match[1] ?? match[2] ?? match[3];
  if (written === undefined) return undefined;
  return {
    label: labelOf(written),
    range: words.range(at + match.index, at + match.index + match[0].length),
    ...(/\bstep\s/i.test(match[0]) ? { isStepWord: true } : {}),
  };
}

/** A label as it is looked up: Chinese and full-width numerals in digits. */
export function labelOf(written: string): string {
  const digits = written.replace(/[０-９]/g, (digit) => String(digit.charCodeAt(0) - 0xff10));
  const chinese = readChineseNumeral(digits, 0);
  return chinese !== undefined && chinese.end === digits.length ? String(chinese.value) : digits;
}

function jumpOf(words: Words, text: string, at: number, language: ClauseWords): Move | undefined {
  const match = language.jump.exec(text);
  const target = (match && referenceOf(words, match, at)) ?? actorReference(words, text, at);
  if (target === undefined) return undefined;
  // `continue after reading step 3` and `see step 3` name a step without going there.
  if (/^(?:见|同|参照|按照?|see\b|as in\b|from\b)/iu.test(text)) return undefined;
  if (match !== null && target.label !== undefined && /^(?:见|同|参照|按)/u.test(match[0])) return undefined;
  return { kind: 'jump', target, isBack: language.backJump.test(text), range: words.range(at, at + text.length) };
}

/** `退回班组重新提方案`: back to whoever did the step before. */
function actorReference(words: Words, text: string, at: number): Reference | undefined {
  const match = /^(?:并)?(?:退回|返回|打回)(?:给|到|至)?([\p{Script=Han}]{2,6}?)(?=重新|修改|补充|再|$|，)/u.exec(text);
  if (match?.[1] === undefined || /更换|顾客|客户|商品|原路|款/.test(match[1])) return undefined;
  return {
    name: match[1],
    range: words.range(at + text.indexOf(match[1]), at + text.indexOf(match[1]) + match[1].length),
  };
}

const QUOTE = /["“'‘《「]/;
const CALL =
  /^(?:see|follow|use|go to|continue with|proceed (?:to|with)|skip to|open)\s+(?:the\s+)?(?:sop\s+|path\s+|section\s+)?["“'‘]([^"”'’\n]{2,60})["”'’](?:\s*(?:from|,)?\s*(?:from )?step\s+\d+)?/i;
const CHINESE_CALL = /(?:按照?|参照|参见|转入|转到|进入|执行)\s*[《“「]([^》”」\n]{2,40})[》”」]/u;
const PATH =
  /^(?:follow|go to|continue with|proceed (?:to|with)|take)\s+(?:the\s+)?((?:path|section|scenario|workflow|procedure|option|part)\s+[A-Z0-9][\w.]{0,5})\b/i;

/** `进入“我的”-“订单”`: a way through menus, and no other document. */
const MENU_PATH = /^\s*(?:[-–—>→]+|[、，,]?再?(?:点击|选择))\s*[《“「"‘]/u;

/** Another document or section by its name: `follow "Refunds"`, `按《退款流程》办理`. */
function callOf(words: Words, text: string, at: number): Move | undefined {
  const match = (QUOTE.test(text) ? (CALL.exec(text) ?? CHINESE_CALL.exec(text)) : null) ?? PATH.exec(text);
  if (match?.[1] === undefined || MENU_PATH.test(text.slice(match.index + match[0].length))) return undefined;
  return { kind: 'call', name: match[1], returns: true, text, range: words.range(at, at + text.length) };
}
