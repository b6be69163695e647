import { defineMessages, type Language, renderMessage } from '../../core/index.ts';
import {
  type CountResult,
  defaultGpus,
  type Finding,
  type GpuFit,
  getTrainedParts,
  grouped,
  type MemoryEstimate,
  type MemoryLine,
  type ModelTree,
  withAdvice,
} from '../../finetuning/index.ts';
import { pad } from '../reporters/columns.ts';
import { rangeText } from './bytes.ts';

const say = defineMessages({
  module: { en: 'module', 'zh-CN': '模块' },
  count: { en: 'count', 'zh-CN': '个数' },
  shape: { en: 'shape', 'zh-CN': '形状' },
  formula: { en: 'each', 'zh-CN': '单个' },
  trainable: { en: 'trained', 'zh-CN': '可训练' },
  parts: {
    en: 'language model {language}, vision tower {vision}, projector {projector}',
    'zh-CN': '语言模型 {language}，视觉塔 {vision}，投影层 {projector}',
  },
  memory: { en: 'Memory of training', 'zh-CN': '训练显存' },
  disk: { en: 'On disk', 'zh-CN': '磁盘占用' },
  total: { en: 'Total on one card', 'zh-CN': '单卡合计' },
  fits: { en: 'Fits', 'zh-CN': '适用的卡' },
  cards: { en: '{low} to {high} cards', 'zh-CN': '{low}～{high} 张' },
  card: { en: '{low} {low|card|cards}', 'zh-CN': '{low} 张' },
  fromCards: { en: '{low} cards or more', 'zh-CN': '至少 {low} 张' },
  noCards: { en: 'too small', 'zh-CN': '显存不足' },
  error: { en: 'error', 'zh-CN': '错误' },
  warning: { en: 'warning', 'zh-CN': '警告' },
  info: { en: 'note', 'zh-CN': '说明' },
});

/** The content of a report. */
export interface LoraReport {
  readonly model: ModelTree;
  readonly count: CountResult;
  readonly memory: MemoryEstimate;
  readonly findings: readonly Finding[];
}

/** A finding with its texts in one language. */
export function plainFinding(finding: Finding, language: Language): Readonly<Record<string, string>> {
  const { code, severity, field } = finding;
  const message = renderMessage(finding.message, language);
  const advice = finding.advice === undefined ? {} : { advice: renderMessage(finding.advice, language) };
  return { code, severity, field, message, ...advice };
}

/** One finding as a line: `warning partial-match (target_modules): …`. */
export function findingLine(finding: Finding, language: Language): string {
  const location = finding.field === '' ? '' : ` (${finding.field})`;
  const advice = finding.advice === undefined ? undefined : renderMessage(finding.advice, language);
  const kind = renderMessage(say(finding.severity), language);
  return `${kind} ${finding.code}${location}: ${withAdvice(renderMessage(finding.message, language), advice)}`;
}

