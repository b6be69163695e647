import type { Language } from '../../l10n/messages.ts';
import { getRoleName, getRolesAfter } from '../../lint/support/roles.ts';
import { shotAt } from '../../model/lookup.ts';
import type { Shot, ShotsDocument } from '../../model/model.ts';
import {
  isAction,
  isFunctionCalling,
  isObservation,
  isRequest,
  ROLE_NAMES,
  ROLES,
  type Role,
} from '../../parser/roles.ts';
import type { BlockNode, DetectedStyle, TreeNode } from '../../parser/tree.ts';
import { labelWords } from '../../parser/vocabulary.ts';
import type { ShotsContext } from '../context.ts';
import { labelDescription } from '../labelDescriptions.ts';
import { nodeIndexAt, previousBlock } from '../previousNodes.ts';
import type { FeatureServices } from '../services.ts';
import type { Candidate } from './items.ts';

/** A line that holds nothing, or the beginning of a label. */
const LINE = /^([>\s]*(?:[-*+] )?)(\*{0,2}|<)([\p{L}][\p{L}\p{N} -]{0,30})?$/u;

/** What an editor or the author left of a label after the cursor. */
const REST = /^[\p{L}\p{N}]*[ \t]*(?:(?:\*{1,2}[:：]?|[:：]\*{0,2}|>)[ \t]*)?$/u;

const HAN = /\p{Script=Han}/u;

/** The labels that fit at a line's beginning, in the document's words and label format, the most likely first. */
export function labelItems(services: FeatureServices, context: ShotsContext, offset: number): readonly Candidate[] {
  const { text, lines, subject } = context;
  const { document, project } = subject;
  const line = lines.lineAt(offset);
  const start = lines.lineStart(line);
  const before = text.slice(start, offset);
  const match = LINE.exec(before);
  const after = text.slice(offset, lines.lineEnd(line));
  if (match === null || !REST.test(after)) return [];
  const tree = document.tree;
  const index = nodeIndexAt(tree, Math.max(0, start - 1));
  const own = tree.nodes[index];
  const previous = start === 0 ? undefined : own?.kind === 'block' ? own : previousBlock(tree, index);
  const typed = before.slice(0, before.length - (match[3] ?? '').length);
  const range = { start, end: lines.lineEnd(line) };
  const words = labelWords(project.labels);
  const shot = previous === undefined ? undefined : shotAt(document, previous.start);
  const begun = (match[3] ?? '').toLowerCase();
  const isChat = isChatAt(document, shot);
  const detectedStyle = toDetectedStyle(document.detectedStyle, begun, services.language());
  // Several words are the beginning of a label only where a label begins so.
  const isMeant = (role: Role): boolean =>
    !begun.includes(' ') || words[wordRole(role)].some((word) => word.toLowerCase().startsWith(begun));
  const fitting = isChat ? turnsThatFit(previous) : rolesThatFit(context, previous, shot);
  return fitting.filter(isMeant).map((role) => {
    const word = wordOf(role, detectedStyle, isChat);
    const label = labelText(detectedStyle, word, numberOf(context, role, shot));
    return {
      label: word,
      kind: 'Keyword',
      newText: gapBefore(context, line, role, previous) + label,
      range,
      aliases: words[wordRole(role)],
      typed,
      documentation: labelDescription(services.language(), role),
      asksNext: isAction(role),
    };
  });
}

/** A document without labels has no detected style yet: it starts in the language that is being typed, or else in the editor's. */
function toDetectedStyle(detectedStyle: DetectedStyle, begun: string, language: Language): DetectedStyle {
  if (Object.keys(detectedStyle.words).length > 0) return detectedStyle;
  if (!HAN.test(begun) && language === 'en') return detectedStyle;
  return { ...detectedStyle, language: 'zh-CN', colon: '：', spaceAfterColon: false };
}

function isChatAt({ frontMatter, shots }: ShotsDocument, shot: Shot | undefined): boolean {
  return frontMatter?.style?.value === 'chat' || (shot ?? shots[0])?.style === 'chat';
}

/** The turns that can follow in a chat, the most likely first. */
function turnsThatFit(previous: BlockNode | undefined): readonly Role[] {
  switch (previous?.role) {
    case undefined:
    case 'system':
      return ['user'];
    case 'assistant':
    case 'answer':
      return ['userTurn', 'observation'];
    case 'action':
      return ['observation', 'actionInput'];
    default:
      return ['assistant'];
  }
}

/** The role that has the words of a turn. */
function wordRole(role: Role): Role {
  return role === 'userTurn' ? 'user' : role === 'assistant' ? 'answer' : role;
}

