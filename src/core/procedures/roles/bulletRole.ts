import { hasHan } from '../../text/han.ts';
import { VERB } from '../clauses/englishVerbs.ts';
import type { Move } from '../clauses/moves.ts';
import { saysResult } from '../clauses/whoActs.ts';
import { endsWithColon, isNoteOpening } from '../read/openings.ts';
import { ATTRIBUTE } from './cases.ts';
import { isBeginning, isFact, isInstruction, mostAreInstructions, tellsAgent } from './instructions.ts';
import { asksList, isAmongRules, isConduct, isWholeRule } from './numberedRole.ts';
import { hasExit, LISTS_VALUES, listsConditions, movesOf } from './partMoves.ts';
import type { Part, Role, RoleContext } from './role.ts';
import { isInScript } from './script.ts';
import type { TitleKind } from './titles.ts';

/** The role of a bullet. */
export function bulletRole(part: Part, parent: Part, context: RoleContext, sectionKind: TitleKind | undefined): Role {
  const { text } = part.words;
  const isBelowStep = parent.role === 'step' || parent.role === 'case';
  if (parent.role !== 'exceptions' && listsConditions(parent)) return 'note';
  if (isBelowStep && LISTS_VALUES.test(parent.words.text.trimEnd())) return 'note';
  if (isBelowStep && ATTRIBUTE.test(text)) return 'attribute';
  if (parent.role === 'exceptions') return 'case';
  if (parent.role === 'question' || asksList(parent)) return 'question';
  if (isNoteOpening(text) || isRemark(part, parent) || explains(part)) return 'note';
  if (isRule(part, context)) return 'rule';
  if (part.isCase) return 'case';
  if (parent.role === 'step' && SPOKEN.test(text.trim())) return 'note';
  if (isBelowStep && MEANING.test(text) && !isInstruction(part)) return 'note';
  if (parent.role === 'case' && SPOKEN.test(text.trim()) && !isOnlySpeech(part, parent)) return 'note';
  if (isBelowStep) return isFact(text) || isListedThing(part, parent) ? 'note' : 'step';
  return looseBulletRole(part, parent, context, sectionKind);
}

/** True if a bullet only says what holds at any time. */
function isRule(part: Part, { isRules }: RoleContext): boolean {
  return isWholeRule(part) || isConduct(part) || (isRules && isAmongRules(part));
}

/** `"I understand."` below `Use such phrases:` */
const SPOKEN = /^["“][^"“”]{2,300}["”]$/;

/** `` `main` — what is released ``: what a name means. */
const MEANING = /^`[^`\n]{1,60}`\s+[—–-]\s+\S/;

/** `身份证明：如身份证、护照等`: what a thing is, below the step that asks for it. */
const EXPLAINS = /^[^：:，。\n]{2,12}[：:](?:作为|例?如(?!果|有|需|无|未)|比如|通常|一般|可能|包括|是指)/u;

/** `支持打印发票`: what a system can do. */
const OFFERED = /^支持(?!付)[^。；]{2,40}[；;。]?$/u;

/** `Situation: the guest has lost a key`, above what is done about it. */
const DESCRIBES = /^(?:problem|scenario|situation)\s?[:–—]/i;

/** True for an item that says what something is, or what it is like. */
function explains({ words: { text }, children, node }: Part): boolean {
  if (ASIDE.test(text) || EXPLAINS.test(text) || OFFERED.test(text)) return true;
  return DESCRIBES.test(text) && children.length === 0 && !node.item.isBullet;
}

/** The first of the bullets below a case, where all of them are to be said. */
function isOnlySpeech(part: Part, { children }: Part): boolean {
  return children[0] === part && children.every(({ words }) => SPOKEN.test(words.text.trim()));
}

/** An example, or a link by itself. */
const ASIDE =
  /^(?:e\.g\.|i\.e\.|for example\b|\**examples?(?: \w+)?\s?:|例如)|^\[[^\]\n]{1,200}\](?:\([^)\n]{1,400}\)|:\s\S{1,400})[.;]?$/iu;

const instructing = new WeakMap<Part, boolean>();

/** `Collect:` with `Phone number` below it: what the step is about, and nothing to do. */
function isListedThing(part: Part, parent: Part): boolean {
  if (!isThing(part) || isTitleOfCase(parent)) return false;
  if (!announcesList(parent)) return !holdsInstruction(parent);
  return isInstruction(part) ? shareOfInstructions(parent) < 1 / 3 : shareOfInstructions(parent) <= 1 / 2;
}

/** Below `### First complaint` even `Written warning` is something to do. */
function isTitleOfCase({ role, node }: Part): boolean {
  return role === 'case' && node.form === 'heading';
}

const shares = new WeakMap<Part, number>();

/** How many of the bullets below a part tell somebody to do something, from 0 to 1. Counted once for all of them. */
function shareOfInstructions(parent: Part): number {
  const known = shares.get(parent);
  if (known !== undefined) return known;
  const bullets = parent.children.filter(({ node }) => node.form === 'bullet');
  const share = bullets.filter(isInstruction).length / Math.max(1, bullets.length);
  shares.set(parent, share);
  return share;
}

/** True if a bullet below a part tells somebody to do something. Found once for all of them. */
function holdsInstruction(parent: Part): boolean {
  const known = instructing.get(parent);
  if (known !== undefined) return known;
  const holds = parent.children.some((child) => child.node.form === 'bullet' && isInstruction(child));
  instructing.set(parent, holds);
  return holds;
}

