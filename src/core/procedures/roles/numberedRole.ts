import { hasHan } from '../../text/han.ts';
import { VERB } from '../clauses/englishVerbs.ts';
import type { Move } from '../clauses/moves.ts';
import { endsWithColon, isRuleOpening } from '../read/openings.ts';
import { saysOnlyRules } from './chineseRules.ts';
import { isFact, isInstruction } from './instructions.ts';
import { LISTS_VALUES, listsConditions, movesOf } from './partMoves.ts';
import type { Part, Role, RoleContext } from './role.ts';
import { isPurpose, opensRemarks, type TitleKind } from './titles.ts';

/** `3. Note: …`, `3、备注：…`: the number stays, so that others need not change. */
const NUMBERED_NOTE = /^\**(?:note|备注)\**\s*[:：]/iu;

/** The role of a numbered item. */
export function numberedRole(
  part: Part,
  parent: Part,
  before: Part | undefined,
  kind: TitleKind | undefined,
  context: RoleContext,
): Role {
  const { text } = part.words;
  if (isValue(part, parent, before) || isListedCondition(parent)) return 'note';
  if (kind === 'meta' || isPurpose(text) || opensRemarks(text)) return 'meta';
  if (kind === 'note' && part.children.length > 0) return 'note';
  if (kind === 'exceptions' && part.children.length > 0) return 'exceptions';
  if (parent.role === 'question' || asksList(parent)) return 'question';
  if (NUMBERED_NOTE.test(text)) return 'note';
  if (part.isCase) return 'case';
  if (isWholeRule(part) || isListedRule(part, parent) || isConduct(part)) return 'rule';
  if (context.isRules && isAmongRules(part)) return 'rule';
  if ((parent.role === 'step' && isFact(text)) || (hasHan(text) && CHINESE_FACT.test(text))) return 'note';
  if (isExplanation(part)) return 'note';
  return 'step';
}

/** `请假以小时为单位`, `付款支持转账`: what is so. */
const CHINESE_FACT =
  /^(?!将|把|如|若|当)[^，。；：,;:]{1,10}(?:以[^，。；,]{1,8}为|支持)[^，。；,]{1,20}[；;。]?$|^[^，。；：,;:]{4,24}(?:不小于|不大于|不低于|不高于)\s*\d[^，。；,]{0,12}[；;。]?$|^[^，。；：,;:]{4,24}(?:时间|地点|电话|标准|费用)为[：:]|^[^，。；：,;:]{2,10}[：:](?:原则上)?(?:是|为|不超过|不少于|至少)[^，。；,]{1,16}[；;。]?$/u;

/** `公开招标：适用于金额较大的货物`, `交接内容：包括资料、印章`: what something is for, or what belongs to it. */
const EXPLANATION = /^[^：:，,。；\n]{2,12}[：:]((?:主要)?(?:适用于|用于)|包括|包含|是?指(?![挥导定引派])|分为)/u;

function isExplanation(part: Part): boolean {
  const says = EXPLANATION.exec(part.words.text)?.[1];
  return says !== undefined && part.children.length === 0 && (says.endsWith('用于') || !isInstruction(part));
}

/** `有下列情形之一的，…：` holds its items as conditions. */
function isListedCondition(parent: Part): boolean {
  return parent.role !== 'exceptions' && hasHan(parent.words.text) && listsConditions(parent);
}

const values = new WeakSet<Part>();

/** An item of a list of values: the sentence above says so of the first, and that one of the next. */
function isValue(part: Part, parent: Part, before: Part | undefined): boolean {
  const isListed =
    before === undefined || before.node.form !== 'numbered'
      ? LISTS_VALUES.test((before ?? parent).words.text.trimEnd())
      : values.has(before) && before.node.marker?.style === part.node.marker?.style;
  if (isListed) values.add(part);
  return isListed;
}

/** `The item must be unused` in a section of criteria. */
function isListedRule(part: Part, parent: Part): boolean {
  if (parent.node.form !== 'heading' || parent.sectionKind !== 'rules') return false;
  if (hasHan(parent.words.text) && isBesideSteps(parent)) return true;
  const words = part.words.text.replace(/^[^:：]{2,40}[:：]\s*/, '');
  return /\b(?:must|should|may only|can only)\b|必须|应当|须|一律|确保|不应/iu.test(words) && !VERB.test(words);
}

/** A section beside one that says itself that it holds the steps. */
function isBesideSteps({ parent }: Part): boolean {
  return parent?.children.some(({ sectionKind }) => sectionKind === 'steps') ?? false;
}

/** `Ask the guard:` with questions below: what is asked, and no steps. */
export function asksList(parent: Part): boolean {
  if (parent.role !== 'step' && parent.role !== 'case') return false;
  if (!endsWithColon(parent.words.text)) return false;
  const questions = parent.children.filter(({ words }) => /[?？]\s*(?:[(（][^)）]{1,80}[)）]\s*)?$/.test(words.text));
  return questions.length > 0 && questions.length * 2 >= parent.children.length;
}

/** `学生须遵守作息制度。严禁晚归。`: an item that says nothing else. */
export function isConduct(part: Part): boolean {
  const { words, children } = part;
  const text = words.text.trim();
  return (children.length === 0 || listsConditions(part)) && hasHan(text) && saysOnlyRules(text);
}

/** Below `服务规范` an item is a rule, unless it says what is done in a case or at a time. */
export function isAmongRules(part: Part): boolean {
  const { text } = part.words;
  if (part.children.length > 0 || !hasHan(text) || AT_A_TIME.test(text) || isInstruction(part)) return false;
  return !movesOf(part).some((move) => move.kind === 'side' && move.moves.some(isOrdered));
}

function isOrdered(move: Move): boolean {
  return move.kind !== 'do' || ORDERS.test(move.text);
}

const AT_A_TIME =
  /如果|^[若当]|[前后](?:[，,]|要|应|须|必须|立即)|时[，,](?!必须|应|须|要|不)|每\p{Script=Han}{0,3}[日天周月时班次]\p{Script=Han}{1,6}一次/u;
const ORDERS = /应(?!用|急)|须|先|由|立即|及时|通知|报/u;

/** `未请假擅自离岗者，以旷工论处`: what comes of breaking a rule. */
function isPenalty(move: Move): boolean {
  if (move.kind !== 'side') return false;
  return move.moves.length > 0 && move.moves.every((inner) => inner.kind === 'do' && PENALTY.test(inner.text));
}

const PENALTY =
  /^(?:均|一律|则|将)?(?:以|按|视为)\p{Script=Han}{2,6}(?:论处|处理)$|^(?:给予|处以)[^，。]{0,12}(?:处分|处罚|罚款)$/u;

/** True if an item only says what must or must not be done, or calls itself a rule. */
export function isWholeRule(part: Part): boolean {
  if (isRuleOpening(part.words.text)) return true;
  if (part.children.length > 0 && part.children.some(({ node }) => node.form === 'numbered')) return false;
  const moves = movesOf(part);
  return moves.length > 0 && moves.every((move) => move.kind === 'rule' || isPenalty(move));
}
