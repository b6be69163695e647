import {
  type Diagnostic,
  defineMessages,
  type Language,
  type Message,
  renderMessage,
  toSignature,
  verbatim,
} from '../../core/index.ts';
import type { ShotContent } from '../reply/shotContent.ts';
import { getShotText } from './shotText.ts';
import type { Run } from './state.ts';

const say = defineMessages({
  maskedName: {
    en: '"{alias}" is a masked name without an original. Use the names of the procedure and the tools.',
    'zh-CN': '“{alias}”是没有对应原文的脱敏名称。请使用流程和工具中的名称。',
  },
  promptLeak: {
    en: 'The example repeats the instructions: "{text}". Write only what the customer and the agent say and do.',
    'zh-CN': '示例重复了编写要求：“{text}”。请只写客户和客服所说所做的内容。',
  },
  language: {
    en: 'The example is not in {language}; write all of it in {language}.',
    'zh-CN': '示例没有使用{language}书写，请全部改用{language}。',
  },
  similar: {
    en: 'It is almost the same as another example ({percent} % similar).',
    'zh-CN': '与另一个示例几乎相同（相似度 {percent}%）。',
  },
  chinese: { en: 'Chinese', 'zh-CN': '中文' },
  english: { en: 'English', 'zh-CN': '英文' },
});

/** A shot after it was printed and checked. */
export interface ValidatedShot {
  readonly content: ShotContent;
  readonly id: string;
  readonly text: string;
  readonly findings: readonly Diagnostic[];
  /** The findings that should be repaired. */
  readonly faults: readonly Diagnostic[];
}

/** Prints a shot and checks it against everything a document is checked against, and its language. */
export async function validateShot(run: Run, content: ShotContent, index: number): Promise<ValidatedShot> {
  const { requestPlan, options, services } = run;
  const id = options.ids?.[index] ?? run.createId(content);
  const text = services.print(content, requestPlan.style, requestPlan.language, id);
  const findings = [...(await services.check(text, run.latest)), ...getReplyFindings(run, content)];
  return { content, id, text, findings, faults: findings.filter(isFault) };
}

/** Why a shot repeats another one; undefined if it is new, and then it is added to the index. */
export function findRepetition(run: Run, content: ShotContent): Message | undefined {
  const signature = toSignature(getShotText(content));
  const found = run.similar.findSimilar(signature);
  if (found !== undefined) return say('similar', { percent: Math.round(found.similarity * 100) });
  run.similar.add(content.request, signature);
  return undefined;
}

export const REPETITION_RULES: ReadonlySet<string> = new Set(['duplicate-shot', 'near-duplicate-shot']);

/** Repetitions reported by the lint rules, which see the other shots. */
export function getReportedRepetition({ findings }: ValidatedShot): Message | undefined {
  const found = findings.find(({ rule }) => REPETITION_RULES.has(rule));
  return found && verbatim(found.message);
}

const MAX_NEIGHBORS = 30;

/** Adds a shot to the totals of a run. */
export function recordShot(run: Run, { faults, text }: ValidatedShot): void {
  run.totals.shots++;
  if (faults.length > 0) run.totals.withFindings++;
  run.latest.push(text);
  if (run.latest.length > MAX_NEIGHBORS) run.latest.shift();
}

/** Hints and infos are no reason for a repair request. */
function isFault({ severity }: Diagnostic): boolean {
  return severity === 'error' || severity === 'warning';
}

const HAN = /\p{Script=Han}/u;

/** True if a text is clearly in the other one of the two languages. */
function isInOtherLanguage(text: string, language: Language): boolean {
  const latinWords = () => text.match(/[A-Za-z]+/g)?.length ?? 0;
  const hasHan = HAN.test(text);
  if (language === 'zh-CN') return !hasHan && latinWords() > 2;
  return hasHan && (text.match(/\p{Script=Han}/gu)?.length ?? 0) > latinWords();
}

function getLanguageFindings(content: ShotContent, language: Language): readonly Diagnostic[] {
  const words = [content.request, content.answer, ...content.rounds.map(({ think }) => think)].join(' ');
  if (!isInOtherLanguage(words, language)) return [];
  const name = say(language === 'zh-CN' ? 'chinese' : 'english');
  return [createFinding('wrong-language', say('language', { language: name }), language)];
}

/** Rules about replies of models, which the linter does not know. */
export const REPLY_RULES: ReadonlySet<string> = new Set(['wrong-language', 'masked-name', 'prompt-leak']);

/** Findings that only a reply of a model can have: another language, or a leak of the prompt or the mask. */
export function getReplyFindings(
  run: Run,
  content: ShotContent,
  text: string = getShotText(content),
): readonly Diagnostic[] {
  const { language } = run.requestPlan;
  const aliases = run.masker?.findUnknownAliases(text) ?? [];
  const leak = run.instructions.find((line) => text.includes(line));
  return [
    ...getLanguageFindings(content, language),
    ...aliases.map((alias) => createFinding('masked-name', say('maskedName', { alias }), language)),
    ...(leak === undefined
      ? []
      : [createFinding('prompt-leak', say('promptLeak', { text: leak.slice(0, 60) }), language)]),
  ];
}

function createFinding(rule: string, message: Message, language: Language): Diagnostic {
  const start = { line: 0, character: 0 };
  const range = { start, end: start };
  return {
    rule,
    severity: 'error',
    message: renderMessage(message, language),
    range,
    related: [],
    repairs: [],
    fixable: false,
  };
}
