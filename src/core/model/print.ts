import { LABEL_NAMES } from '../parser/labelNames.ts';
import type { DocumentHabit, Role } from '../parser/tree.ts';
import { type ExtraLabels, type Vocabulary, vocabularyOf } from '../parser/vocabulary.ts';
import type { ActionDraft, RoundDraft, ShotDraft } from './draft.ts';
import { escapeText } from './escaping.ts';

/** How shots are written; what a document's habit leaves open is filled in by the language. */
export interface PrintStyle extends Partial<DocumentHabit> {
  /** Label words of the project: texts that begin like them are escaped, too. */
  readonly labels?: ExtraLabels | undefined;
}

/** What is needed to write a label. */
interface Dress {
  readonly decoration: DocumentHabit['decoration'];
  readonly boldSpan: DocumentHabit['boldSpan'];
  readonly colon: DocumentHabit['colon'];
  readonly spaceAfterColon: boolean;
  readonly roundSeparator: DocumentHabit['roundSeparator'];
  readonly words: Readonly<Record<Role, string>>;
  readonly vocabulary: Vocabulary;
}

/**
 * Writes shots as a document. Lines that would be read as labels, separators or headings get a backslash, so that
 * reading the document gives the same drafts again, white space around texts aside. Ends with a line break.
 */
export function printShots(shots: readonly ShotDraft[], style: PrintStyle = {}): string {
  const dress = dressOf(style);
  const printed = shots.map((shot) => printShot(shot, dress)).join('\n');
  if (dress.decoration !== 'quote') return printed;
  const lines = printed.split('\n').slice(0, -1);
  return lines.map((line) => (line === '' ? '>\n' : `> ${line}\n`)).join('');
}

/** Writes the label of a role as `printShots` would: decoration, word, number and colon, without a space behind. */
export function printLabel(role: Role, style: PrintStyle = {}, number?: number): string {
  const dress = dressOf(style);
  const label = labelText(role, dress, number);
  return dress.decoration === 'quote' ? `> ${label}` : label;
}

function dressOf(style: PrintStyle): Dress {
  const { language = 'en', decoration = 'bold', colon = language === 'en' ? ':' : '：' } = style;
  const boldSpan = decoration === 'bold' ? (style.boldSpan ?? 'word') : style.boldSpan;
  return {
    decoration,
    boldSpan,
    colon,
    spaceAfterColon: style.spaceAfterColon ?? colon === ':',
    roundSeparator: style.roundSeparator ?? 'blank',
    words: { ...LABEL_NAMES[language], ...style.words },
    vocabulary: vocabularyOf(style.labels),
  };
}

function printShot(shot: ShotDraft, dress: Dress): string {
  const calling = shot.style === 'function-calling';
  const { status, heading } = shot;
  const lines = [
    ...(heading === undefined ? [] : [`## ${heading}`]),
    ...(shot.id === undefined ? [] : [`<!-- id: ${shot.id} -->`]),
    ...(status === undefined
      ? []
      : [`<!-- status: ${status.state}${status.by === undefined ? '' : ` by ${status.by}`} -->`]),
    ...printBlock(calling ? 'userRequest' : 'user', shot.request, dress),
    ...(shot.apiSchema === undefined ? [] : printBlock('apiSchema', shot.apiSchema, dress)),
    ...(shot.plan === undefined ? [] : printBlock('plan', shot.plan, dress)),
  ];
  const rounds = shot.rounds.map((round, index) => printRound(round, index, calling, dress));
  const answer = shot.answer === undefined ? [] : printBlock('answer', shot.answer, dress);
  return [lines, ...joinRounds(rounds, dress, calling), answer]
    .flatMap((part) => part.map((line) => `${line}\n`))
    .join('');
}

/** A blank line before the first round reads well where rounds are apart; function calling is one round. */
function joinRounds(
  rounds: readonly (readonly string[])[],
  dress: Dress,
  calling: boolean,
): readonly (readonly string[])[] {
  const { roundSeparator } = dress;
  if (roundSeparator === 'none' || calling) return rounds;
  const separator = roundSeparator === 'blank' ? [''] : ['', roundSeparator, ''];
  return rounds.flatMap((round, index) => [index === 0 ? [''] : separator, round]);
}

function printRound(round: RoundDraft, index: number, calling: boolean, dress: Dress): readonly string[] {
  const actionRole = calling ? 'apiRequest' : 'action';
  const observationRole = calling ? 'apiResponse' : 'observation';
  const { step, stepText, think } = round;
  return [
    ...(step === undefined ? [] : [`<!-- step ${step} -->`]),
    ...(stepText === undefined ? [] : printBlock('step', stepText, dress, round.stepNumber ?? index + 1)),
    ...(think === undefined ? [] : printBlock('think', think, dress)),
    ...round.actions.flatMap((action) => printAction(action, actionRole, dress)),
    ...round.observations.flatMap((observation) => printBlock(observationRole, observation, dress)),
  ];
}

function printAction({ text, input }: ActionDraft, role: Role, dress: Dress): readonly string[] {
  const action = printBlock(role, text, dress);
  return input === undefined ? action : [...action, ...printBlock('actionInput', input, dress)];
}

/** The lines of one block: its label and its text. */
function printBlock(role: Role, text: string, dress: Dress, number?: number): readonly string[] {
  const isRequest = role === 'user' || role === 'userRequest';
  const tag = dress.decoration === 'tag' ? dress.words[role] : undefined;
  const { lines, ownLine } = escapeText(text, { vocabulary: dress.vocabulary, isRequest, tag });
  const label = labelText(role, dress, number);
  const below = ownLine || (role === 'plan' && lines.length > 1);
  const [first = '', ...rest] = lines;
  // `Step 1:30` would be read as a time.
  const space = first !== '' && !below && (dress.spaceAfterColon || (number !== undefined && /^\d/.test(first)));
  if (dress.decoration === 'tag') return inTags(label, lines, below);
  return below ? [label, ...lines] : [`${label}${space ? ' ' : ''}${first}`, ...rest];
}

function labelText(role: Role, dress: Dress, number: number | undefined): string {
  const { decoration, boldSpan, colon } = dress;
  const word = numbered(dress.words[role], number);
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

/** A block in tags; more than one line stand on lines of their own. */
function inTags(label: string, lines: readonly string[], below: boolean): readonly string[] {
  const closing = label.replace('<', '</');
  const [first = ''] = lines;
  // A backslash before the closing tag would escape it.
  const fits = !below && lines.length <= 1 && !first.endsWith('\\');
  return fits ? [`${label}${first}${closing}`] : [label, ...lines, closing];
}