/** The word of a label. Of the labels of results only those of tools stand in a chat. */
function wordOf(role: Role, detectedStyle: DetectedStyle, isChat: boolean): string {
  if (isChat && role === 'userTurn') return detectedStyle.words.userTurn ?? getRoleName('user', detectedStyle);
  if (!isChat || role !== 'observation') return getRoleName(role, detectedStyle);
  return detectedStyle.words.observation ?? (detectedStyle.language === 'en' ? 'Tool' : '工具');
}

/** The roles that can follow, those the document uses before the others. */
function rolesThatFit(
  { subject }: ShotsContext,
  previous: BlockNode | undefined,
  shot: Shot | undefined,
): readonly Role[] {
  const { detectedStyle, shots } = subject.document;
  const isCalling = (shot?.style ?? shots[0]?.style) === 'function-calling';
  const request: Role = isCalling ? 'userRequest' : 'user';
  const following = previous === undefined ? [] : getRolesAfter(previous.role);
  const opens: readonly Role[] =
    previous === undefined ? ROLE_NAMES.filter(isRequest) : previous.role === request ? [] : [request];
  const fitting = [...following, ...opens].filter((role) => isOfStyle(role, isCalling, previous));
  // A second block of one kind is possible, but seldom what comes next.
  const rank = (role: Role): number =>
    (role === previous?.role ? 8 : 0) +
    (following.includes(role) ? 0 : 4) +
    (detectedStyle.words[role] === undefined ? 2 : 0) +
    (isCalling && !isApi(role) ? 1 : 0);
  return [...new Set(fitting)].sort((a, b) => rank(a) - rank(b));
}

/** API labels belong to function calling, and an input label to an action. */
function isOfStyle(role: Role, isCalling: boolean, previous: BlockNode | undefined): boolean {
  if (previous === undefined) return true;
  if (isApi(role)) return isCalling;
  return !(isCalling && (role === 'action' || ROLES[role].style === 'plan-and-solve'));
}

/** True for the API labels that follow the request. */
function isApi(role: Role): boolean {
  return isFunctionCalling(role) && !isRequest(role);
}

/** `Thought 2:` where the document numbers its labels. */
function numberOf({ subject }: ShotsContext, role: Role, shot: Shot | undefined): number | undefined {
  const numbered = subject.document.shots.some(({ blocks }) => blocks.some(({ label }) => label.number !== undefined));
  const isCounted = ROLES[role].numbered === true;
  if (role !== 'step' && !(numbered && isCounted)) return undefined;
  const last = shot?.blocks.findLast((block) => block.label.number !== undefined);
  const opens = role === 'step' || role === 'think' || (role === 'action' && last?.role === 'observation');
  return (last?.label.number ?? 0) + (opens || last === undefined ? 1 : 0);
}

/** A label in the document's label format. */
function labelText(detectedStyle: DetectedStyle, word: string, number: number | undefined): string {
  const { decoration, boldSpan, colon, spaceAfterColon } = detectedStyle;
  const isChinese = HAN.test(word);
  const name = number === undefined ? word : `${word}${isChinese ? '' : ' '}${number}`;
  const space = spaceAfterColon ? ' ' : '';
  if (decoration === 'tag') return `<${word}>`;
  const decorated =
    boldSpan === 'word'
      ? `**${name}**${colon}`
      : boldSpan === 'word-and-colon'
        ? `**${name}${colon}**`
        : `${name}${colon}`;
  const mark = decoration === 'quote' ? '> ' : decoration === 'list' ? '- ' : '';
  return `${mark}${decorated}${space}`;
}

const GAPS = { none: '', blank: '\n', '---': '\n---\n\n', '***': '\n***\n\n' } as const;

/** What the document puts between two rounds or two shots, as far as it is not there yet. */
function gapBefore(
  { text, lines, subject }: ShotsContext,
  line: number,
  role: Role,
  previous: BlockNode | undefined,
): string {
  if (previous === undefined) return '';
  const { detectedStyle, tree } = subject.document;
  const opensShot = isRequest(role);
  const opensRound = role === 'think' || (role === 'action' && previous.role === 'observation');
  const endsRound = isObservation(previous.role);
  if (!opensShot && !(opensRound && endsRound)) return '';
  const { roundSeparator } = subject.project.style;
  const separator = roundSeparator === 'keep' ? detectedStyle.roundSeparator : roundSeparator;
  const gap = opensShot ? shotGap(tree.nodes, text) : GAPS[separator];
  const above = text.slice(previous.label.end, lines.lineStart(line));
  if (/\n[ \t]*(?:-{3,}|\*{3,})\s*$/.test(above)) return '';
  const isBlank = /\n[ \t]*\r?\n[ \t]*$/.test(above);
  return isBlank ? gap.replace(/^\n/, '') : gap;
}

function shotGap(nodes: readonly TreeNode[], text: string): string {
  const separator = nodes.find((node) => node.kind === 'separator' && node.separates === 'shots');
  if (separator === undefined) return '\n';
  return text.startsWith('*', separator.start) ? GAPS['***'] : GAPS['---'];
}
