import { foldCase } from './characters.ts';
import { CONTEXTUAL_WORDS, type WordContext } from './context/words.ts';
import { ROLE_NAMES, ROLES, type Role } from './roles.ts';

/** Words that a project adds to the labels of a role. */
export type ExtraLabels = Readonly<Partial<Record<Role, readonly string[]>>>;

/** One label word. `key` is the same for all spellings that count as one word (`Action Input`, `ActionInput`). */
export interface LabelWord {
  readonly role: Role;
  readonly key: string;
  /** In lower case, as compared with the text. */
  readonly folded: string;
  /** `before`: the word needs a number after it; `within`: `第N步`, whose word is read up to the number. */
  readonly number: 'optional' | 'needed' | 'within';
  /** What must surround the word for it to be a label; undefined for a label of its own. */
  readonly context: WordContext | undefined;
}

/** The label words by the (folded) code of their first character, the longest first. */
export type Vocabulary = ReadonlyMap<number, readonly LabelWord[]>;

/** The key of the ordinal label `第一步`. */
export const ORDINAL_STEP = '第';

const NUMBER_OF_WORD: Readonly<Record<string, LabelWord['number']>> = {
  step: 'needed',
  步骤: 'needed',
  [ORDINAL_STEP]: 'within',
};

/** The label words of the format, by role, followed by those of the project. */
export function labelWords(extra: ExtraLabels = {}): Readonly<Record<Role, readonly string[]>> {
  const entries = ROLE_NAMES.map((role) => [role, [...wordsOf(role), ...(extra[role] ?? [])]] as const);
  return Object.fromEntries(entries) as Record<Role, readonly string[]>;
}

function wordsOf(role: Role): readonly string[] {
  const { words } = ROLES[role];
  return [...words.en, ...words['zh-CN']];
}

let standard: Vocabulary | undefined;

/** The words to look for at line starts; an added word wins over a built-in one of another role. */
export function getVocabulary(extra: ExtraLabels | undefined): Vocabulary {
  if (extra !== undefined && Object.keys(extra).length > 0) return buildVocabulary(extra);
  standard ??= buildVocabulary({});
  return standard;
}

function buildVocabulary(extra: ExtraLabels): Vocabulary {
  const byFolded = new Map<string, LabelWord>();
  for (const { role, context, words } of CONTEXTUAL_WORDS) {
    for (const word of words) addWord(byFolded, role, word, context);
  }
  for (const role of ROLE_NAMES) for (const word of wordsOf(role)) addWord(byFolded, role, word);
  for (const role of ROLE_NAMES) for (const word of extra[role] ?? []) addWord(byFolded, role, word);
  const byFirst = new Map<number, LabelWord[]>();
  for (const word of byFolded.values()) {
    const code = word.folded.charCodeAt(0);
    const bucket = byFirst.get(code);
    if (bucket === undefined) byFirst.set(code, [word]);
    else bucket.push(word);
  }
  for (const bucket of byFirst.values()) bucket.sort((a, b) => b.folded.length - a.folded.length);
  return byFirst;
}

function addWord(words: Map<string, LabelWord>, role: Role, written: string, context?: WordContext): void {
  const key = foldText(written.replace(/(?<![:：\s])[:：\s]+$/, '').trimStart());
  if (key === '') return;
  for (const joiner of key.includes(' ') ? [' ', '', '-', '_'] : ['']) {
    const folded = key.split(/\s+/).join(joiner);
    words.set(folded, { role, key, folded, number: NUMBER_OF_WORD[key] ?? 'optional', context });
  }
}

/** Only ASCII has cases here, as in the comparison with the text. */
function foldText(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** The longest label word that is at an offset, whatever its case. */
export function matchWord(vocabulary: Vocabulary, text: string, at: number): LabelWord | undefined {
  const bucket = vocabulary.get(foldCase(text.charCodeAt(at)));
  if (bucket === undefined) return undefined;
  for (const word of bucket) if (matchesFolded(text, at, word.folded)) return word;
  return undefined;
}

/** True if the text at an offset is `folded`, ASCII letters compared without case. */
export function matchesFolded(text: string, at: number, folded: string): boolean {
  for (let index = folded.length - 1; index >= 0; index--) {
    if (foldCase(text.charCodeAt(at + index)) !== folded.charCodeAt(index)) return false;
  }
  return true;
}
