import { isToolLabelWord } from '../parser/context/words.ts';
import { isRequest, labelNames, type Role } from '../parser/roles.ts';
import type { DetectedStyle } from '../parser/tree.ts';
import { type ExtraLabels, getVocabulary, type Vocabulary } from '../parser/vocabulary.ts';
import type { ActionDraft, RoundDraft, ShotDraft, TurnDraft } from './draft.ts';
import { escapeText } from './escaping.ts';

/** How shots are written; what a document's style leaves open is filled in by the language. */
export interface PrintStyle extends Partial<DetectedStyle> {
  /** Label words of the project: texts that begin like them are escaped, too. */
  readonly labels?: ExtraLabels | undefined;
  /** False for text that only models read: lines that look like labels stay as they are. Default: true. */
  readonly escapes?: boolean | undefined;
}

/** What is needed to write a label. */
interface ResolvedStyle {
  readonly decoration: DetectedStyle['decoration'];
  readonly boldSpan: DetectedStyle['boldSpan'];
  readonly colon: DetectedStyle['colon'];
  readonly spaceAfterColon: boolean;
  readonly roundSeparator: DetectedStyle['roundSeparator'];
  readonly words: Readonly<Record<Role, string>>;
  readonly language: 'en' | 'zh-CN';
  readonly vocabulary: Vocabulary;
  readonly escapes: boolean;
}

/**
 * Writes shots as a document. Lines that would be read as labels, separators or headings get a backslash, so that
 * reading the document gives the same drafts again, white space around texts aside. Ends with a line break.
 */
export function printShots(shots: readonly ShotDraft[], options: PrintStyle = {}): string {
  const style = resolveStyle(options);
  const between = shots.some((shot) => shot.turns !== undefined) ? '\n---\n\n' : '\n';
  const printed = shots.map((shot) => printShot(shot, style)).join(between);
  if (style.decoration !== 'quote') return printed;
  const lines = printed.split('\n').slice(0, -1);
  return lines.map((line) => (line === '' ? '>\n' : `> ${line}\n`)).join('');
}

/** Writes the label of a role as `printShots` would: decoration, word, number and colon, without a space after. */
export function printLabel(role: Role, options: PrintStyle = {}, number?: number): string {
  const style = resolveStyle(options);
  const label = labelText(role, style, number);
  return style.decoration === 'quote' ? `> ${label}` : label;
}

function resolveStyle(style: PrintStyle): ResolvedStyle {
  const { language = 'en', decoration = 'bold', colon = language === 'en' ? ':' : '：' } = style;
  const boldSpan = decoration === 'bold' ? (style.boldSpan ?? 'word') : style.boldSpan;
  return {
    decoration,
    boldSpan,
    colon,
    spaceAfterColon: style.spaceAfterColon ?? colon === ':',
    roundSeparator: style.roundSeparator ?? 'blank',
    words: { ...labelNames(language), ...style.words },
    language,
    vocabulary: getVocabulary(style.labels),
    escapes: style.escapes ?? true,
  };
}

function printShot(shot: ShotDraft, style: ResolvedStyle): string {
  const calling = shot.style === 'function-calling';
  const { status, heading } = shot;
  const lines = [
    ...(heading === undefined ? [] : [`## ${heading}`]),
    ...(shot.id === undefined ? [] : [`<!-- id: ${shot.id} -->`]),
    ...(status === undefined
      ? []
      : [`<!-- status: ${status.state}${status.by === undefined ? '' : ` by ${status.by}`} -->`]),
    ...printBlock(calling ? 'userRequest' : 'user', shot.request, style),
    ...(shot.apiSchema === undefined ? [] : printBlock('apiSchema', shot.apiSchema, style)),
    ...(shot.plan === undefined ? [] : printBlock('plan', shot.plan, style)),
  ];
  const rounds = shot.rounds.map((round, index) => printRound(round, index, calling, style));
  const answer = shot.answer === undefined ? [] : printBlock('answer', shot.answer, style);
  const turns = shot.turns === undefined ? [] : printTurns(shot.turns, style);
  return [lines, ...joinRounds(rounds, style, calling), answer, turns]
    .flatMap((part) => part.map((line) => `${line}\n`))
    .join('');
}

/** The turns of a chat, one directly after the other: the blank lines between them would divide it. */
function printTurns(turns: readonly TurnDraft[], style: ResolvedStyle): readonly string[] {
  const { user } = style.words;
  const chatStyle = { ...style, words: { ...style.words, userTurn: user, ...toolWords(style) } };
  return turns.flatMap(({ role, text }) => printBlock(role, text, chatStyle));
}

