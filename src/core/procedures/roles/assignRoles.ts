import { hasHan } from '../../text/han.ts';
import { VERB } from '../clauses/englishVerbs.ts';
import type { Readings } from '../clauses/readMoves.ts';
import { opensBranch } from '../read/openings.ts';
import type { OutlineNode } from '../read/outlineNode.ts';
import { isBareTitle } from '../read/titleLines.ts';
import { joinWords } from '../read/words.ts';
import { bulletRole } from './bulletRole.ts';
import { markCases, sectionKindOf } from './cases.ts';
import { isBoldTitle, isInstruction } from './instructions.ts';
import { numberedRole } from './numberedRole.ts';
import { paragraphRole } from './paragraphRole.ts';
import type { Part, Role, RoleContext } from './role.ts';
import { announcesSteps, isPurpose, namesProcedure, type TitleKind } from './titles.ts';

/** Gives every item of an outline its role. Words that are known are not read again. */
export function assignRoles(text: string, root: OutlineNode, readings: Readings | undefined): Part {
  const part = toPart(text, root, undefined, readings);
  part.role = 'group';
  const title = titleOf(part);
  if (title !== undefined) title.role = 'title';
  assignChildren(part, { isMeta: false, isAnnounced: false, isRules: false });
  return part;
}

function toPart(text: string, node: OutlineNode, parent: Part | undefined, readings: Readings | undefined): Part {
  const children: Part[] = [];
  const [first] = node.parts;
  const firstLine = first === undefined ? '' : text.slice(first.start, first.end);
  const cell = node.item.cells?.condition;
  const condition = cell && { text: text.slice(cell.start, cell.end), range: cell, isNegated: false };
  const words = joinWords(text, node.parts);
  const part: Part = {
    node,
    words,
    sectionKind: sectionKindOf(node, firstLine),
    condition,
    role: 'note',
    isCase: false,
    children,
    parent,
    moves: undefined,
    reading: readings?.get(words.text),
    listsConditions: undefined,
    stepId: undefined,
  };
  for (const child of node.children) children.push(toPart(text, child, part, readings));
  return part;
}

/** The first heading, or the first line of its own that is no sentence. */
function titleOf(root: Part): Part | undefined {
  const [first] = root.children;
  if (first === undefined) return undefined;
  if (first.node.form === 'heading')
    return first.node.marker === undefined && first.node.item.heading === 1 ? first : undefined;
  if (first.node.form !== 'paragraph' || first.node.parts.length > 1) return undefined;
  const text = first.words.text.trim();
  return text.length <= 60 && !/[。；.!?！？:：，,]$/.test(text) && !/[。；]/.test(text) ? first : undefined;
}

function assignChildren(parent: Part, context: RoleContext): void {
  markCases(parent);
  for (const [index, part] of parent.children.entries()) {
    if (part.role === 'title') {
      assignChildren(part, context);
      if (part.node.form === 'heading') part.role = part.children.length > 0 ? 'group' : 'title';
      continue;
    }
    const before = parent.children[index - 1];
    part.role = context.isMeta ? 'meta' : roleOf(part, parent, before, parent.children[index + 1], context);
    if (part.children.length > 0) assignChildren(part, childContext(part, context));
    settle(part);
  }
}

function childContext(part: Part, { isMeta, isAnnounced: isAnnouncedAbove, isRules }: RoleContext): RoleContext {
  const isAnnounced =
    (part.node.item.titlesBullets && isAnnouncedAbove) ||
    part.sectionKind === 'steps' ||
    part.role === 'step' ||
    part.role === 'case' ||
    part.role === 'alternative' ||
    announcesSteps(part.words.text);
  return {
    isMeta: isMeta || part.role === 'meta',
    isAnnounced,
    isRules: part.sectionKind === undefined ? isRules || isRegulation(part) : part.sectionKind === 'rules',
  };
}

/** `日常管理制度` beside `报警处理程序`. */
function isRegulation({ words, children, parent }: Part): boolean {
  if (children.length === 0 || !/制度\s*$/u.test(words.text) || parent === undefined) return false;
  return parent.children.some((other) => namesProcedure(other.words.text.trim()));
}

