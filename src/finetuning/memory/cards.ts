import { defineMessages, type Message } from '../../core/index.ts';
import type { CountResult } from '../counting/result.ts';
import type { ModelTree } from '../model/tree.ts';
import { TOTAL_RATIO } from './calibration.ts';
import type { ByteRange, CardsFit, MemoryOptions } from './estimate.ts';
import { cardsNeeded } from './fits.ts';
import { cardBytes, type Gpu } from './gpu.ts';
import { getMiddle, sumRanges } from './numbers.ts';
import { type TrainingLines, trainingLines } from './trainingLines.ts';

const say = defineMessages({
  fits: {
    en: 'Fits {where}: {need} of {room} per card.',
    'zh-CN': '{where} 可以容纳：每张卡需要 {need}，可用 {room}。',
  },
  tight: {
    en: 'May not fit {where}: {need} of {room} per card. {change}',
    'zh-CN': '{where} 可能不够：每张卡需要 {need}，可用 {room}。{change}',
  },
  'does-not-fit': {
    en: 'Does not fit {where}: {need} of {room} per card. {change}',
    'zh-CN': '{where} 容纳不下：每张卡需要 {need}，可用 {room}。{change}',
  },
  whereOne: { en: '1 × {name}', 'zh-CN': '1 × {name}' },
  whereAll: { en: '{cards} × {name} with {split}', 'zh-CN': '采用 {split} 时，{cards} × {name}' },
  change: { en: 'Cheapest change: {change} ({need}).', 'zh-CN': '代价最小的调整：{change}（{need}）。' },
  nothing: { en: 'No single change is enough.', 'zh-CN': '任何单项调整都不够。' },
  range: { en: '{low}–{high} GB', 'zh-CN': '{low}～{high} GB' },
  size: { en: '{size} GB', 'zh-CN': '{size} GB' },
  room: { en: '{bytes} ({size} GiB)', 'zh-CN': '{bytes}（{size} GiB）' },
  checkpointing: { en: 'gradient checkpointing', 'zh-CN': '启用梯度检查点' },
  flash: { en: 'a fused attention kernel', 'zh-CN': '使用融合注意力' },
  chunked: { en: 'chunked cross-entropy', 'zh-CN': '使用分块交叉熵' },
  fused: { en: 'fused cross-entropy (Liger, Unsloth)', 'zh-CN': '使用融合交叉熵（Liger、Unsloth）' },
  optimizer: { en: 'a paged 8-bit optimizer', 'zh-CN': '使用 8-bit 分页优化器' },
  batch: { en: 'batches of 1', 'zh-CN': '批大小设为 1' },
  split: { en: 'ZeRO-3 or FSDP over all cards', 'zh-CN': '用 ZeRO-3 或 FSDP 切分到所有卡' },
  nf4: { en: 'NF4 base weights (QLoRA)', 'zh-CN': '基座权重用 NF4（QLoRA）' },
  sequence: { en: 'samples of {tokens} tokens', 'zh-CN': '样本长度设为 {tokens} 个 token' },
  cards: { en: '{cards} × {name} with ZeRO-3 or FSDP', 'zh-CN': '{cards} × {name}，用 ZeRO-3 或 FSDP' },
  otherCard: { en: '{cards} × {name}', 'zh-CN': '{cards} × {name}' },
});

const SPLIT_NAMES = { ddp: 'DDP', 'zero-2': 'ZeRO-2', 'zero-3': 'ZeRO-3', fsdp: 'FSDP' } as const;

/** Whether a run fits the user's cards; if not, the cheapest single change that makes it fit. */
export function fitCards(
  model: ModelTree,
  count: CountResult,
  options: MemoryOptions,
  gpu: Gpu,
  gpus: readonly Gpu[],
): CardsFit {
  const { cards, split } = options;
  const need = perCard(model, count, options);
  const capacity = cardBytes(gpu);
  const verdict = need.high <= capacity ? 'fits' : need.low <= capacity ? 'tight' : 'does-not-fit';
  const where =
    split === 'one'
      ? say('whereOne', { name: gpu.name })
      : say('whereAll', { cards, name: gpu.name, split: SPLIT_NAMES[split] });
  const values = { where, need: rangeText(need), room: say('room', { bytes: sizeText(capacity), size: gpu.memoryGB }) };
  const answer =
    verdict === 'fits'
      ? say('fits', values)
      : say(verdict, { ...values, change: getChange(model, count, options, gpu, gpus) });
  return { gpuId: gpu.id, cards, split, perCard: need, capacity, verdict, answer };
}

/** Memory of every card, with an upper end of 1.4 times the lower one. */
function perCard(model: ModelTree, count: CountResult, options: MemoryOptions): ByteRange {
  const { held, working } = getCardParts(model, count, options);
  return totalRange(held, working);
}