function isThing({ words, children, node }: Part): boolean {
  const text = words.text.trim();
  if (
    node.form !== 'bullet' ||
    children.length > 0 ||
    hasHan(text) ||
    /[.!?;]$|^\W*(?:if|when)\b|\((?:if|when) /iu.test(text)
  )
    return false;
  if (saysResult(text)) return false;
  return /^(?:\p{So}\ufe0f?\s?)?[\p{L}\d]/u.test(text) && (text.split(/\s+/).length <= 6 || isListOfThings(text));
}

/** `Safety: exits clear, cables secured`: a label with the things that belong to it. */
function isListOfThings(text: string): boolean {
  const rest = /^[\p{L} /&]{2,30}:\s+(.{3,120})$/u.exec(text)?.[1];
  return rest !== undefined && !VERB.test(text) && !VERB.test(rest) && !/\b(?:if|when|unless)\b/i.test(rest);
}

/** `… with the required clauses:` and several bullets. */
function announcesList({ words, children }: Part): boolean {
  return children.length > 2 && endsWithColon(words.text);
}

/** A statement below a bullet that is a step says more about it. */
function isRemark(part: Part, parent: Part): boolean {
  return parent.node.form === 'bullet' && parent.role === 'step' && !part.isCase && isFact(part.words.text);
}

/** A bullet that is not below a step: its section decides the role. */
function looseBulletRole(part: Part, parent: Part, context: RoleContext, sectionKind: TitleKind | undefined): Role {
  const isPreamble = headingAbove(parent) <= 1;
  if (sectionKind === 'rules' || parent.role === 'rule') {
    if (isPreamble && leavesOnly(part)) return 'prose';
    return isPlainRule(part) || isInstruction(part) ? 'rule' : 'note';
  }
  if (sectionKind === 'note' || parent.role === 'note' || LISTS_VALUES.test(parent.words.text.trimEnd())) return 'note';
  if (context.isAnnounced || parent.role === 'alternative') return 'step';
  if (isPreamble && isDoneInOnlyList(part, parent)) return 'step';
  return actingRole(part, parent) ?? toldRole(part, isPreamble);
}

/** The role of a bullet that says what is done, or what is said. */
function actingRole(part: Part, parent: Part): Role | undefined {
  if (!part.node.item.isBullet && movesOf(part).some((move) => move.kind === 'side' && move.moves.length > 0))
    return 'step';
  if (SPOKEN.test(part.words.text.trim())) return isInScript(parent) ? 'step' : 'note';
  if ((isInstruction(part) || saysResult(part.words.text)) && (mostAreInstructions(parent) || isInScript(parent)))
    return 'step';
  if (part.children.length > 1 && endsWithColon(part.words.text) && mostAreInstructions(part)) return 'group';
  return isAmongInstructions(part, parent) ? 'step' : undefined;
}

const MAKES_STATEMENT =
  /^(?:the|an?|this|that|these|it|they|all|any|each|every)\b|\b(?:is|are|was|were|has|have|may|can|will|must|should|not|no|never|only)\b/i;

/** `Label and jug the tea` in a list in which three of four bullets begin with a verb that is known. */
function isAmongInstructions(part: Part, parent: Part): boolean {
  const { text } = part.words;
  if (part.node.form !== 'bullet' || part.children.length > 0 || hasHan(text) || parent.children.length < 4)
    return false;
  return shareOfInstructions(parent) >= 3 / 4 && text.split(/\s+/, 3).length > 1 && !MAKES_STATEMENT.test(text);
}

const OBLIGATION =
  /\b(?:should|must|is to|are to|needs? to) (?:\w+ly )?be (?:\w+ly )?\w{2,14}(?:ed|en|ht|wn|ld|de|ut|nt)\b/i;

/** `Traffic should be halted` where one list is all that a document holds. */
function isDoneInOnlyList(part: Part, parent: Part): boolean {
  if (!isOnlyList(parent)) return false;
  return (
    OBLIGATION.test(part.words.text) || movesOf(part).some((move) => move.kind === 'side' && move.moves.length > 0)
  );
}

const onlyLists = new WeakMap<Part, boolean>();

/** True for bullets and the sentences between them without any other section. Found once for all of them. */
function isOnlyList(parent: Part): boolean {
  const known = onlyLists.get(parent);
  if (known !== undefined) return known;
  const isAlone = parent.parent === undefined || parent.parent.children.length === 1;
  const others = parent.children.filter(({ node }) => node.form === 'numbered' || node.form === 'heading');
  const found = isAlone && parent.children.length > 2 && others.length === 0;
  onlyLists.set(parent, found);
  return found;
}

/** The role of a bullet of a policy. */
function toldRole(part: Part, isPreamble: boolean): Role {
  if (isPreamble && (leavesOnly(part) || (isBeginning(part.words.text) && tellsAgent(part)))) return 'prose';
  if (!isPreamble && tellsAgent(part)) return 'step';
  return isPlainRule(part) ? 'rule' : 'note';
}

function headingAbove(part: Part): number {
  for (let at: Part | undefined = part; at !== undefined; at = at.parent) {
    if (at.node.form === 'heading') return at.node.item.heading;
  }
  return 0;
}

/** A bullet above all procedures that says when to hand over or refuse: an exit that is open at any time. */
function leavesOnly(part: Part): boolean {
  const moves = movesOf(part);
  const isExit = (move: Move) => move.kind === 'handoff' || (move.kind === 'side' && hasExit(move.moves));
  return moves.length > 0 && moves.every(isExit);
}

function isPlainRule(part: Part): boolean {
  return (
    movesOf(part).some(({ kind }) => kind === 'rule') ||
    /\b(?:must|always|should|(?<!read[ -])only)\b|必须|应当|须|一律|务必/iu.test(part.words.text)
  );
}