function roleOf(
  part: Part,
  parent: Part,
  before: Part | undefined,
  after: Part | undefined,
  context: RoleContext,
): Role {
  const { form } = part.node;
  if (part.node.item.cells !== undefined) return 'step';
  const kind = part.sectionKind;
  if (form === 'heading') return headingRole(part, kind);
  const sectionKind =
    parent.node.form === 'heading' || parent.node.form === 'paragraph' ? parent.sectionKind : undefined;
  if (parent.role === 'meta' || parent.role === 'note') return parent.role;
  if (form === 'label') return 'case';
  if (form === 'numbered') return numberedRole(part, parent, before, kind, context);
  if (form === 'bullet') return bulletRole(part, parent, context, sectionKind);
  return paragraphRole(part, parent, before, after, kind);
}

function headingRole(part: Part, kind: TitleKind | undefined): Role {
  if (part.isCase) return 'case';
  const { marker } = part.node;
  const isStepWord = marker?.style === 'word' || marker?.style === 'ordinal' || marker?.style === 'word-letter';
  if (
    !isStepWord &&
    ((kind === 'meta' && !isSpoken(part) && !holdsTasks(part) && !isWholeText(part)) || kind === 'note')
  )
    return kind;
  if (kind === 'exceptions' || kind === 'alternative') return kind;
  if (marker === undefined || kind === 'phase' || kind === 'rules') return 'group';
  if (isStepWord) return 'step';
  if (hasNumbered(part) || part.children.filter(isBoldTitle).length > 1) return 'group';
  return isPurpose(part.words.text) ? 'meta' : isAppendix(part) ? 'note' : 'step';
}

