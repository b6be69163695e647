import { describe, expect, it } from 'vitest';
import { type Language, renderMessage } from '../../src/core/index.ts';
import {
  type AdapterConfig,
  defaultGpus,
  defaultMemoryOptions,
  estimateMemory,
  isMemoryField,
  type MemoryLine,
  type MemoryOptions,
  type ModelTree,
} from '../../src/finetuning/index.ts';
import { activationLine } from '../../src/finetuning/memory/activations.ts';
import { count, getErrors, getResult, known } from './support.ts';

const lora: Partial<AdapterConfig> = { r: 32, target_modules: ['q_proj', 'v_proj'] };

function memory(model: ModelTree, fields: Partial<AdapterConfig>, options: Partial<MemoryOptions> = {}) {
  return getResult(estimateMemory(model, count(fields, model), { ...defaultMemoryOptions, ...options }));
}

function line(model: ModelTree, fields: Partial<AdapterConfig>, options: Partial<MemoryOptions>, id: MemoryLine['id']) {
  const { training, disk } = memory(model, fields, options);
  const found = [...training, ...disk].find((each) => each.id === id);
  expect(found, id).toBeDefined();
  return found?.bytes ?? { low: 0, high: 0 };
}

const llama3b = known('Llama-3.2-3B');
const llama2 = known('Llama-2-7b-hf');

describe('base weights', () => {
  const others = 2 * 32000 * 4096 + 65 * 4096;
  const linear = 6_738_415_616 - others;
  const rows = 32 * (4 * 4096 + 2 * 11008 + 4096);
  it.each([
    ['fp32', 4 * 6_738_415_616],
    ['bf16', 2 * 6_738_415_616],
    ['fp8', linear * (1 + 4 / 16384) + 2 * others],
    ['int8', linear + 4 * rows + 4 * others],
    ['nf4', linear * 0.5625 + 4 * others],
    ['nf4-double', linear * (0.5 + 1 / 64 + 4 / 16384) + 4 * others],
  ] as const)('%s', (basePrecision, bytes) => {
    expect(line(llama2, lora, { basePrecision }, 'base-weights').low).toBe(Math.round(bytes));
  });
  it('is a range if experts are fused', () => {
    const { low, high } = line(known('gpt-oss-20b'), lora, { basePrecision: 'nf4-double' }, 'base-weights');
    expect(high).toBeGreaterThan(2 * low);
  });
});

describe('training memory', () => {
  it.each([
    [{}, 16],
    [{ trainedPrecision: 'bf16' }, 8],
    [{ optimizer: 'sgd-momentum' }, 12],
    [{ optimizer: 'adamw-8bit' }, 10.03125],
  ] as const)('%j takes %d bytes a parameter of the adapter', (options, each) => {
    const lines = memory(llama3b, lora, options).training.filter(({ id }) =>
      ['trained-weights', 'gradients', 'optimizer'].includes(id),
    );
    expect(lines.reduce((sum, { bytes }) => sum + bytes.low, 0)).toBe(Math.round(9_175_040 * each));
  });
  it.each([
    [{ trainedPrecision: 'fp32' }, 18],
    [{ trainedPrecision: 'bf16' }, 8],
  ] as const)('a full fine-tune in %j takes %d bytes a parameter', (options, each) => {
    const lines = memory(llama3b, { peft_type: 'FULL' }, options).training.filter(({ exact }) => exact);
    expect(lines.reduce((sum, { bytes }) => sum + bytes.low, 0)).toBe(3_212_749_824 * each);
  });
  it('Adafactor keeps rows and columns of every matrix', () => {
    // q_proj is 3072 → 3072 and v_proj 3072 → 1024, in 28 layers.
    expect(line(llama3b, lora, { optimizer: 'adafactor' }, 'optimizer').low).toBe(
      4 * 28 * (2 * 64 + 3072 + 3072 + 3072 + 1024),
    );
  });
});

describe('measured runs', () => {
  // The published benchmark of PEFT: Llama-3.2-3B in bf16, batches of 4, at most 768 tokens, no checkpointing.
  const options = { batchSize: 4, sequenceLength: 768, checkpointing: false } as const;
  it.each([
    ['LoRA of rank 32', lora, {}, 22.29e9],
    ['LoRA of rank 64', { ...lora, r: 64 }, {}, 22.55e9],
    ['DoRA of rank 32', { ...lora, use_dora: true }, {}, 24.53e9],
    ['LoRA on feed-forward layers', { r: 10, target_modules: ['gate_proj', 'up_proj', 'down_proj'] }, {}, 24.7e9],
    ['IA³', { peft_type: 'IA3' }, {}, 23.23e9],
    ['a full fine-tune in bf16', { peft_type: 'FULL' }, { trainedPrecision: 'bf16' }, 38.87e9],
  ] as const)('%s lies within its range', (_, fields, more, bytes) => {
    const { low, high } = memory(llama3b, fields, { ...options, ...more }).trainingTotal;
    expect(low).toBeLessThan(bytes);
    expect(high).toBeGreaterThan(bytes);
  });
});

