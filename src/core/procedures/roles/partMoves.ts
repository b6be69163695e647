import type { Condition, Move } from '../clauses/moves.ts';
import { movesAt, readWords } from '../clauses/readMoves.ts';
import type { Part } from './role.ts';

/** `if any of the following is true:`, `有下列情形之一的：` */
const LISTS_CONDITIONS =
  /\b(?:any|all|one|either) of the following\b[^:：]{0,40}[:：]|(?:下列|以下|下述)(?:情形|情况|条件)(?:之一|任一)?[^:：]{0,8}[:：]|(?:涉及|属于|符合|出现)(?:下列|以下|下述)[^，,。：:]{0,10}[的时][，,]/iu;

/** `The reason could be one of the following:` lists values, and nothing to do. */
export const LISTS_VALUES =
  /\b(?:can|could|may|might|must|should|will)(?: only)? be (?:one|any|either) of(?: the following| these)?\s?[:.]?\**$|\bfor (?:any of |one of )?the following reasons\s?:\**$|\b(?:following|these) (?:information|issues|causes|parameters|arguments|fields|values|inputs|decisions|categories|statuses)\s?:\**$|^(?:ask(?: the \w+)? for|collect|gather|request|obtain|capture|you(?:'ll| will)? need)\b[^.:]{0,60}\bthe following\b[^.:]{0,30}:\**$|^(?:for [^,.:]{3,60}, )?(?:document|record|note|log|include|specify|state):\**$|^the following (?:(?!steps?\b)[\w-]+ ){0,3}(?:is|are)\b[^.:]{0,80}:\**$|(?:\bbased on|\b(?:you|they|it) must have|\bsuch as|\bincluding|\bincludes|\bexamples? include)\s?:\**$|(?:为|是|包括|分为)(?:以下|下列)(?:之一|几[种类]|[一二三四五六七八九十\d]{1,2}[种类]|类别|类型|几个方面)[:：]\**$|(?:查清|核对|记录|收集|询问|说明|提供|准备|携带|提交)(?:下列|以下)[^，,。；：:]{1,8}[:：]\**$/iu;

const MAY_LIST = /of the following|下列|以下|下述/iu;

/** True if the words of a part announce conditions that are listed below it. */
export function listsConditions(part: Part): boolean {
  part.listsConditions ??= MAY_LIST.test(part.words.text) && LISTS_CONDITIONS.test(part.words.text);
  return part.listsConditions;
}

/** The moves of a part, read once. */
export function movesOf(part: Part): readonly Move[] {
  if (part.moves !== undefined) return part.moves;
  if (part.node.form === 'heading' ? part.isCase : part.node.form === 'label' && NAMED_CASE.test(part.words.text)) {
    part.moves = [titleSide(part)];
    return part.moves;
  }
  const isCase = part.isCase && part.node.item.cells?.condition === undefined;
  if (part.reading?.isCase !== isCase) part.reading = readWords(part.words, isCase);
  const read = movesAt(part.reading, part.words);
  const moves = part.condition === undefined ? read : [underCell(part.condition, read, part)];
  const listed = listsConditions(part) ? withListed(moves, part) : moves;
  part.moves = underListed(listed, part);
  return part.moves;
}

/** `**Problem: the screen stays dark**` */
const NAMED_CASE = /^(?:problem|scenario|situation)\s?[:–—-]/i;

const TITLE_LEAD = /^(?:(?:scenario|case|situation|problem)\s?[:–—-]\s?|(?:if|in case(?: of)?|when|(unless))\s+)/i;

/** A heading that is a case holds its condition, and nothing else. */
function titleSide({ words }: Part): Move {
  const lead = TITLE_LEAD.exec(words.text);
  const start = lead?.[0].length ?? 0;
  const end = words.text.trimEnd().replace(/[:：.]$/, '').length;
  const condition = {
    text: words.text.slice(start, end),
    range: words.range(start, end),
    isNegated: lead?.[1] !== undefined,
  };
  return { kind: 'side', form: 'case', condition, moves: [], range: words.range(0, words.text.length) };
}

/** The column for conditions of a table of steps. */
function underCell(condition: Condition, moves: readonly Move[], part: Part): Move {
  return {
    kind: 'side',
    form: part.isCase ? 'case' : 'if',
    condition,
    moves,
    range: part.words.range(0, part.words.text.length),
  };
}

/** `Used when:` with bullets below the title of a step: one of them is the reason to do it. */
const USED_WHEN =
  /^\**(?:(?:to be )?used?|appl(?:y|ies|icable)|choose|select|offer)(?: (?:it|this))? (?:when|if)\s?:\**$|^\**when to use(?: (?:it|this))?\s?:\**$/i;

/** True if words announce the reasons for the step above them. */
export function announcesReasons({ words, children }: Part): boolean {
  return children.length > 0 && USED_WHEN.test(words.text.trim());
}

function underListed(moves: readonly Move[], part: Part): readonly Move[] {
  if (part.node.form !== 'heading') return moves;
  const reasons = part.children.find(announcesReasons)?.children;
  const first = reasons?.[0];
  const last = reasons?.at(-1);
  if (reasons === undefined || first === undefined || last === undefined) return moves;
  const text = reasons.map(({ words }) => words.text.trim().replace(/[;.]$/, '')).join('; ');
  const range = { start: first.words.range(0, 0).start, end: last.words.range(0, last.words.text.length).end };
  return [{ kind: 'side', form: 'case', condition: { text, range, isNegated: false }, moves, range }];
}

/** `if any of the following is true:` takes the bullets below it into the condition. */
function withListed(moves: readonly Move[], part: Part): readonly Move[] {
  const listed = part.children.filter(({ node }) => node.form === 'bullet' || node.form === 'numbered');
  if (listed.length === 0) return moves;
  const items = listed.map(({ words }) => words.text.trim().replace(/[;；。.]$/, '')).join('; ');
  return moves.map((move) => {
    if (move.kind === 'else') return { ...move, moves: withListed(move.moves, part) };
    if (move.kind !== 'side') return move;
    return { ...move, condition: { ...move.condition, text: `${move.condition.text}: ${items}` } };
  });
}

/** True if a move leaves the order of the steps. */
export function hasExit(moves: readonly Move[]): boolean {
  return moves.some(({ kind }) => kind === 'end' || kind === 'handoff' || kind === 'jump');
}

/** A sentence below the heading of a step that says how the step is done, and adds no action of its own. */
export function isDetail(part: Part): boolean {
  if (part.role !== 'step' || part.node.form !== 'paragraph' || part.children.length > 0) return false;
  const moves = movesOf(part);
  return moves.length === 1 && moves[0]?.kind === 'do';
}
