import {
  type Diagnostic,
  defineMessages,
  type Language,
  type Message,
  renderMessage,
  verbatim,
} from '../../core/index.ts';
import type { ShotContent } from '../reply/shotContent.ts';
import { sketchOf } from '../similarity.ts';
import type { Run } from './state.ts';
import { wordsOf } from './words.ts';

const say = defineMessages({
  language: {
    en: 'The example is not in {language}; write all of it in {language}.',
    'zh-CN': '示例没有使用{language}书写，请全部改用{language}。',
  },
  alike: {
    en: 'It is almost the same as another example ({percent} % alike).',
    'zh-CN': '与另一个示例几乎相同（相似度 {percent}%）。',
  },
  chinese: { en: 'Chinese', 'zh-CN': '中文' },
  english: { en: 'English', 'zh-CN': '英文' },
});

/** A shot after it was printed and checked. */
export interface Judged {
  readonly content: ShotContent;
  readonly id: string;
  readonly text: string;
  readonly findings: readonly Diagnostic[];
  /** The findings that should be mended before the shot is good. */
  readonly faults: readonly Diagnostic[];
}

/** Prints a shot and checks it against everything a document is checked against, and its language. */
export async function judge(run: Run, content: ShotContent, index: number): Promise<Judged> {
  const { brief, options, services } = run;
  const id = options.ids?.[index] ?? run.newId(content);
  const text = services.print(content, brief.style, brief.language, id);
  const findings = [...(await services.check(text, run.latest)), ...languageFindings(content, brief.language)];
  return { content, id, text, findings, faults: findings.filter(isFault) };
}

/** Why a shot repeats another one; undefined if it does not. Its own text is remembered if it is new. */
export function repetition(run: Run, content: ShotContent): Message | undefined {
  const sketch = sketchOf(wordsOf(content));
  const found = run.similar.find(sketch);
  if (found !== undefined) return say('alike', { percent: Math.round(found.alike * 100) });
  run.similar.add(content.request, sketch);
  return undefined;
}

const repetitionRules = new Set(['duplicate-shot', 'near-duplicate-shot']);

/** What the document's own rules say of a repetition, which they see only beside the other shots. */
export function repetitionFound({ findings }: Judged): Message | undefined {
  const found = findings.find(({ rule }) => repetitionRules.has(rule));
  return found && verbatim(found.message);
}

const besideAtOnce = 30;

/** Takes a shot into the books of a run. */
export function accept(run: Run, { faults, text }: Judged): void {
  run.totals.shots++;
  if (faults.length > 0) run.totals.withFindings++;
  run.latest.push(text);
  if (run.latest.length > besideAtOnce) run.latest.shift();
}

/** Hints and remarks are no reason to ask a model again. */
function isFault({ severity }: Diagnostic): boolean {
  return severity === 'error' || severity === 'warning';
}

function languageFindings(content: ShotContent, language: Language): readonly Diagnostic[] {
  const words = [content.request, content.answer, ...content.rounds.map(({ think }) => think)].join(' ');
  const han = words.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = words.match(/[A-Za-z]+/g)?.length ?? 0;
  const wrong = language === 'zh-CN' ? han === 0 && latin > 2 : han > latin;
  if (!wrong) return [];
  const name = say(language === 'zh-CN' ? 'chinese' : 'english');
  const start = { line: 0, character: 0 };
  const message = renderMessage(say('language', { language: name }), language);
  const range = { start, end: start };
  return [{ rule: 'wrong-language', severity: 'error', message, range, related: [], repairs: [], fixable: false }];
}
