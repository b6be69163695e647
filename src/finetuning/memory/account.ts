import { defineMessages } from '../../core/index.ts';
import type { CountResult } from '../counting/result.ts';
import { type Finding, failure, type Outcome, success } from '../finding.ts';
import type { ModelTree } from '../model/tree.ts';
import { activationLine, logitsLine, overheadLine } from './activations.ts';
import type { MemoryEstimate, MemoryLine, MemoryOptions } from './estimate.ts';
import { diskLines } from './files.ts';
import { gpuFits } from './fits.ts';
import { defaultGpus, type Gpu } from './gpu.ts';
import { sumRanges } from './numbers.ts';
import { baseLine, gradientLine, optimizerLine, trainedLine } from './training.ts';
import { isQuantised } from './weights.ts';

const say = defineMessages({
  whole: {
    en: '“{field}” must be a whole number from 1 to {most}, not {value}.',
    'zh-CN': '“{field}”必须是 1 到 {most} 之间的整数，不能是 {value}。',
  },
  gpu: {
    en: 'The memory of {name} must be more than 0 GB, not {value}.',
    'zh-CN': '{name} 的显存必须大于 0 GB，不能是 {value}。',
  },
  quantised: {
    en: 'Quantised weights cannot be trained in full; take bf16 or fp32 for a full fine-tune.',
    'zh-CN': '量化后的权重不能做全量微调，请选择 bf16 或 fp32。',
  },
});

/** A starting point for memory options. */
export const defaultMemoryOptions: MemoryOptions = {
  basePrecision: 'bf16',
  trainedPrecision: 'fp32',
  optimizer: 'adamw',
  batchSize: 1,
  sequenceLength: 2048,
  checkpointing: true,
  flashAttention: true,
};

/** Memory of training and sizes on disk, each with its formula and source, and which accelerators it fits. */
export function estimateMemory(
  model: ModelTree,
  count: CountResult,
  options: MemoryOptions,
  gpus: readonly Gpu[] = defaultGpus,
): Outcome<MemoryEstimate> {
  const findings = check(count, options, gpus);
  if (findings.length > 0) return failure(...findings);
  const shared = [
    baseLine(model, count, options),
    trainedLine(count, options),
    gradientLine(count, options),
    optimizerLine(model, count, options),
  ];
  const activations = activationLine(model, count, options);
  const logits = logitsLine(model, options);
  const working: readonly MemoryLine[] = [activations, ...(logits === undefined ? [] : [logits])];
  const perCard = [...working, overheadLine(sumRanges(working.map((line) => line.bytes)))];
  const training = [...shared, ...perCard];
  const bytes = (lines: readonly MemoryLine[]): MemoryLine['bytes'] => sumRanges(lines.map((line) => line.bytes));
  return success({
    training,
    trainingTotal: bytes(training),
    disk: diskLines(model, count, options),
    fits: gpuFits(bytes(shared), bytes(perCard), gpus),
  });
}

function check(count: CountResult, options: MemoryOptions, gpus: readonly Gpu[]): readonly Finding[] {
  const findings: Finding[] = [];
  const limits = { batchSize: 65_536, sequenceLength: 16_777_216 } as const;
  for (const field of ['batchSize', 'sequenceLength'] as const) {
    const value = options[field];
    if (Number.isInteger(value) && value >= 1 && value <= limits[field]) continue;
    const message = say('whole', { field, most: limits[field], value: String(value) });
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
