import { defineMessages, type JsonObject, type Language, type Message, renderMessage } from '../../core/index.ts';
import type { NearDuplicates } from '../duplicates/nearDuplicates.ts';
import { type DatasetStatistics, toDatasetStatistics } from '../statistics/datasetStatistics.ts';
import type { TokenStatistics } from '../statistics/sampleTokens.ts';
import { findTarget } from '../targets/index.ts';
import type { DataFile } from '../targets/target.ts';
import { formatTokens } from '../tokens/tokenCounter.ts';
import type { Exporter } from './exporter.ts';

const say = defineMessages({
  summary: { en: '{shots} in {documents}: {samples}', 'zh-CN': '{documents}，{shots}：{samples}' },
  shot: { en: '{n} shot', 'zh-CN': '{n} 个示例' },
  shots: { en: '{n} shots', 'zh-CN': '{n} 个示例' },
  document: { en: '{n} document', 'zh-CN': '{n} 个文档' },
  documents: { en: '{n} documents', 'zh-CN': '{n} 个文档' },
  sample: { en: '{n} sample', 'zh-CN': '{n} 条样本' },
  samples: { en: '{n} samples', 'zh-CN': '{n} 条样本' },
  file: { en: '{path}: {rows}', 'zh-CN': '{path}：{rows}' },
  react: {
    en: '{path}: {rows} as ReAct text, because actions in them are plain language that is not said to the customer',
    'zh-CN': '{path}：{rows}，写成 ReAct 文本，因为其中有并非对客户说的自然语言行动',
  },
  reactCalls: {
    en: '{path}: {rows} as ReAct text, because the target {target} does not contain calls',
    'zh-CN': '{path}：{rows}，写成 ReAct 文本，因为目标格式 {target} 不包含调用',
  },
  turns: {
    en: 'turns: {user} user, {assistant} assistant, {tool} tool',
    'zh-CN': '轮次：用户 {user}、助手 {assistant}、工具 {tool}',
  },
  calls: { en: 'calls: {calls}', 'zh-CN': '调用：{calls}' },
  call: { en: '{name} {n}', 'zh-CN': '{name} {n} 次' },
  more: { en: '{n} more', 'zh-CN': '另有 {n} 项' },
  cut: {
    en: 'cut at the end of samples, because nothing of the assistant follows: {n}',
    'zh-CN': '因其后没有助手的内容而从样本末尾截去的轮次：{n}',
  },
  thoughts: {
    en: 'thoughts before words to the customer, which are not part of a chat: {n}',
    'zh-CN': '对客户说话之前的思考（不属于对话内容，未写入）：{n}',
  },
  tokens: {
    en: 'tokens per sample ({tokenizer}): median {median}, 90 % up to {percentile90}, 99 % up to {percentile99}, maximum {maximum}; {total} in total',
    'zh-CN':
      '每条样本的 token 数（{tokenizer}）：中位数 {median}，90% 不超过 {percentile90}，99% 不超过 {percentile99}，最多 {maximum}；总计 {total}',
  },
  duplicates: {
    en: 'near-duplicates: {samples} samples in {clusters} clusters, {sameCalls} of them with the same calls (95 % of pairs with 80 % in common are found, 99.9 % of those with 90 %)',
    'zh-CN':
      '近似重复：{clusters} 组共 {samples} 条样本，其中 {sameCalls} 组调用相同（相似度 80% 的样本对可找到 95%，90% 的可找到 99.9%）',
  },
  capped: {
    en: 'groups with too many candidates, in which not all samples were compared: {n}',
    'zh-CN': '候选过多、未能全部比较的分组：{n}',
  },
  leftOut: { en: 'left out: {n}', 'zh-CN': '未写入：{n}' },
  leftOutShot: { en: '  {path}:{line} {reason} [{code}]', 'zh-CN': '  {path}:{line} {reason} [{code}]' },
  note: { en: 'note: {message}', 'zh-CN': '说明：{message}' },
  readers: { en: 'read by: {readers} and later', 'zh-CN': '可读取的最低版本：{readers}' },
});

/** What was written and left out, as data for `report.json`. */
export interface ExportReport extends DatasetStatistics {
  readonly version: 1;
  readonly target: string;
  readonly options: JsonObject;
  readonly readers: readonly string[];
  /** What to know of consumers of the files. */
  readonly notes: readonly { readonly code: string; readonly message: string }[];
  readonly files: readonly DataFile[];
  /** Clusters of near-duplicates, which a split never divides; only with a split. */
  readonly nearDuplicates?: Readonly<Record<'clusters' | 'samples' | 'sameCalls' | 'cappedBuckets', number>>;
  /** Turns after the assistant's last one, which were cut off samples. */
  readonly cutTurns: number;
  /** Thoughts before words to the customer, which a chat does not hold. */
  readonly droppedThoughts: number;
}

/** The report of an export that is complete. */
export function toReport(exporter: Exporter, files: readonly DataFile[], language: Language): ExportReport {
  const { settings, statistics, naming } = exporter;
  const options = { ...settings, wireName: naming.nameOf, uniform: true };
  const notes =
    settings.target.notes?.(options, {
      hasParallelCalls: statistics.parallelTurns > 0,
      hasThoughts: statistics.thoughts > 0,
      splitTurns: settings.splitTurns,
    }) ?? [];
  return {
    version: 1,
    target: settings.target.id,
    options: toOptions(exporter),
    readers: settings.target.readers(options),
    notes: notes.map(({ code, message }) => ({ code, message: renderMessage(message, language) })),
    files,
    ...(exporter.duplicates.length === 0 ? {} : { nearDuplicates: sumDuplicates(exporter.duplicates) }),
    cutTurns: statistics.cutTurns,
    droppedThoughts: statistics.droppedThoughts,
    ...toDatasetStatistics(exporter, language),
  };
}