/** Only labels of tools may stand in a chat. `Tool` depends on the text after it. */
function toolWords({ words, language }: ResolvedStyle): Readonly<Partial<Record<Role, string>>> {
  const names = TOOL_NAMES[language];
  const keep = (role: 'action' | 'actionInput' | 'observation') =>
    isToolLabelWord(words[role]) ? words[role] : names[role];
  return { action: keep('action'), actionInput: keep('actionInput'), observation: keep('observation') };
}

const TOOL_NAMES = {
  en: { action: 'Tool Call', actionInput: 'Tool Input', observation: 'Tool Result' },
  'zh-CN': { action: '工具调用', actionInput: '工具输入', observation: '工具结果' },
} as const;

/** A blank line before the first round reads well where rounds are apart; function calling is one round. */
function joinRounds(
  rounds: readonly (readonly string[])[],
  style: ResolvedStyle,
  calling: boolean,
): readonly (readonly string[])[] {
  const { roundSeparator } = style;
  if (roundSeparator === 'none' || calling) return rounds;
  const separator = roundSeparator === 'blank' ? [''] : ['', roundSeparator, ''];
  return rounds.flatMap((round, index) => [index === 0 ? [''] : separator, round]);
}

function printRound(round: RoundDraft, index: number, calling: boolean, style: ResolvedStyle): readonly string[] {
  const actionRole = calling ? 'apiRequest' : 'action';
  const observationRole = calling ? 'apiResponse' : 'observation';
  const { step, stepText, think } = round;
  return [
    ...(step === undefined ? [] : [`<!-- step ${step} -->`]),
    ...(stepText === undefined ? [] : printBlock('step', stepText, style, round.stepNumber ?? index + 1)),
    ...(think === undefined ? [] : printBlock('think', think, style)),
    ...round.actions.flatMap((action) => printAction(action, actionRole, style)),
    ...round.observations.flatMap((observation) => printBlock(observationRole, observation, style)),
  ];
}

function printAction({ text, input }: ActionDraft, role: Role, style: ResolvedStyle): readonly string[] {
  const action = printBlock(role, text, style);
  return input === undefined ? action : [...action, ...printBlock('actionInput', input, style)];
}

/** The lines of one block: its label and its text. */
function printBlock(role: Role, text: string, style: ResolvedStyle, number?: number): readonly string[] {
  const tag = style.decoration === 'tag' ? style.words[role] : undefined;
  const { lines, ownLine } = style.escapes
    ? escapeText(text, { vocabulary: style.vocabulary, isRequest: isRequest(role), tag })
    : { lines: text.trim().replace(/\r\n?/g, '\n').split('\n'), ownLine: false };
  const label = labelText(role, style, number);
  const below = ownLine || (role === 'plan' && lines.length > 1);
  const [first = '', ...rest] = lines;
  // `Step 1:30` would be read as a time.
  const space = first !== '' && !below && (style.spaceAfterColon || (number !== undefined && /^\d/.test(first)));
  if (style.decoration === 'tag') return inTags(label, lines, below);
  return below ? [label, ...lines] : [`${label}${space ? ' ' : ''}${first}`, ...rest];
}

function labelText(role: Role, style: ResolvedStyle, number: number | undefined): string {
  const { decoration, boldSpan, colon } = style;
  const word = numbered(style.words[role], number);
  if (decoration === 'tag') return `<${word}>`;
  const bold =
    boldSpan === undefined ? `${word}${colon}` : boldSpan === 'word' ? `**${word}**${colon}` : `**${word}${colon}**`;
  return decoration === 'list' ? `- ${bold}` : bold;
}

/** `Step 2`, `步骤2`, `第二步` with its number. */
function numbered(word: string, number: number | undefined): string {
  if (number === undefined) return word;
  if (/^第.*步$/.test(word)) return `第${number}步`;
  return /[a-z]$/i.test(word) ? `${word} ${number}` : `${word}${number}`;
}

/** A block in tags; several lines go on lines of their own. */
function inTags(label: string, lines: readonly string[], below: boolean): readonly string[] {
  const closing = label.replace('<', '</');
  const [first = ''] = lines;
  // A backslash before the closing tag would escape it.
  const fits = !below && lines.length <= 1 && !first.endsWith('\\');
  return fits ? [`${label}${first}${closing}`] : [label, ...lines, closing];
}