describe('activations', () => {
  const middle = (options: Partial<MemoryOptions>) => {
    const bytes = activationLine(llama3b, { ...defaultMemoryOptions, ...options }).bytes;
    return Math.sqrt(bytes.low * bytes.high);
  };
  it('grow with batch size and length, and without checkpointing', () => {
    expect(middle({ batchSize: 4 }) / middle({})).toBeCloseTo(4, 6);
    expect(middle({ sequenceLength: 4096 }) / middle({ sequenceLength: 2048 })).toBeCloseTo(2, 6);
    expect(middle({ checkpointing: false })).toBeGreaterThan(5 * middle({}));
  });
  it('grow with the square of the length without flash attention', () => {
    const extra = (sequenceLength: number) =>
      middle({ sequenceLength, flashAttention: false }) - middle({ sequenceLength });
    expect(extra(4096) / extra(2048)).toBeCloseTo(4, 6);
  });
  it('and all other lines add up to the total', () => {
    const { training, trainingTotal } = memory(llama3b, lora, { batchSize: 4 });
    const sum = (end: 'low' | 'high') => training.reduce((total, { bytes }) => total + bytes[end], 0);
    expect(sum('low') / trainingTotal.low).toBeCloseTo(1, 6);
    expect(sum('high') / trainingTotal.high).toBeCloseTo(1, 6);
  });
});

describe('files', () => {
  it.each([
    ['rank 32', lora, 36_715_216],
    ['rank 64', { ...lora, r: 64 }, 73_415_408],
    ['DoRA', { ...lora, use_dora: true }, 37_181_760],
    ['feed-forward layers', { r: 10, target_modules: ['gate_proj', 'up_proj', 'down_proj'] }, 37_868_984],
    ['a frozen half', { ...lora, init_lora_weights: 'mica' }, 36_715_216],
    ['VeRA with its projections', { peft_type: 'VERA', r: 256, target_modules: ['q_proj', 'v_proj'] }, 6_821_968],
  ] as const)('of %s have the published size', (_, fields, bytes) => {
    const { low, high } = line(llama3b, fields, {}, 'adapter-file');
    expect(low).toBeLessThanOrEqual(bytes);
    expect(high).toBeGreaterThanOrEqual(bytes);
    expect(high - low).toBeLessThan(0.003 * bytes);
  });
  it('contain full embeddings if they are adapted or resized', () => {
    const mistral = known('Mistral-7B-v0.1', { addedTokens: 27 });
    const { low } = line(
      mistral,
      { r: 64, target_modules: ['q_proj', 'v_proj', 'embed_tokens', 'lm_head'] },
      {},
      'adapter-file',
    );
    expect(low).toBeGreaterThan(4 * 31_886_720 + 2 * 2 * 32027 * 4096);
  });
  it('of the merged model are bf16', () => {
    expect(line(llama2, lora, {}, 'merged-model')).toEqual({ low: 13_476_831_232, high: 13_476_831_232 });
  });
});

describe('accelerators', () => {
  const getFit = (
    model: ModelTree,
    gpu: string,
    options: Partial<MemoryOptions> = {},
    fields: Partial<AdapterConfig> = lora,
  ) => memory(model, fields, options).fits.find(({ gpuId }) => gpuId === gpu);
  it.each([
    ['Llama-3.2-3B', 'rtx-4090', {}, 'one'],
    ['Llama-2-7b-hf', 'rtx-4090', { basePrecision: 'nf4-double' }, 'one'],
    ['Llama-3.3-70B-Instruct', 'rtx-4090', {}, 'several'],
    ['Llama-3.3-70B-Instruct', 'a100-80', { basePrecision: 'nf4-double' }, 'one'],
    ['Llama-3.2-3B', 'rtx-4090', { sequenceLength: 4_000_000 }, 'none'],
  ] as const)('%s on %s with %j: %s', (name, gpu, options, verdict) => {
    expect(getFit(known(name), gpu, options)?.verdict).toBe(verdict);
  });
  it('need enough cards for the sharded weights', () => {
    expect(getFit(known('Llama-3.3-70B-Instruct'), 'a100-80')?.cards).toEqual({ low: 2, high: 3 });
  });
  it('can be changed', () => {
    const model = known('gpt2');
    const own = [
      { id: 'mine', name: 'Mine', vendor: 'other', memoryGB: 1, bf16Tflops: 1, watts: 1, source: 'me' },
    ] as const;
    const counted = count({}, model);
    expect(getResult(estimateMemory(model, counted, defaultMemoryOptions, own)).fits.map(({ gpuId }) => gpuId)).toEqual(
      ['mine'],
    );
    const wrong = estimateMemory(model, counted, defaultMemoryOptions, [{ ...own[0], memoryGB: -1 }]);
    expect(wrong.findings.map(({ field }) => field)).toEqual(['gpus.0.memoryGB']);
  });
  it.each(['4090', 'L20', 'L40S', 'A100 40', 'A100 80', 'A800', 'H20', 'H100', 'H800', 'H200', '910B'])(
    'know the %s',
    (name) => {
      expect(defaultGpus.some((gpu) => gpu.name.includes(name))).toBe(true);
    },
  );
});

