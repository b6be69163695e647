import { defineMessages } from '../../core/index.ts';
import type { CountResult } from '../counting/result.ts';
import { type Finding, failure, type Outcome, success } from '../finding.ts';
import type { ModelTree } from '../model/tree.ts';
import { fitCards, getShardedNeed, totalRange } from './cards.ts';
import type { ByteRange, MemoryEstimate, MemoryLine, MemoryOptions } from './estimate.ts';
import { diskLines } from './files.ts';
import { gpuFits, MAX_CARDS } from './fits.ts';
import { defaultGpus, type Gpu } from './gpu.ts';
import { between, getMiddle, sumRanges } from './numbers.ts';
import { trainingLines } from './trainingLines.ts';
import { isQuantised } from './weights.ts';

const say = defineMessages({
  whole: {
    en: '“{field}” must be an integer from 1 to {most}, not {value}.',
    'zh-CN': '“{field}”必须是 1 到 {most} 之间的整数，不能是 {value}。',
  },
  batchSize: { en: 'Batch size', 'zh-CN': '批大小' },
  sequenceLength: { en: 'Sequence length', 'zh-CN': '序列长度' },
  cards: { en: 'Cards', 'zh-CN': '张数' },
  gpu: {
    en: 'The memory of {name} must be greater than 0 GiB, not {value}.',
    'zh-CN': '{name} 的显存必须大于 0 GiB，不能是 {value}。',
  },
  quantised: {
    en: 'Quantised weights cannot be fully fine-tuned; use bf16 or fp32.',
    'zh-CN': '量化后的权重不能做全量微调，请选择 bf16 或 fp32。',
  },
});

/** Default memory options. */
export const defaultMemoryOptions: MemoryOptions = {
  basePrecision: 'bf16',
  trainedPrecision: 'fp32',
  optimizer: 'adamw',
  batchSize: 1,
  sequenceLength: 2048,
  checkpointing: true,
  flashAttention: true,
  loss: 'full',
  trainingLoop: 'current',
  gpuId: 'a100-80',
  cards: 1,
  split: 'one',
};

/** Training memory and sizes on disk, each with formula and source, and the accelerators it fits on. */
export function estimateMemory(
  model: ModelTree,
  count: CountResult,
  options: MemoryOptions,
  gpus: readonly Gpu[] = defaultGpus,
): Outcome<MemoryEstimate> {
  const findings = checkOptions(count, options, gpus);
  if (findings.length > 0) return failure(...findings);
  const { weights, states, working, overhead } = trainingLines(model, count, options);
  // A range of weights or states, as of fused experts, counts with its upper end.
  const held = sumRanges([...weights, ...states].map((line) => line.bytes)).high;
  const onEveryCard = [...working, overhead(held)];
  const rest = onEveryCard.reduce((sum, { bytes }) => sum + getMiddle(bytes), 0);
  const gpu = gpus.find(({ id }) => id === options.gpuId) ?? gpus[0];
  const trainingTotal = totalRange(held, rest);
  return success({
    training: [...weights, ...states, ...spread(onEveryCard, held, trainingTotal)],
    trainingTotal,
    disk: diskLines(model, count, options),
    fits: gpuFits(...getShardedNeed({ weights, states, working, overhead }), gpus),
    ...(gpu === undefined ? {} : { cardsFit: fitCards(model, count, options, gpu, gpus) }),
  });
}

/** The estimated lines share the uncertainty of the total, so that the lines add up to it. */
function spread(lines: readonly MemoryLine[], held: number, total: ByteRange): readonly MemoryLine[] {
  const rest = lines.reduce((sum, { bytes }) => sum + getMiddle(bytes), 0);
  const [low, high] = [(total.low - held) / rest, (total.high - held) / rest];
  return lines.map((line) => {
    const middle = getMiddle(line.bytes);
    return { ...line, bytes: between(middle * low, middle * high) };
  });
}

/** True for a finding’s field that is an option of the estimate or a card, and none of the adapter. */
export function isMemoryField(field: string): boolean {
  return field in defaultMemoryOptions || field.startsWith('gpus.');
}

function checkOptions(count: CountResult, options: MemoryOptions, gpus: readonly Gpu[]): readonly Finding[] {
  const findings: Finding[] = [];
  const limits = { batchSize: 65_536, sequenceLength: 16_777_216, cards: MAX_CARDS } as const;
  for (const field of ['batchSize', 'sequenceLength', 'cards'] as const) {
    const value = options[field];
    if (Number.isInteger(value) && value >= 1 && value <= limits[field]) continue;
    const message = say('whole', { field: say(field), most: limits[field], value: String(value) });
    findings.push({ code: 'invalid-number', severity: 'error', field, message });
  }
  if (count.config.peft_type === 'FULL' && isQuantised(options.basePrecision)) {
    const message = say('quantised');
    findings.push({ code: 'conflicting-options', severity: 'error', field: 'basePrecision', message });
  }
  gpus.forEach((gpu, at) => {
    if (Number.isFinite(gpu.memoryGB) && gpu.memoryGB > 0) return;
    const message = say('gpu', { name: gpu.name, value: String(gpu.memoryGB) });
    findings.push({ code: 'invalid-number', severity: 'error', field: `gpus.${at}.memoryGB`, message });
  });
  return findings;
}
