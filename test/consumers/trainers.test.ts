import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type AdapterConfig,
  buildModel,
  countAdapter,
  defaultSetup,
  findCatalogueModel,
  type TrainingFormat,
  type TrainingSetup,
  trainingFormatInfo,
  writeTraining,
} from '../../src/finetuning/index.ts';
import { replaceTable } from './support/documentation.ts';
import { AXOLOTL, LLAMA_FACTORY, MS_SWIFT, PEFT, TRL } from './support/environments.ts';
import { type EnvironmentRequest, preparePython, runPython } from './support/python.ts';

const script = fileURLToPath(new URL('./acceptTraining.py', import.meta.url));

const trainers: readonly (readonly [format: TrainingFormat, environment: EnvironmentRequest])[] = [
  ['llamafactory', LLAMA_FACTORY],
  ['axolotl', AXOLOTL],
  ['ms-swift', MS_SWIFT],
  ['trl', TRL],
  ['unsloth', TRL],
];

interface Setting {
  readonly model: string;
  readonly adapter: AdapterConfig;
  readonly run?: Partial<TrainingSetup>;
}

const names = ['q_proj', 'v_proj'];

/** Settings that every format can express, or rejects with an error of its own. */
const settings: Readonly<Record<string, Setting>> = {
  'two targets': {
    model: 'Qwen/Qwen3-8B',
    adapter: { peft_type: 'LORA', r: 16, lora_alpha: 32, target_modules: names },
  },
  'all linear layers': {
    model: 'meta-llama/Llama-3.2-3B',
    adapter: { peft_type: 'LORA', r: 8, target_modules: 'all-linear' },
  },
  DoRA: { model: 'Qwen/Qwen3-8B', adapter: { peft_type: 'LORA', r: 8, target_modules: names, use_dora: true } },
  rsLoRA: { model: 'Qwen/Qwen3-8B', adapter: { peft_type: 'LORA', r: 8, target_modules: names, use_rslora: true } },
  'ranks by pattern': {
    model: 'mistralai/Mistral-7B-v0.1',
    adapter: { peft_type: 'LORA', r: 8, target_modules: names, rank_pattern: { q_proj: 32 } },
  },
  'alpha by pattern': {
    model: 'Qwen/Qwen3-0.6B',
    adapter: { peft_type: 'LORA', r: 8, target_modules: names, alpha_pattern: { v_proj: 64 } },
  },
  'some layers': {
    model: 'Qwen/Qwen3-0.6B',
    adapter: { peft_type: 'LORA', r: 8, target_modules: names, layers_to_transform: [0, 1, 5] },
  },
  'repeated layers': {
    model: 'TinyLlama/TinyLlama-1.1B-Chat-v1.0',
    adapter: {
      peft_type: 'LORA',
      r: 8,
      target_modules: names,
      layer_replication: [
        [0, 16],
        [8, 22],
      ],
    },
  },
  'tied embeddings': {
    model: 'Qwen/Qwen3-0.6B',
    adapter: { peft_type: 'LORA', r: 8, target_modules: ['q_proj', 'embed_tokens'], ensure_weight_tying: true },
  },
  'trainable tokens': {
    model: 'Qwen/Qwen3-8B',
    adapter: { peft_type: 'LORA', r: 8, target_modules: names, trainable_token_indices: [1, 2, 3] },
  },
  'fused experts': {
    model: 'openai/gpt-oss-20b',
    adapter: {
      peft_type: 'LORA',
      r: 8,
      target_modules: names,
      target_parameters: ['mlp.experts.gate_up_proj', 'mlp.experts.down_proj'],
    },
  },
  'excluded modules': {
    model: 'Qwen/Qwen3-8B',
    adapter: { peft_type: 'LORA', r: 8, target_modules: 'all-linear', exclude_modules: ['down_proj'] },
  },
  'a pattern': {
    model: 'Qwen/Qwen3-8B',
    adapter: { peft_type: 'LORA', r: 8, target_modules: String.raw`.*\.(?:0|7)\.self_attn\.[qk]_proj` },
  },
  biases: {
    model: 'EleutherAI/pythia-1.4b',
    adapter: { peft_type: 'LORA', r: 8, target_modules: ['query_key_value'], bias: 'all' },
  },
  'saved embeddings': {
    model: 'mistralai/Mistral-7B-v0.1',
    adapter: { peft_type: 'LORA', r: 8, target_modules: names, modules_to_save: ['embed_tokens', 'lm_head'] },
  },
  'full fine-tuning': { model: 'Qwen/Qwen3-0.6B', adapter: { peft_type: 'FULL' } },
  AdaLoRA: {
    model: 'mistralai/Mistral-7B-v0.1',
    adapter: { peft_type: 'ADALORA', init_r: 12, total_step: 1000, target_modules: names },
  },
  VeRA: {
    model: 'mistralai/Mistral-7B-v0.1',
    adapter: { peft_type: 'VERA', r: 64, target_modules: ['q_proj', 'o_proj'] },
  },
  QLoRA: {
    model: 'Qwen/Qwen3-8B',
    adapter: { peft_type: 'LORA', r: 16, target_modules: names },
    run: { basePrecision: 'nf4-double', optimizer: 'paged-adamw-8bit' },
  },
  'linear layers of a vision model': {
    model: 'Qwen/Qwen2.5-VL-7B-Instruct',
    adapter: { peft_type: 'LORA', r: 8, target_modules: 'all-linear' },
  },
  'language model of a vision model': {
    model: 'google/gemma-3-4b-it',
    adapter: { peft_type: 'LORA', r: 8, target_modules: names, exclude_modules: '.*vision_tower.*' },
  },
  classification: {
    model: 'mistralai/Mistral-7B-v0.1',
    adapter: { peft_type: 'LORA', r: 8, target_modules: names, task_type: 'SEQ_CLS' },
  },
};

