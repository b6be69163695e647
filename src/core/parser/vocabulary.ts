import { foldCase } from './characters.ts';
import type { Role } from './tree.ts';

/** Words that a project adds to the labels of a role. */
export type ExtraLabels = Readonly<Partial<Record<Role, readonly string[]>>>;

/** One label word. `key` is the same for all spellings that count as one word (`Action Input`, `ActionInput`). */
export interface LabelWord {
  readonly role: Role;
  readonly key: string;
  /** In lower case, as compared with the text. */
  readonly folded: string;
  /** `before`: the word needs a number behind it; `within`: `第N步`, whose word is read up to the number. */
  readonly number: 'optional' | 'needed' | 'within';
}

/** The label words by the (folded) code of their first character, the longest first. */
export type Vocabulary = ReadonlyMap<number, readonly LabelWord[]>;

/** The key of the ordinal label `第一步`. */
export const ORDINAL_STEP = '第';

const WORDS: Readonly<Record<Role, readonly string[]>> = {
  user: [
    ...['User', 'Question', 'Human', 'Customer', 'Task', 'Claim'],
    ...['用户', '客户', '顾客', '客户问题', '用户问题', '问题'],
  ],
  think: ['Think', 'Thought', 'Thoughts', 'Reasoning', '思考', '想法'],
  action: ['Action', 'Act', '行动', '动作', '操作', '工具'],
  actionInput: ['Action Input', '行动输入', '动作输入', '操作输入', '工具输入'],
  observation: ['Observation', 'Obs', 'Result', '观察', '观察结果', '返回', '返回结果'],
  plan: ['Plan', '计划', '规划'],
  step: ['Step', 'Solve', '步骤', ORDINAL_STEP, '执行'],
  answer: [
    ...['Final Answer', 'Answer', 'Response', 'Assistant', 'AI'],
    ...['最终答案', '最终回答', '答案', '回答', '回复', '最后的回应', '客服', '助手'],
  ],
  userRequest: ['User Request', '用户请求'],
  apiSchema: ['API Schema', '接口定义'],
  apiRequest: ['API Request', '接口请求'],
  apiResponse: ['API Response', '接口返回'],
};

const NUMBER_OF_WORD: Readonly<Record<string, LabelWord['number']>> = {
  step: 'needed',
  步骤: 'needed',
  [ORDINAL_STEP]: 'within',
};

const ROLES = Object.keys(WORDS) as readonly Role[];

/** The label words of the format, by role, with those of the project behind them. */
export function labelWords(extra: ExtraLabels = {}): Readonly<Record<Role, readonly string[]>> {
  const entries = ROLES.map((role) => [role, [...WORDS[role], ...(extra[role] ?? [])]] as const);
  return Object.fromEntries(entries) as Record<Role, readonly string[]>;
}

let standard: Vocabulary | undefined;

/** The words to look for at line starts; an added word wins over a built-in one of another role. */
export function vocabularyOf(extra: ExtraLabels | undefined): Vocabulary {
  if (extra !== undefined && Object.keys(extra).length > 0) return buildVocabulary(extra);
  standard ??= buildVocabulary({});
  return standard;
}

function buildVocabulary(extra: ExtraLabels): Vocabulary {
  const byFolded = new Map<string, LabelWord>();
  for (const role of ROLES) for (const word of WORDS[role]) addWord(byFolded, role, word);
  for (const role of ROLES) for (const word of extra[role] ?? []) addWord(byFolded, role, word);
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

function addWord(words: Map<string, LabelWord>, role: Role, written: string): void {
  const key = foldText(written.replace(/[:：\s]+$/, '').trimStart());
  if (key === '') return;
  for (const joiner of key.includes(' ') ? [' ', '', '-', '_'] : ['']) {
    const folded = key.split(/\s+/).join(joiner);
    words.set(folded, { role, key, folded, number: NUMBER_OF_WORD[key] ?? 'optional' });
  }
}

/** Only ASCII has cases here, as in the comparison with the text. */
function foldText(word: string): string {
  return word.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** The longest label word that stands at an offset, whatever its case. */
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
