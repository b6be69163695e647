import { defineMessages, type Language, type Message, renderMessage } from '../../core/index.ts';
import {
  describeResolution,
  explainProblem,
  type FreeRunEnd,
  type FreeRunResult,
  getShotName,
  type ModelComparison,
  printActualTurn,
  toPlainProblem,
  toPlainRate,
} from '../../evaluation/index.ts';
import { escapeXml } from '../reporters/junit.ts';
import { toComparisonLine } from './comparisonReport.ts';
import { type FreeRun, toLetters, toRunName } from './runs.ts';
import { type Row, toCostNote, toRateText, toSkippedNote, toTable, toTokens } from './textReport.ts';

const say = defineMessages({
  passed: { en: 'completed as written', 'zh-CN': '按原样完成' },
  finished: { en: 'end reached', 'zh-CN': '到达结尾' },
  reached: { en: 'rounds reached', 'zh-CN': '到达的轮次' },
  errors: {
    en: '{count} {count|shot|shots} without a reply (no failures of the model)',
    'zh-CN': '{count} 个示例没有得到回复（不计为模型失败）',
  },
  otherNotation: { en: '{count} {count|reply|replies} in another notation', 'zh-CN': '{count} 个回复使用了其他写法' },
  usage: {
    en: '{turns} turns, {input} tokens in, {output} out',
    'zh-CN': '{turns} 轮对话，输入 {input} token，输出 {output} token',
  },
  at: {
    en: 'after {reached} of {rounds} rounds: {end}',
    'zh-CN': '完成 {rounds} 轮中的 {reached} 轮后：{end}',
  },
  did: { en: 'it did: {did}', 'zh-CN': '模型的做法：{did}' },
});

const ENDS = defineMessages<FreeRunEnd>({
  finished: { en: 'the end was reached another way', 'zh-CN': '以其他方式到达结尾' },
  'no-observation': {
    en: 'stopped, because no observation is recorded for what the model did',
    'zh-CN': '已停止：模型的做法没有记录到的观察结果',
  },
  'ended-early': {
    en: 'the model answered where the author makes a call',
    'zh-CN': '作者在此处调用工具，模型却给出了回答',
  },
  loop: { en: 'stopped, because the model repeats itself', 'zh-CN': '已停止：模型在重复自己' },
  error: { en: 'no reply', 'zh-CN': '没有得到回复' },
});

/** A free run as plain data. */
export function toFreeRunRecord(
  { model, shots, outcome, results, scores, skipped, cost }: FreeRun,
  as: 'tools' | 'text',
  toPath: (uri: string) => string,
  language: Language,
): object {
  return {
    version: 1,
    mode: 'free-run',
    model,
    as,
    shots,
    outcome,
    cost,
    scores: {
      ...scores,
      passed: toPlainRate(scores.passed),
      finished: toPlainRate(scores.finished),
      reached: toPlainRate(scores.reached),
      ends: Object.fromEntries(scores.ends),
      codes: Object.fromEntries(scores.codes),
    },
    results: results.map(({ episode, end, passed, reached, problems, turns, broken, usage, milliseconds }) => ({
      path: toPath(episode.source.uri),
      shot: getShotName(episode.shot),
      end,
      passed,
      reached,
      rounds: episode.cases.length,
      problems: problems.map((problem) => toPlainProblem(problem, language)),
      turns: turns.map(({ calls, said }) => ({
        calls: calls.map(({ name, values, text }) =>
          values === undefined ? { name, text } : { name, arguments: values },
        ),
        text: said,
      })),
      ...(broken === undefined ? {} : { error: broken.code, message: renderMessage(broken.problem, language) }),
      usage,
      milliseconds,
    })),
    skipped: skipped.map(({ uri, shot, code, message }) => {
      return { path: toPath(uri), shot: getShotName(shot), code, message: renderMessage(message, language) };
    }),
  };
}

/** Where models left the way of the author, then the scores. */
export function toFreeRunText(
  runs: readonly FreeRun[],
  comparisons: readonly ModelComparison[],
  toPath: (uri: string) => string,
  language: Language,
): string {
  const t = (message: Message): string => `${renderMessage(message, language)}\n`;
  const letters = toLetters(runs.length);
  const parts = runs.map((run, index) => {
    const head = runs.length === 1 ? '' : `${letters[index]}  ${toRunName(run, language)}\n`;
    const failures = run.results.flatMap((result) => toFailureLines(result, toPath, language));
    const table = toTable(toRows(run), language);
    return `${head}${failures.map((line) => `${line}\n`).join('')}${failures.length > 0 ? '\n' : ''}${table}\n${toNotes(run).map(t).join('')}`;
  });
  const compared = comparisons.map((comparison, index) => t(toComparisonLine(comparison, letters[index + 1] ?? '')));
  return [parts.join('\n'), ...(compared.length > 0 ? ['\n', ...compared] : [])].join('');
}