interface Answer {
  readonly id: string;
  readonly rank?: number;
  readonly targets?: unknown;
  readonly trainable?: number | null;
  readonly error?: string;
}

interface WrittenFile {
  readonly text: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly head: string;
  /** Trained parameters; `null` for a full fine-tune. */
  readonly trainable: number | null;
}

/** The files of a format; settings that it rejects have none. */
function writeFiles(format: TrainingFormat): ReadonlyMap<string, WrittenFile> {
  const files = new Map<string, WrittenFile>();
  for (const [id, { model, adapter, run }] of Object.entries(settings)) {
    const config = findCatalogueModel(model)?.config ?? {};
    const isClassifier = adapter.task_type === 'SEQ_CLS';
    const built = buildModel(config, { transformers: 5, ...(isClassifier ? { taskType: 'SEQ_CLS' } : {}) });
    if (!built.ok) throw new Error(`${model} is not in the catalogue`);
    const counted = countAdapter(built.value, adapter);
    if (!counted.ok) throw new Error(`${id} cannot be counted`);
    const setup: TrainingSetup = { ...defaultSetup, model, dataset: 'data.json', adapter, ...run };
    const written = writeTraining(format, setup, built.value);
    if (!written.ok) continue;
    const isMultimodal = built.value.multimodal !== undefined;
    const head = isClassifier ? 'SequenceClassification' : isMultimodal ? 'ImageTextToText' : 'CausalLM';
    const trainable = adapter.peft_type === 'FULL' ? null : counted.value.trainable;
    files.set(id, { text: written.value, config, head, trainable });
  }
  return files;
}

/** What was accepted, by trainer. */
const accepted: (readonly [format: TrainingFormat, environment: EnvironmentRequest, settings: readonly string[]])[] =
  [];

afterAll(async () => {
  if (accepted.length < trainers.length) return;
  const rows = accepted.map(([format, { packages }, kinds]) => {
    // Unsloth needs a GPU: its arguments are those of PEFT.
    const counters = format === 'unsloth' ? PEFT.packages.filter((name) => name.startsWith('peft')) : packages;
    const version = counters.map((name) => name.replace('==', ' ')).join(', ');
    return [trainingFormatInfo[format].title, version, String(kinds.length), kinds.join(', ')];
  });
  const lines = (head: string) => [head, '| --- | --- | ---: | --- |', ...rows.map((row) => `| ${row.join(' | ')} |`)];
  await replaceTable('trainers', {
    en: lines('| Format | Counted by | Files with equal counts | Settings |'),
    'zh-CN': lines('| 格式 | 计数者 | 参数量一致的文件数 | 设置 |'),
  });
});

describe.each(trainers)('%s', (format, environment) => {
  it('accepts every written file and trains what was counted', async (test) => {
    const prepared = await preparePython(environment);
    if (!prepared.ok) {
      console.log(`Skipped: no Python environment for ${prepared.reason}`);
      return test.skip();
    }
    const files = writeFiles(format);
    expect(files.size).toBeGreaterThanOrEqual(6);
    const requests = [...files].map(([id, { text, config, head }]) => {
      return JSON.stringify({ id, trainer: format, text, config, head });
    });
    const cwd = await mkdtemp(join(tmpdir(), 'sop-shots-trainer-'));
    const output = await runPython(prepared.python, script, requests.join('\n'), { cwd });
    await rm(cwd, { recursive: true, force: true });
    const answers = output.split('\n').flatMap((line): readonly Answer[] => {
      return line.startsWith('answer ') ? [JSON.parse(line.slice('answer '.length))] : [];
    });
    expect(answers.filter(({ error }) => error !== undefined)).toEqual([]);
    const expected = [...files].map(([id, { trainable }]) => [id, trainable]);
    expect(answers.map(({ id, trainable }) => [id, trainable])).toEqual(expected);
    console.log(`${format}: ${answers.length} files accepted: ${[...files.keys()].join(', ')}`);
    accepted.push([format, environment, [...files.keys()]]);
    const plain = answers.find(({ id }) => id === 'two targets');
    expect(plain).toMatchObject({ id: 'two targets', rank: 16, targets: names });
  });
});