/** The count as JSON; figures as numbers, texts in the user's language. */
export function jsonReport({ model, count, memory, findings }: LoraReport, language: Language): string {
  const line = ({ id, label, bytes, exact, formula, source }: MemoryLine) => ({
    id,
    label: renderMessage(label, language),
    bytes,
    exact,
    formula,
    source: renderMessage(source, language),
  });
  const parts = getTrainedParts(model, count);
  const report = {
    model: model.name,
    trainable: count.trainable,
    total: count.total,
    percent: count.percent,
    line: count.line,
    base: count.base,
    ...(parts === undefined ? {} : { parts }),
    modules: count.modules,
    alternatives: count.alternatives,
    memory: {
      total: memory.trainingTotal,
      training: memory.training.map(line),
      disk: memory.disk.map(line),
      gpus: memory.fits,
      ...(memory.cardsFit === undefined
        ? {}
        : { cardsFit: { ...memory.cardsFit, answer: renderMessage(memory.cardsFit.answer, language) } }),
    },
    warnings: findings.map((finding) => plainFinding(finding, language)),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** The count for a terminal. */
export function textReport({ model, count, memory, findings }: LoraReport, language: Language): string {
  const t = (key: Parameters<typeof say>[0]) => renderMessage(say(key), language);
  const memoryRow = ({ label, bytes, formula }: MemoryLine) => [
    renderMessage(label, language),
    rangeText(bytes),
    formula,
  ];
  const lines = [
    model.name,
    count.line,
    ...partsLines(model, count, language),
    '',
    ...table([[t('module'), t('count'), t('shape'), t('formula'), t('trainable')], ...moduleRows(count)]),
    '',
    t('memory'),
    ...table([...memory.training.map(memoryRow), [t('total'), rangeText(memory.trainingTotal), '']]),
    '',
    t('disk'),
    ...table(memory.disk.map(memoryRow)),
    '',
    t('fits'),
    ...table(memory.fits.map((fit) => [gpuName(fit.gpuId), cardsText(fit, language)])),
    ...answerLines(memory, language),
    ...(findings.length > 0 ? [''] : []),
    ...findings.map((finding) => findingLine(finding, language)),
  ];
  return `${lines.join('\n')}\n`;
}

/** The count for a document. */
export function markdownReport({ model, count, memory, findings }: LoraReport, language: Language): string {
  const t = (key: Parameters<typeof say>[0]) => renderMessage(say(key), language);
  const rows = (cells: readonly (readonly string[])[]) => cells.map((row) => `| ${row.map(escaped).join(' | ')} |`);
  const memoryRow = ({ label, bytes, formula }: MemoryLine) => [
    renderMessage(label, language),
    rangeText(bytes),
    formula,
  ];
  const lines = [
    `## ${model.name}`,
    '',
    `\`${count.line}\``,
    '',
    ...partsLines(model, count, language).flatMap((line) => [line, '']),
    ...rows([[t('module'), t('count'), t('shape'), t('formula'), t('trainable')]]),
    '| --- | ---: | --- | --- | ---: |',
    ...rows(moduleRows(count)),
    '',
    ...rows([[t('memory'), '', '']]),
    '| --- | ---: | --- |',
    ...rows([...memory.training.map(memoryRow), [t('total'), rangeText(memory.trainingTotal), '']]),
    ...rows(memory.disk.map(memoryRow)),
    '',
    ...memory.fits.map((fit) => `- ${gpuName(fit.gpuId)}: ${cardsText(fit, language)}`),
    ...answerLines(memory, language),
    ...(findings.length > 0 ? [''] : []),
    ...findings.map((finding) => `> ${findingLine(finding, language)}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** What is trained of each part of a multimodal model. */
function partsLines(model: ModelTree, count: CountResult, language: Language): readonly string[] {
  const parts = getTrainedParts(model, count);
  if (parts === undefined) return [];
  const [text, vision, projector] = [parts.language, parts.vision, parts.projector].map(grouped);
  return [
    renderMessage(say('parts', { language: text ?? '', vision: vision ?? '', projector: projector ?? '' }), language),
  ];
}

/** The answer for the user's cards, after a blank line. */
function answerLines({ cardsFit }: MemoryEstimate, language: Language): readonly string[] {
  return cardsFit === undefined ? [] : ['', renderMessage(cardsFit.answer, language)];
}

function moduleRows(count: CountResult): readonly (readonly string[])[] {
  return count.modules.map((module) => [
    module.path,
    grouped(module.instances),
    module.inFeatures > 0 ? `${module.inFeatures} → ${module.outFeatures}` : '',
    `${module.formula.substituted} = ${grouped(module.formula.value)}`,
    grouped(module.trainable),
  ]);
}

function gpuName(id: string): string {
  const gpu = defaultGpus.find((known) => known.id === id);
  return gpu === undefined ? id : `${gpu.name} (${gpu.memoryGB} GiB)`;
}

function cardsText({ cards: { low, high } }: GpuFit, language: Language): string {
  if (low === undefined) return renderMessage(say('noCards'), language);
  if (high === undefined) return renderMessage(say('fromCards', { low }), language);
  return renderMessage(say(low === high ? 'card' : 'cards', { low, high }), language);
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) => `  ${row.map((cell, column) => pad(cell, widths[column] ?? 0)).join('  ')}`.trimEnd());
}

function escaped(cell: string): string {
  return cell.replaceAll('|', '\\|').replaceAll('[', '\\[');
}
