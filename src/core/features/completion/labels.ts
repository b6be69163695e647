import type { Language } from '../../l10n/messages.ts';
import { roleName, rolesAfter } from '../../lint/roles.ts';
import type { Shot } from '../../model/model.ts';
import { shotAt } from '../../model/places.ts';
import type { BlockNode, DocumentHabit, Role, TreeNode } from '../../parser/tree.ts';
import { labelWords } from '../../parser/vocabulary.ts';
import type { ShotsContext } from '../context.ts';
import { labelDescription } from '../labelDescriptions.ts';
import { nodeIndexAt, previousBlock } from '../nodesBefore.ts';
import type { FeatureServices } from '../services.ts';
import type { Candidate } from './items.ts';

/** A line that holds nothing, or the beginning of a label. */
const LINE = /^([>\s]*(?:[-*+] )?)(\*{0,2}|<)([\p{L}][\p{L}\p{N} -]{0,30})?$/u;

/** What an editor or the author left of a label behind the cursor. */
const REST = /^[\p{L}\p{N}]*[ \t]*(?:\*{1,2}[:：]?|[:：]\*{0,2}|>)?[ \t]*$/u;

const HAN = /\p{Script=Han}/u;

/** The labels that fit at a line's beginning, in the document's words and dress, the likeliest first. */
export function labelItems(services: FeatureServices, context: ShotsContext, offset: number): readonly Candidate[] {
  const { text, lines, subject } = context;
  const { document, project } = subject;
  const line = lines.lineAt(offset);
  const start = lines.lineStart(line);
  const before = text.slice(start, offset);
  const match = LINE.exec(before);
  const behind = text.slice(offset, lines.lineEnd(line));
  if (match === null || !REST.test(behind)) return [];
  const tree = document.tree;
  const index = nodeIndexAt(tree, Math.max(0, start - 1));
  const own = tree.nodes[index];
  const previous = start === 0 ? undefined : own?.kind === 'block' ? own : previousBlock(tree, index);
  const typed = before.slice(0, before.length - (match[3] ?? '').length);
  const range = { start, end: lines.lineEnd(line) };
  const words = labelWords(project.labels);
  const shot = previous === undefined ? undefined : shotAt(document, previous.start);
  const begun = (match[3] ?? '').toLowerCase();
  const habit = habitOf(document.habit, begun, services.language());
  // Several words are the beginning of a label only where a label begins so.
  const isMeant = (role: Role): boolean =>
    !begun.includes(' ') || words[role].some((word) => word.toLowerCase().startsWith(begun));
  return rolesThatFit(context, previous, shot)
    .filter(isMeant)
    .map((role) => {
      const word = roleName(role, habit);
      const label = labelText(habit, word, numberOf(context, role, shot));
      return {
        label: word,
        kind: 'Keyword',
        newText: gapBefore(context, line, role, previous) + label,
        range,
        aliases: words[role],
        typed,
        documentation: labelDescription(services.language(), role),
        asksNext: role === 'action' || role === 'apiRequest',
      };
    });
}

/** A document without labels has no habits yet: it begins in the language that is being typed, or else in the editor's. */
function habitOf(habit: DocumentHabit, begun: string, language: Language): DocumentHabit {
  if (Object.keys(habit.words).length > 0) return habit;
  if (!HAN.test(begun) && language === 'en') return habit;
  return { ...habit, language: 'zh-CN', colon: '：', spaceAfterColon: false };
}

/** The roles that can follow, those the document uses before the others. */
function rolesThatFit(
  { subject }: ShotsContext,
  previous: BlockNode | undefined,
  shot: Shot | undefined,
): readonly Role[] {
  const { habit, shots } = subject.document;
  const isFunctionCalling = (shot?.style ?? shots[0]?.style) === 'function-calling';
  const request: Role = isFunctionCalling ? 'userRequest' : 'user';
  const following = previous === undefined ? [] : rolesAfter(previous.role);
  const opens: readonly Role[] =
    previous === undefined ? ['user', 'userRequest'] : previous.role === request ? [] : [request];
  const fitting = [...following, ...opens].filter((role) => isOfStyle(role, isFunctionCalling, previous));
  // A second block of one kind is possible, but seldom what comes next.
  const rank = (role: Role): number =>
    (role === previous?.role ? 8 : 0) +
    (following.includes(role) ? 0 : 4) +
    (habit.words[role] === undefined ? 2 : 0) +
    (isFunctionCalling && !isApi(role) ? 1 : 0);
  return [...new Set(fitting)].sort((a, b) => rank(a) - rank(b));
}

/** API labels belong to function calling, and an input label to an action. */
function isOfStyle(role: Role, isFunctionCalling: boolean, previous: BlockNode | undefined): boolean {
  if (previous === undefined) return true;
  if (isApi(role)) return isFunctionCalling;
  return !(isFunctionCalling && (role === 'action' || role === 'plan' || role === 'step'));
}

function isApi(role: Role): boolean {
  return role === 'apiSchema' || role === 'apiRequest' || role === 'apiResponse';
}

/** `Thought 2:` where the document numbers its labels. */
function numberOf({ subject }: ShotsContext, role: Role, shot: Shot | undefined): number | undefined {
  const numbered = subject.document.shots.some(({ blocks }) => blocks.some(({ label }) => label.number !== undefined));
  const isCounted = role === 'think' || role === 'action' || role === 'actionInput' || role === 'observation';
  if (role !== 'step' && !(numbered && isCounted)) return undefined;
  const last = shot?.blocks.findLast((block) => block.label.number !== undefined);
  const opens = role === 'step' || role === 'think' || (role === 'action' && last?.role === 'observation');
  return (last?.label.number ?? 0) + (opens || last === undefined ? 1 : 0);
}

/** A label in the document's dress. */
function labelText(habit: DocumentHabit, word: string, number: number | undefined): string {
  const { decoration, boldSpan, colon, spaceAfterColon } = habit;
  const isChinese = HAN.test(word);
  const name = number === undefined ? word : `${word}${isChinese ? '' : ' '}${number}`;
  const space = spaceAfterColon ? ' ' : '';
  if (decoration === 'tag') return `<${word}>`;
  const dressed =
    boldSpan === 'word'
      ? `**${name}**${colon}`
      : boldSpan === 'word-and-colon'
        ? `**${name}${colon}**`
        : `${name}${colon}`;
  const mark = decoration === 'quote' ? '> ' : decoration === 'list' ? '- ' : '';
  return `${mark}${dressed}${space}`;
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
  const { habit, tree } = subject.document;
  const isRequest = role === 'user' || role === 'userRequest';
  const opensRound = role === 'think' || (role === 'action' && previous.role === 'observation');
  const endsRound = previous.role === 'observation' || previous.role === 'apiResponse';
  if (!isRequest && !(opensRound && endsRound)) return '';
  const { roundSeparator } = subject.project.style;
  const separator = roundSeparator === 'keep' ? habit.roundSeparator : roundSeparator;
  const gap = isRequest ? shotGap(tree.nodes, text) : GAPS[separator];
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