/** Bytes of every card: weights and states, which are known, and the working memory, which is estimated. */
export function getCardParts(
  model: ModelTree,
  count: CountResult,
  options: MemoryOptions,
): { readonly held: number; readonly working: number } {
  const cards = options.split === 'one' ? 1 : options.cards;
  const shares = {
    one: [1, 1],
    ddp: [1, 1],
    'zero-2': [1, 1 / cards],
    'zero-3': [1 / cards, 1 / cards],
    fsdp: [1 / cards, 1 / cards],
  } as const;
  const [weightShare, stateShare] = shares[options.split];
  const { weights, states, working, overhead } = trainingLines(model, count, options);
  const middle = (lines: readonly { readonly bytes: ByteRange }[]): number =>
    sumRanges(lines.map(({ bytes }) => bytes)).high;
  const held = middle(weights) * weightShare + middle(states) * stateShare;
  const rest = working.reduce((sum, { bytes }) => sum + getMiddle(bytes), 0);
  return { held, working: rest + getMiddle(overhead(held).bytes) };
}

/** The total of weights and states, which are known, and working memory, which is estimated. */
export function totalRange(held: number, working: number): ByteRange {
  const half = Math.sqrt(TOTAL_RATIO);
  const total = held + working;
  const low = Math.round(Math.max(held, total / half));
  return { low, high: Math.floor(Math.min(low * TOTAL_RATIO, total * half)) };
}

/** What even sharding divides by the number of cards, and what every card needs. */
export function getShardedNeed({ weights, states, working, overhead }: TrainingLines): readonly [number, number] {
  const held = sumRanges([...weights, ...states].map(({ bytes }) => bytes)).high;
  const runtime = getMiddle(overhead(0).bytes);
  const onEveryCard = working.reduce((sum, { bytes }) => sum + getMiddle(bytes), runtime);
  return [held + getMiddle(overhead(held).bytes) - runtime, onEveryCard];
}

interface Change {
  readonly text: Message;
  readonly options: Partial<MemoryOptions>;
  readonly gpu?: Gpu;
}

/** The first change that fits, from those that cost nothing to those that cost quality or money. */
function getChange(
  model: ModelTree,
  count: CountResult,
  options: MemoryOptions,
  gpu: Gpu,
  gpus: readonly Gpu[],
): Message {
  for (const change of [
    ...freeChanges(count, options),
    ...cardChanges(model, count, options, gpu),
    ...biggerCards(options, gpu, gpus),
  ]) {
    const need = perCard(model, count, { ...options, ...change.options });
    if (need.high <= cardBytes(change.gpu ?? gpu)) return say('change', { change: change.text, need: rangeText(need) });
  }
  return say('nothing');
}

function freeChanges(count: CountResult, options: MemoryOptions): readonly Change[] {
  const { checkpointing, flashAttention, loss, optimizer, batchSize, sequenceLength, split, cards } = options;
  const isWhole = count.config.peft_type === 'FULL';
  const isQuantised = options.basePrecision.startsWith('nf4');
  const isSharded = split === 'zero-3' || split === 'fsdp';
  const half = Math.floor(sequenceLength / 2);
  return [
    ...(flashAttention ? [] : [{ text: say('flash'), options: { flashAttention: true } }]),
    ...(loss === 'full' ? [{ text: say('chunked'), options: { loss: 'chunked' } as const }] : []),
    ...(loss === 'fused' ? [] : [{ text: say('fused'), options: { loss: 'fused' } as const }]),
    ...(checkpointing ? [] : [{ text: say('checkpointing'), options: { checkpointing: true } }]),
    ...(cards > 1 && !isSharded ? [{ text: say('split'), options: { split: 'zero-3' } as const }] : []),
    ...(batchSize > 1 ? [{ text: say('batch'), options: { batchSize: 1 } }] : []),
    ...(optimizer.includes('8bit')
      ? []
      : [{ text: say('optimizer'), options: { optimizer: 'paged-adamw-8bit' } as const }]),
    ...(isWhole || isQuantised ? [] : [{ text: say('nf4'), options: { basePrecision: 'nf4-double' } as const }]),
    ...(half >= 256 ? [{ text: say('sequence', { tokens: half }), options: { sequenceLength: half } }] : []),
  ];
}

/** More cards of the same kind. */
function cardChanges(model: ModelTree, count: CountResult, options: MemoryOptions, gpu: Gpu): readonly Change[] {
  const need = getShardedNeed(trainingLines(model, count, options));
  const cards = cardsNeeded(...need, cardBytes(gpu) / Math.sqrt(TOTAL_RATIO));
  if (cards === undefined || cards <= options.cards) return [];
  return [{ text: say('cards', { cards, name: gpu.name }), options: { cards, split: 'zero-3' } }];
}

/** The same number of larger cards. */
function biggerCards(options: MemoryOptions, gpu: Gpu, gpus: readonly Gpu[]): readonly Change[] {
  return gpus
    .filter(({ memoryGB }) => memoryGB > gpu.memoryGB)
    .toSorted((a, b) => a.memoryGB - b.memoryGB)
    .map((bigger) => ({
      text: say('otherCard', { cards: options.cards, name: bigger.name }),
      options: {},
      gpu: bigger,
    }));
}

function rangeText({ low, high }: ByteRange): Message {
  return say('range', { low: gigabytes(low), high: gigabytes(high) });
}

function sizeText(bytes: number): Message {
  return say('size', { size: gigabytes(bytes) });
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
