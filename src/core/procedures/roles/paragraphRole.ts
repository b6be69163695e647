import { hasHan } from '../../text/han.ts';
import { VERB } from '../clauses/englishVerbs.ts';
import { endsWithColon, isNoteOpening, opensAction, opensBracketedBranch } from '../read/openings.ts';
import { isBareTitle } from '../read/titleLines.ts';
import {
  isBeginning,
  isBoldTitle,
  isInstruction,
  isNameless,
  isTitleOnly,
  tellsAgent,
  tellsInChinese,
} from './instructions.ts';
import { isConduct, isWholeRule } from './numberedRole.ts';
import { announcesReasons, hasExit, LISTS_VALUES, movesOf } from './partMoves.ts';
import type { Part, Role } from './role.ts';
import { isLine } from './script.ts';
import { announcesSteps, introduces, isPurpose, namesProcedure, type TitleKind } from './titles.ts';

/** The role of a paragraph. */
export function paragraphRole(
  part: Part,
  parent: Part,
  before: Part | undefined,
  after: Part | undefined,
  kind: TitleKind | undefined,
): Role {
  const { text } = part.words;
  if (part.isCase) return 'case';
  if (kind === 'meta' || kind === 'note') return kind;
  if (announcesReasons(part)) return 'note';
  if ((kind === 'exceptions' || LISTS_EXITS.test(text)) && part.children.length > 0) return 'exceptions';
  if (isPurpose(text)) return 'meta';
  if (parent.role === 'exceptions' && hasHan(text) && movesOf(part).some(({ kind: move }) => move === 'side'))
    return 'case';
  if (isWholeRule(part) || (parent.node.form === 'numbered' && isConduct(part))) return 'rule';
  if (kind === 'rules' && part.children.length > 0) return 'group';
  if (isNoteOpening(text)) return movesOf(part).some(({ kind: move }) => move === 'rule') ? 'rule' : 'note';
  if (isUnderLabel(part, parent)) return 'step';
  if (OFFERS.test(text) || introduces(text) || isTitleOf(part, after)) return 'note';
  return isLine(part) ? lineRole(part, parent) : doneRole(part, parent, before);
}

/** What a script has said is one thing that is done. */
function lineRole(part: Part, parent: Part): Role {
  const { text } = part.words;
  part.moves = [{ kind: 'do', text: text.trim(), range: part.words.range(0, text.trimEnd().length) }];
  return parent.role === 'case' ? 'step' : 'prose';
}

/** The role of a paragraph that may say what is done. */
function doneRole(part: Part, parent: Part, before: Part | undefined): Role {
  const { text } = part.words;
  if (parent.role === 'step' && isInstruction(part) && LISTS_VALUES.test(text.trimEnd())) return 'step';
  const isCommand = isInstruction(part) && RUNS.test(text) && isInSteps(parent);
  if (showsCommand(part)) return parent.role === 'step' ? 'step' : 'prose';
  if (part.children.length > 0) return asksForThings(part) ? (parent.role === 'step' ? 'step' : 'prose') : 'group';
  if (announcesSteps(text) && !isCommand) return 'note';
  if (parent.role === 'step' && continuesStep(part, parent, before)) return 'step';
  if (isBetweenSteps(part, parent, before)) return isMeaningful(part) ? 'unread' : 'note';
  if (!isProse(part, parent)) return 'note';
  return parent.role === 'case' ? 'step' : 'prose';
}

const MUST =
  /\b(?:must|has to|have to|needs? to) (?:\w+ )?[a-z]{2,14}:$|\b(?:ensures?|verif(?:y|ies)|confirms?) [^.:]{3,40} of:$/i;

/** `The driver must return:` with things below it: they are what is returned. */
function asksForThings({ words, children }: Part): boolean {
  const text = words.text.trim();
  return MUST.test(text) && !announcesSteps(text) && !children.some(isInstruction);
}

/** `**Check the records:**` with nothing but code below it. */
function showsCommand(part: Part): boolean {
  const { node, words, children } = part;
  return node.lines.length > 0 && children.length === 0 && endsWithColon(words.text) && isInstruction(part);
}