/** `### 1. Introduction` with `"Hello, this is …"` below it is a part of a conversation. */
function isSpoken({ node, children }: Part): boolean {
  return node.marker !== undefined && children.some(({ words }) => /^["“]/.test(words.text));
}

/** `第一章 总则` with the articles of a text that has no other section. */
function isWholeText({ words, children, parent }: Part): boolean {
  if (!hasHan(words.text) || children.filter(({ node }) => node.form === 'numbered').length < 3) return false;
  return parent?.parent === undefined && parent?.children.filter((part) => part.children.length > 0).length === 1;
}

/** `# Goal` with numbered tasks, each of them with what is done for it. */
function holdsTasks({ children }: Part): boolean {
  const tasks = children.filter(({ node, children: inner }) => node.form === 'numbered' && inner.length > 0);
  return tasks.length > 1 && tasks.filter(isInstruction).length * 2 >= tasks.length;
}

function hasNumbered(part: Part): boolean {
  return part.children.some(
    (child) =>
      child.node.form === 'numbered' ||
      (child.node.form === 'heading' && child.node.marker !== undefined) ||
      hasNumbered(child),
  );
}

function isAppendix({ words, children }: Part): boolean {
  return children.length === 0 && /^(?:附|appendix|table|表)/i.test(words.text);
}

/** What only its children can tell: a section of steps is a group, a numbered section without any a step. */
function settle(part: Part): void {
  if (part.role === 'step' && (isSection(part) || isTitleOfProse(part))) {
    part.role = 'group';
    for (const child of part.children) {
      if (child.role === 'step' && child.node.form === 'paragraph') child.role = 'prose';
    }
  }
  const isEmpty = !part.children.some(isActive);
  if (part.role === 'step' && holdsOnlyRemarks(part)) part.role = isEmpty ? 'note' : 'group';
  if (isEmpty && part.role === 'group' && part.node.form === 'paragraph') part.role = 'note';
  if (isEmpty && part.role === 'case' && part.node.form === 'heading') part.role = 'group';
}

export function isActive(part: Part): boolean {
  if (part.role === 'step' || part.role === 'case' || part.role === 'rule' || part.role === 'prose') return true;
  return part.children.some(isActive);
}

/** `（一）接听前准备` and `1.1 报警：` with sentences or bullets below them only name what is done there. */
function isTitleOfProse({ node, words, children }: Part): boolean {
  const { marker, form, parts } = node;
  const text = words.text.trim();
  if (form !== 'numbered' || marker === undefined || parts.length > 1) return false;
  if (text.length > 24 || !hasHan(text) || /[。；;，,!?！？]/.test(text)) return false;
  const areSentences =
    marker.style === 'digits' && !/[：:]$/.test(text) && children.length > 1 && children.every(isSentence);
  const isTitle =
    marker.style === 'chinese' ||
    marker.style === 'bracketed-chinese' ||
    (marker.style === 'dotted' && /[：:]$/.test(text)) ||
    areSentences;
  return (
    isTitle &&
    children.filter(({ role, node: { form: inner } }) => role === 'step' && inner !== 'numbered').length >
      (areSentences ? 0 : 1)
  );
}

/** A bullet that ends like a sentence. */
function isSentence({ node, words, isCase }: Part): boolean {
  return node.form === 'bullet' && !isCase && /。\s*$/u.test(words.text);
}

/** `一、适用场景` with nothing but the purpose of the document or rules below it. */
function holdsOnlyRemarks(part: Part): boolean {
  const { node, words, children } = part;
  if (node.form !== 'numbered' || children.length === 0 || words.text.length > 24) return false;
  return (
    children.every(({ role }) => role === 'meta') ||
    (isBareTitle(words.text.trim().replace(/[：:]$/, '')) &&
      children.every(({ role }) => role === 'rule' || (role === 'note' && !isInstruction(part))))
  );
}

/** `当值主管收到报告后：`, `应按下列程序处理：` with items below: they say when, or that something follows. */
const WHEN_DONE = /^(?!如|若)[^，,。；;]{4,30}后$|按(?:下列|以下|如下)(?:程序|步骤|流程)[^，,。；;]{0,8}$/u;

/** `审批权限` with its bands below it. */
const NAMES_CASES =
  /^[\p{Script=Han}、]{2,10}(?:权限|标准|时限|等级|分级|分类|类型|情形|流程|程序|办法)(?:如下)?[:：]?$/u;

/** Such a step may have sides below it. */
const DECIDES = /判断|是否|检查|审核|查询|确认|核实|询问/;

/** `五、投诉审核` above `1、…`: a chapter. */
function isChapter({ marker }: OutlineNode, steps: readonly Part[]): boolean {
  return marker?.style === 'chinese' && steps.every(({ node }) => node.marker?.style === 'digits');
}

/** A short numbered title whose children are numbered steps holds them, and is no step itself. */
function isSection({ node, words, children }: Part): boolean {
  if (children.length === 0) return false;
  const steps = children.filter((child) => child.role === 'step' || child.role === 'group');
  const holds = steps.some(
    (child) =>
      child.node.form === 'numbered' ||
      child.node.item.titlesBullets ||
      (child.node.form === 'heading' && isActive(child)),
  );
  const named = words.text.trim().replace(/[（(][^（()）]{1,30}[)）]/u, '');
  if (children.every(({ role }) => role === 'case') && NAMES_CASES.test(named)) return true;
  const below = node.form === 'numbered' ? children[0]?.node.form : undefined;
  if (!holds && below !== 'label' && !(below === 'bullet' && namesProcedure(named))) return false;
  if (node.form === 'heading')
    return !/[?？:：]/.test(words.text) || !children.some(({ node: { form } }) => form === 'bullet');
  const text = named.replace(/[:：]$/, '');
  const isHan = hasHan(text);
  if (isHan && WHEN_DONE.test(text)) return true;
  if (opensBranch(text)) return false;
  if (/[。；，,;.!?！？]/.test(text) || text.length > 40) return false;
  if (isHan && namesProcedure(text)) return true;
  if (isHan) return text.length <= 16 && !(isChapter(node, steps) ? /判断|是否/ : DECIDES).test(text);
  return !VERB.test(text) && text.split(' ').length <= 6;
}