function sumDuplicates(found: readonly NearDuplicates[]): NonNullable<ExportReport['nearDuplicates']> {
  const sum = (key: 'clusters' | 'samples' | 'sameCalls' | 'cappedBuckets') =>
    found.reduce((total, each) => total + each[key], 0);
  return {
    clusters: sum('clusters'),
    samples: sum('samples'),
    sameCalls: sum('sameCalls'),
    cappedBuckets: sum('cappedBuckets'),
  };
}

function toOptions({ settings }: Exporter): JsonObject {
  const { thought, splitTurns, parallel, plainAs, observations, arguments: form, status, tools } = settings;
  const selection = tools.kind === 'used+' ? `used+${tools.others}` : tools.kind;
  return {
    thought,
    splitTurns,
    parallel,
    plainAs,
    observations,
    arguments: form,
    ...(status === undefined ? {} : { status }),
    tools: selection,
  };
}

/** How many entries of a list are printed. */
const MAX_LINES = 20;

/** The report as text. */
export function renderReport(report: ExportReport, language: Language): string {
  return `${toLines(report)
    .map((line) => renderMessage(line, language))
    .join('\n')}\n`;
}

/** What a report says besides its counts: its files, what was cut or compared, and what consumers of the files need. */
export function listRemarks(report: ExportReport): readonly Message[] {
  return [...toFileLines(report), ...toChangeLines(report), ...toReaderLines(report)];
}

function toFileLines({ files, target }: ExportReport): readonly Message[] {
  return files.map(({ name, rows }) =>
    say(toFileKey(name, target), { path: name, rows: counted('sample', rows), target }),
  );
}

function toChangeLines({ nearDuplicates, cutTurns, droppedThoughts }: ExportReport): readonly Message[] {
  return [
    ...(nearDuplicates === undefined ? [] : toDuplicateLines(nearDuplicates)),
    ...(cutTurns === 0 ? [] : [say('cut', { n: cutTurns })]),
    ...(droppedThoughts === 0 ? [] : [say('thoughts', { n: droppedThoughts })]),
  ];
}

function toReaderLines({ readers, notes }: ExportReport): readonly Message[] {
  return [say('readers', { readers }), ...notes.map(({ message }) => say('note', { message }))];
}

function toLines(report: ExportReport): readonly Message[] {
  const { samples, turns, calls, leftOut } = report;
  const written = samples.chat + samples.react;
  return [
    say('summary', {
      shots: counted('shot', report.shots),
      documents: counted('document', report.documents),
      samples: counted('sample', written),
    }),
    ...toFileLines(report),
    ...(written === 0 ? [] : [say('turns', turns)]),
    ...(calls.total === 0 ? [] : [say('calls', { calls: toCallCounts(calls.byTool) })]),
    ...(report.tokens === undefined ? [] : [toTokenLine(report.tokens)]),
    ...toChangeLines(report),
    ...(leftOut.total === 0 ? [] : toLeftOutLines(leftOut)),
    ...toReaderLines(report),
  ];
}

function toTokenLine({ tokenizer, isExact, ...numbers }: TokenStatistics): Message {
  const shown = (tokens: number): string => formatTokens({ tokens, isExact });
  const { total, median, percentile90, percentile99, maximum } = numbers;
  return say('tokens', {
    tokenizer,
    total: shown(total),
    median: shown(median),
    percentile90: shown(percentile90),
    percentile99: shown(percentile99),
    maximum: shown(maximum),
  });
}

function toDuplicateLines(found: NonNullable<ExportReport['nearDuplicates']>): readonly Message[] {
  return [say('duplicates', found), ...(found.cappedBuckets === 0 ? [] : [say('capped', { n: found.cappedBuckets })])];
}

function toFileKey(name: string, target: string): 'file' | 'react' | 'reactCalls' {
  if (!name.includes('.react.')) return 'file';
  return findTarget(target)?.holdsCalls === false ? 'reactCalls' : 'react';
}

function toCallCounts(byTool: Readonly<Record<string, number>>): readonly Message[] {
  const entries = Object.entries(byTool);
  const shown = entries.slice(0, MAX_LINES).map(([name, n]) => say('call', { name, n }));
  return entries.length > MAX_LINES ? [...shown, say('more', { n: entries.length - MAX_LINES })] : shown;
}

function toLeftOutLines({ total, list }: ExportReport['leftOut']): readonly Message[] {
  const shown = list.slice(0, MAX_LINES).map(({ path, line, message, reason }) => {
    return say('leftOutShot', { path, line, reason: message, code: reason });
  });
  const rest = total - shown.length;
  return [say('leftOut', { n: total }), ...shown, ...(rest > 0 ? [say('more', { n: rest })] : [])];
}

function counted(noun: 'shot' | 'document' | 'sample', n: number): Message {
  return say(n === 1 ? noun : `${noun}s`, { n });
}