describe('my cards', () => {
  const text = (options: Partial<MemoryOptions>, language: Language = 'en') => {
    const { cardsFit } = memory(known('Llama-3.3-70B-Instruct'), lora, options);
    return cardsFit === undefined ? '' : renderMessage(cardsFit.answer, language);
  };
  it('get a plain answer', () => {
    expect(text({ cards: 4, split: 'fsdp' })).toMatch(
      /^Fits 4 × A100 80 GB with FSDP: [\d.]+–[\d.]+ GB of 85\.9 GB \(80 GiB\) per card\.$/,
    );
    expect(text({ cards: 4, split: 'fsdp' }, 'zh-CN')).toMatch(
      /^采用 FSDP 时，4 × A100 80 GB 可以容纳：每张卡需要 .+ GB，可用 85\.9 GB（80 GiB）。$/,
    );
  });
  it('get the cheapest change if the run does not fit', () => {
    expect(text({ cards: 4, split: 'ddp' })).toMatch(/Does not fit .* Cheapest change: ZeRO-3 or FSDP over all cards/);
    expect(text({})).toMatch(/Does not fit 1 × A100 80 GB.* Cheapest change: NF4 base weights \(QLoRA\)/);
    expect(text({ gpuId: 'rtx-4090', basePrecision: 'nf4-double' })).toMatch(/Cheapest change: \d × GeForce RTX 4090/);
  });
  it('share weights and states as the split says', () => {
    const need = (split: MemoryOptions['split']) =>
      memory(llama3b, { peft_type: 'FULL' }, { cards: 4, split }).cardsFit?.perCard.high ?? 0;
    expect(need('ddp')).toBe(need('one'));
    expect(need('zero-2')).toBeLessThan(need('ddp'));
    expect(need('zero-3')).toBeLessThan(need('zero-2'));
    expect(need('fsdp')).toBe(need('zero-3'));
  });
  it('need less with chunked or fused cross-entropy and with paged optimizers', () => {
    const total = (options: Partial<MemoryOptions>) =>
      memory(llama3b, { peft_type: 'FULL' }, options).trainingTotal.high;
    expect(total({ loss: 'chunked' })).toBeLessThan(total({}));
    expect(total({ loss: 'fused' })).toBeLessThan(total({ loss: 'chunked' }));
    expect(line(llama3b, lora, { optimizer: 'paged-adamw' }, 'optimizer').low).toBe(0);
    expect(total({ optimizer: 'paged-adamw-8bit' })).toBeLessThan(total({ optimizer: 'paged-adamw' }));
  });
});

describe('invalid options', () => {
  const gpt2 = known('gpt2');
  it.each([
    [{ batchSize: 0 }, 'invalid-number'],
    [{ batchSize: 1.5 }, 'invalid-number'],
    [{ sequenceLength: Number.NaN }, 'invalid-number'],
    [{ sequenceLength: -1 }, 'invalid-number'],
    [{ cards: 0 }, 'invalid-number'],
    [{ cards: 2.5 }, 'invalid-number'],
  ])('%j', (options, code) => {
    expect(getErrors(estimateMemory(gpt2, count({}, gpt2), { ...defaultMemoryOptions, ...options }))).toEqual([code]);
  });
  it('are at fields of the estimate, where their message is shown once', () => {
    const options = {
      ...defaultMemoryOptions,
      batchSize: 0,
      sequenceLength: 1e99,
      cards: -1,
      basePrecision: 'nf4',
    } as const;
    const [card, ...others] = defaultGpus;
    if (card === undefined) throw new Error('There are no cards.');
    const full = count({ peft_type: 'FULL' }, gpt2);
    const { findings } = estimateMemory(gpt2, full, options, [{ ...card, memoryGB: 0 }, ...others]);
    const fields = findings.map(({ field }) => field);
    expect(fields).toEqual(['batchSize', 'sequenceLength', 'cards', 'basePrecision', 'gpus.0.memoryGB']);
    expect(fields.every(isMemoryField)).toBe(true);
    expect(['r', 'target_modules', 'lora_alpha', ''].some(isMemoryField)).toBe(false);
  });
  it('a full fine-tune of quantised weights', () => {
    const full = count({ peft_type: 'FULL' }, gpt2);
    expect(getErrors(estimateMemory(gpt2, full, { ...defaultMemoryOptions, basePrecision: 'nf4' }))).toEqual([
      'conflicting-options',
    ]);
  });
});