function toRows({ scores }: FreeRun): readonly Row[] {
  return [
    [say('passed'), toRateText(scores.passed)],
    [say('finished'), toRateText(scores.finished)],
    [say('reached'), toRateText(scores.reached)],
  ];
}

function toNotes({ scores, skipped, cost }: FreeRun): readonly Message[] {
  const { usage, asked, turns, shots, errors, otherNotation } = scores;
  return [
    ...(errors === 0 ? [] : [say('errors', { count: errors })]),
    ...(otherNotation === 0 ? [] : [say('otherNotation', { count: otherNotation })]),
    ...toSkippedNote(skipped),
    say('usage', { ...toTokens(usage, scores.isUsageEstimated), turns }),
    toCostNote({ cost, usage, asked, count: shots, unit: 'shot' }),
    ...describeResolution(shots, scores.resolution),
  ];
}

/** Longer turns are cut: a report is no place for documents. */
const MAX_TURN = 200;

function toFailureLines(result: FreeRunResult, toPath: (uri: string) => string, language: Language): readonly string[] {
  if (result.passed) return [];
  const { episode, end, turns } = result;
  const mark = end === 'error' ? '!' : '✗';
  const head = `${mark} ${toPath(episode.source.uri)}#${getShotName(episode.shot)}  ${renderMessage(toEnd(result), language)}`;
  const last = turns.at(-1);
  const shown = end === 'no-observation' || end === 'ended-early' || end === 'loop' ? last : undefined;
  const did = shown === undefined ? '' : printActualTurn(shown).replace(/\s+/g, ' ').slice(0, MAX_TURN);
  return [
    head,
    ...(did === '' ? [] : [`    ${renderMessage(say('did', { did }), language)}`]),
    ...toProblems(result, language).map((line) => `    ${line}`),
  ];
}

function toEnd({ reached, episode, end }: FreeRunResult): Message {
  return say('at', { reached, rounds: episode.cases.length, end: ENDS(end) });
}

function toProblems({ problems, broken }: FreeRunResult, language: Language): readonly string[] {
  if (broken !== undefined) return [`${renderMessage(broken.problem, language)} [${broken.code}]`];
  return problems.map((problem) => `${renderMessage(explainProblem(problem), language)} [${problem.code}]`);
}

/** JUnit's XML: a suite per run, a test per shot. */
export function toFreeRunJunit(runs: readonly FreeRun[], toPath: (uri: string) => string, language: Language): string {
  const suites = runs.map((run) => {
    const tests = run.results.map((result) => toTestCase(result, toPath, language));
    const skipped = run.skipped.map(({ uri, shot, message }) => {
      const why = escapeXml(renderMessage(message, language));
      return `    <testcase classname="${escapeXml(toPath(uri))}" name="${shot.index + 1}"><skipped message="${why}"/></testcase>\n`;
    });
    const name = escapeXml(toRunName(run, language));
    return `  <testsuite name="${name}" ${toCounts([run])}>\n${[...tests, ...skipped].join('')}  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="SOP Shots" ${toCounts(runs)}>\n${suites.join('')}</testsuites>\n`;
}

function toCounts(runs: readonly FreeRun[]): string {
  const results = runs.flatMap((run) => run.results);
  const skipped = runs.reduce((sum, run) => sum + run.skipped.length, 0);
  const errors = results.filter(({ end }) => end === 'error').length;
  const failures = results.filter(({ passed }) => !passed).length - errors;
  return `tests="${results.length + skipped}" failures="${failures}" errors="${errors}" skipped="${skipped}"`;
}

function toTestCase(result: FreeRunResult, toPath: (uri: string) => string, language: Language): string {
  const { episode, end, passed, milliseconds } = result;
  const time = (milliseconds / 1000).toFixed(3);
  const file = escapeXml(toPath(episode.source.uri));
  const open = `    <testcase classname="${file}" name="${escapeXml(getShotName(episode.shot))}" time="${time}"`;
  if (passed) return `${open}/>\n`;
  const tag = end === 'error' ? 'error' : 'failure';
  const message = escapeXml(renderMessage(toEnd(result), language));
  const text = escapeXml(toProblems(result, language).join('; '));
  return `${open}><${tag} type="${end}" message="${message}">${text}</${tag}></testcase>\n`;
}