/** `**If yes:**` with what is said or done then. */
function isUnderLabel(part: Part, parent: Part): boolean {
  if (parent.node.form !== 'label' || part.children.length > 0) return false;
  return (
    /^["“]/.test(part.words.text) || isInstruction(part) || tellsAgent(part) || opensBracketedBranch(part.words.text)
  );
}

/** `工作交接` or `**Listen**` above sentences. */
function isTitleOf(part: Part, after: Part | undefined): boolean {
  const { words, node, children } = part;
  if (isBoldTitle(part) && after?.node.form === 'paragraph' && !after.node.item.isBold && !after.node.item.afterBlank)
    return true;
  if (children.length > 0 || node.parts.length > 1 || !isBareTitle(words.text.trim())) return false;
  return after?.node.form === 'paragraph' && /[。；]/u.test(after.words.text);
}

/** A paragraph that is not indented, with a step before and after it. */
function isBetweenSteps(part: Part, parent: Part, before: Part | undefined): boolean {
  if (before?.role === 'step' && hasStepsAfter(part, parent)) return true;
  const isLoose = part.node.item.indent === 0 && parent.node.form === 'numbered';
  return isLoose && parent.parent !== undefined && hasStepsAfter(parent, parent.parent);
}

function hasStepsAfter(part: Part, parent: Part): boolean {
  const index = parent.children.indexOf(part);
  return parent.children.slice(index + 1).some(({ node }) => node.form === 'numbered');
}

/** Below the title of a step, and after a list of values, paragraphs say what is done in the step. */
function continuesStep(part: Part, parent: Part, before: Part | undefined): boolean {
  if (isTitleOnly(parent) && isNameless(parent)) return true;
  if (isChineseTitle(parent)) return isMeaningful(part) || tellsInChinese(part);
  return (isTitleOnly(parent) || followsValues(before)) && isMeaningful(part);
}

/** `1.1报警：`, `（一）接听前准备`: a numbered title, with or without a colon. */
function isChineseTitle({ node, words }: Part): boolean {
  const text = words.text.trim();
  return (
    node.form === 'numbered' &&
    node.parts.length === 1 &&
    text.length <= 24 &&
    hasHan(text) &&
    !/[。；;，,!?！？.]/.test(text)
  );
}

function followsValues(before: Part | undefined): boolean {
  if (before?.node.form === 'numbered') return before.role === 'note';
  return before?.node.form === 'paragraph' && before.role === 'step';
}

function isMeaningful(part: Part): boolean {
  return isInstruction(part) || TELLS.test(part.words.text) || movesOf(part).some(({ kind }) => kind !== 'do');
}

/** `教师应及时通知家长`: the subject comes first. */
const TELLS = /^(?:[^，,。；：]{1,20}[，,])?[^，,。；：]{1,14}(?:应(?!用|急|该是|付)|必?须|需(?!求)|负责(?!人))/u;

/** `You can help users:` lists what can be asked for. */
const OFFERS = /\b(?:you|agents?|we) can (?:help|assist)\b(?![^:]{0,400}\bsteps?\b)[^.]{0,400}:$/i;

/** `Escalate to the manager when:`, `出现下列情况应转人工：`: each item below is a reason to leave at any step. */
export const LISTS_EXITS =
  /^\**(?:immediately )?(?:escalate|transfer|hand (?:over|off)|call for help)\b[^.:]{0,60}\b(?:when|if|in case)\b[^.:]{0,30}[:：]\**$|^(?:如|若)?(?:出现|遇到?|有|发生)?(?:以下|下列)(?:任一|任何)?(?:情况|情形|问题)(?:之一)?(?:时|的)?[，,]?(?:应|须|需|请|立即|一律|直接|可){0,3}(?:转人工|上报|升级|转交|转接)[^：:。]{0,12}[:：]$/iu;

/** `Run the following command:` is done with the code below it. */
const RUNS =
  /\b(?:following|this) (?:\w+ )?(?:commands?|quer(?:y|ies)|scripts?)\b|(?:以下|下列|如下)(?:命令|指令|语句|脚本)/i;

/** `You can try adjusting the limit`: in a section of steps that is one. */
const SUGGESTS =
  /^(?:you|we) (?:can|could|may|need to|should|must) (?:also |then )?(?:try (?:to )?)?(?!only\b|not\b|help\b|assist\b|see\b|find\b|be\b)\w+/i;

const inSteps = new WeakMap<Part, boolean>();

/** True in a section of steps, such as Diagnosis or 处置, and in the sections below it. Found once for all of it. */
function isInSteps(part: Part): boolean {
  const known = inSteps.get(part);
  if (known !== undefined) return known;
  const found = opensSteps(part) || (part.parent !== undefined && isInSteps(part.parent));
  inSteps.set(part, found);
  return found;
}

function opensSteps({ node, words, parent, sectionKind, children }: Part): boolean {
  if (node.form === 'heading' && (sectionKind === 'steps' || namesProcedure(words.text))) return true;
  if (node.form === 'heading' && node.item.heading > 1 && isToldThroughout(sectionKind, children)) return true;
  const [first] = parent === undefined ? children : [];
  return first !== undefined && opensProcedure(first);
}

/** A section without a list in which two of three paragraphs tell somebody to do something. */
function isToldThroughout(kind: TitleKind | undefined, children: readonly Part[]): boolean {
  if (kind === 'meta' || kind === 'note' || kind === 'rules') return false;
  if (children.some(({ node }) => node.form === 'numbered')) return false;
  const paragraphs = children.filter(
    (child) => child.node.form === 'paragraph' && child.children.length === 0 && !isBoldTitle(child),
  );
  const instructions = paragraphs.filter(isInstruction).length;
  return instructions > 1 && instructions * 3 >= paragraphs.length * 2;
}

/** `客服接待流程` or `办理步骤如下：` above all other lines. */
function opensProcedure({ role, words }: Part): boolean {
  return (
    (role === 'title' && namesProcedure(words.text.trim())) || announcesSteps(words.text) || introduces(words.text)
  );
}

/** One of its sentences tells somebody to do something. */
function holdsInstruction(part: Part): boolean {
  return isInstruction(part) || movesOf(part).some((move) => move.kind === 'do' && VERB.test(move.text));
}

const SEQUENCE =
  /首先|其次|然后|接着|随后|最后|\bthen\b|\bafter that\b|(?:^|[.,;:]\s+(?:and )?)(?:first|next|finally)\b/i;
const GLOBAL = /\bat any (?:time|point)\b|任何时候|无论何时|随时|任何环节/iu;

/** Sentences that say in which order, or under which conditions, things are done, where nothing is numbered. */
function isProse(part: Part, parent: Part): boolean {
  const { text } = part.words;
  if (GLOBAL.test(text) || (opensAction(text) && parent.node.form === 'heading')) return true;
  const moves = movesOf(part);
  const conditions = moves.filter(({ kind }) => kind === 'side' || kind === 'else').length;
  const isOrdered = parent.node.item.heading > 1 || isBeginning(text);
  if (parent.node.form === 'heading' && isOrdered && tellsAgent(part)) return true;
  if (parent.node.form === 'heading' && isInSteps(parent) && (holdsInstruction(part) || SUGGESTS.test(text)))
    return true;
  if (parent.children.some(({ node }) => node.form === 'numbered' || node.form === 'label')) {
    return conditions > 0 && moves.some((move) => move.kind === 'side' && hasExit(move.moves));
  }
  if (parent.node.form === 'heading' && tellsInChinese(part) && isInSteps(parent)) return true;
  if (moves.length === 1 && moves[0]?.kind === 'jump') return true;
  const rules = moves.filter(({ kind }) => kind === 'rule').length;
  const actions = moves.length - rules;
  return (
    actions > 0 &&
    (SEQUENCE.test(text) ||
      conditions > 0 ||
      moves.some(({ kind }) => kind === 'handoff') ||
      (moves.length > 1 && isInstruction(part)))
  );
}
