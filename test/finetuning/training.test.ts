import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  type AdapterConfig,
  countAdapter,
  defaultSetup,
  rankSweep,
  readTraining,
  type TrainingFormat,
  type TrainingSetup,
  trainingFormats,
  writeTraining,
} from '../../src/finetuning/index.ts';
import { shellQuote, shellWords } from '../../src/finetuning/training/shellWords.ts';
import { getErrors, getModel, getResult, getWarnings } from './support.ts';

const lora: AdapterConfig = {
  peft_type: 'LORA',
  task_type: 'CAUSAL_LM',
  r: 64,
  lora_alpha: 128,
  lora_dropout: 0.05,
  target_modules: ['q_proj', 'v_proj'],
};

const createSetup = (adapter: Partial<AdapterConfig> = {}, more: Partial<TrainingSetup> = {}): TrainingSetup => ({
  ...defaultSetup,
  model: 'mistralai/Mistral-7B-v0.1',
  adapter: { ...lora, ...adapter },
  ...more,
});

const write = (format: TrainingFormat, setup: TrainingSetup) => getResult(writeTraining(format, setup));

describe('a configuration after writing and reading', () => {
  const setups: readonly (readonly [string, TrainingSetup])[] = [
    ['plain', createSetup()],
    ['all-linear', createSetup({ target_modules: 'all-linear' })],
    ['saved modules', createSetup({ modules_to_save: ['embed_tokens', 'lm_head'] })],
    ['DoRA and rsLoRA', createSetup({ use_dora: true, use_rslora: true })],
    ['no dropout', createSetup({ lora_dropout: 0 })],
  ];
  const cases = trainingFormats.flatMap((format) => setups.map(([name, setup]) => [format, name, setup] as const));
  it.each(cases)('%s, %s: trains the same', (format, _, setup) => {
    const text = write(format, setup);
    const { format: found, setup: back } = getResult(readTraining(text));
    expect(found).toBe(format);
    expect(back.model).toBe(setup.model);
    expect(back.adapter).toEqual(setup.adapter);
    const counted = (adapter: AdapterConfig) => getResult(countAdapter(getModel(), adapter)).line;
    expect(counted(back.adapter)).toBe(counted(setup.adapter));
  });

  const run = {
    dataset: 'data/shots.jsonl',
    output: 'out folder',
    basePrecision: 'nf4-double',
    optimizer: 'adamw-8bit',
    epochs: 2,
    learningRate: 2e-4,
    batchSize: 4,
    gradientAccumulation: 16,
    sequenceLength: 4096,
    checkpointing: true,
    seed: 7,
  } as const;
  it.each(['llamafactory', 'axolotl', 'ms-swift', 'trl', 'unsloth'] as const)('%s: the run is the same', (format) => {
    const setup = createSetup({}, run);
    // LLaMA-Factory refers to a dataset by the name in dataset_info.json.
    const dataset = format === 'llamafactory' ? 'shots' : run.dataset;
    expect(getResult(readTraining(write(format, setup))).setup).toMatchObject({ ...setup, dataset });
  });
  it.each(['bf16', 'fp32', 'int8', 'nf4-double'] as const)('keeps weights in %s', (basePrecision) => {
    for (const format of ['llamafactory', 'axolotl', 'ms-swift', 'trl', 'unsloth'] as const) {
      expect(getResult(readTraining(write(format, createSetup({}, { basePrecision })))).setup.basePrecision).toBe(
        basePrecision,
      );
    }
  });
  it.each(['llamafactory', 'axolotl', 'ms-swift', 'trl'] as const)('%s: a full fine-tune', (format) => {
    const full: TrainingSetup = { ...createSetup(), adapter: { peft_type: 'FULL' } };
    expect(getResult(readTraining(write(format, full))).setup.adapter.peft_type).toBe('FULL');
  });
});

describe('a written configuration', () => {
  it('is valid Python for PEFT', () => {
    const text = write(
      'peft-python',
      createSetup({ use_dora: true, rank_pattern: { q_proj: 4 }, target_modules: ['a"b'] }),
    );
    expect(text).toContain('from peft import LoraConfig, get_peft_model');
    expect(text).toContain('    use_dora=True,');
    expect(text).toContain('    rank_pattern={"q_proj": 4},');
    expect(text).toContain('    target_modules=["a\\"b"],');
  });
  it.each([
    ['ADALORA', 'AdaLoraConfig'],
    ['VERA', 'VeraConfig'],
    ['IA3', 'IA3Config'],
    ['LOHA', 'LoHaConfig'],
    ['LOKR', 'LoKrConfig'],
    ['LN_TUNING', 'LNTuningConfig'],
    ['TRAINABLE_TOKENS', 'TrainableTokensConfig'],
  ] as const)('names the class of %s', (peft_type, name) => {
    expect(write('peft-python', createSetup({ peft_type }))).toContain(`config = ${name}(`);
  });
  it('contains the fields of LLaMA-Factory', () => {
    expect(parse(write('llamafactory', createSetup({ modules_to_save: ['lm_head'] })))).toMatchObject({
      finetuning_type: 'lora',
      lora_rank: 64,
      lora_alpha: 128,
      lora_target: 'q_proj,v_proj',
      additional_target: 'lm_head',
    });
  });
  it('contains the fields of Axolotl', () => {
    expect(
      parse(write('axolotl', createSetup({ layers_to_transform: [0, 1] }, { basePrecision: 'nf4-double' }))),
    ).toMatchObject({
      adapter: 'qlora',
      load_in_4bit: true,
      lora_r: 64,
      lora_target_modules: ['q_proj', 'v_proj'],
      peft_layers_to_transform: [0, 1],
    });
  });
  it('quotes shell metacharacters', () => {
    const text = write('ms-swift', createSetup({ target_modules: '.*\\.(q|v)_proj' }, { output: "it's here" }));
    expect(text).toContain(`--target_regex '.*\\.(q|v)_proj'`);
    expect(text).toContain(`--output_dir 'it'\\''s here'`);
    expect(getResult(readTraining(text)).setup).toMatchObject({
      output: "it's here",
      adapter: { target_modules: '.*\\.(q|v)_proj' },
    });
  });
});

describe('a setting that a format does not support', () => {
  it.each([
    ['llamafactory', { target_modules: '.*q_proj' }, 'target_modules'],
    ['llamafactory', { rank_pattern: { q_proj: 4 } }, 'rank_pattern'],
    ['llamafactory', { layers_to_transform: [1] }, 'layers_to_transform'],
    ['llamafactory', { bias: 'all' }, 'bias'],
    ['llamafactory', { peft_type: 'IA3' }, 'peft_type'],
    ['axolotl', { exclude_modules: ['lm_head'] }, 'exclude_modules'],
    ['unsloth', { layer_replication: [[0, 4]] }, 'layer_replication'],
    ['unsloth', { target_modules: ['lm_head'] }, 'target_modules'],
    ['trl', { task_type: 'SEQ_CLS' }, 'task_type'],
    ['axolotl', { lora_fa: true }, 'lora_fa'],
    ['ms-swift', { exclude_modules: ['lm_head'] }, 'exclude_modules'],
    ['ms-swift', { bias: 'lora_only' }, 'bias'],
    ['ms-swift', { peft_type: 'LOKR' }, 'peft_type'],
  ] as const)('%s refuses %j at %s', (format, adapter, field) => {
    const outcome = writeTraining(format, createSetup(adapter));
    expect(outcome.ok).toBe(false);
    expect(outcome.findings.map((finding) => [finding.code, finding.field])).toContainEqual(['not-expressible', field]);
  });
  it('is a warning if it does not change the count', () => {
    expect(getWarnings(writeTraining('llamafactory', createSetup({}, { basePrecision: 'fp8' })).findings)).toEqual([
      'not-expressible',
    ]);
    expect(getWarnings(writeTraining('adapter-config', createSetup({ lora_fa: true })).findings)).toEqual([
      'not-expressible',
    ]);
  });
  it.each(['peft-python', 'adapter-config'] as const)('%s has no full fine-tune', (format) => {
    expect(getErrors(writeTraining(format, { ...createSetup(), adapter: { peft_type: 'FULL' } }))).toEqual([
      'not-expressible',
    ]);
  });
});

describe('files of other tools', () => {
  it('uses LLaMA-Factory’s defaults', () => {
    const { setup } = getResult(
      readTraining('model_name_or_path: Qwen/Qwen3-8B\nfinetuning_type: lora\nlora_rank: 16\nlora_target: all\n'),
    );
    expect(setup.adapter).toMatchObject({ r: 16, lora_alpha: 32, target_modules: 'all-linear' });
  });
  it('reads an adapter_config.json of PEFT', () => {
    const file = {
      ...lora,
      base_model_name_or_path: 'a/b',
      megatron_config: null,
      layers_pattern: null,
      loftq_config: {},
      peft_version: '0.18.0',
      inference_mode: true,
    };
    const outcome = readTraining(JSON.stringify(file));
    expect(outcome.findings).toEqual([]);
    expect(getResult(outcome).setup).toMatchObject({ model: 'a/b', adapter: lora });
  });
  it('reads args.json of ms-swift', () => {
    const { setup, format } = getResult(
      readTraining(
        JSON.stringify({
          model: 'a/b',
          train_type: 'lora',
          lora_rank: 8,
          lora_alpha: 32,
          target_modules: ['all-linear'],
          dataset: ['x.jsonl'],
        }),
      ),
    );
    expect([format, setup.dataset, setup.adapter.target_modules]).toEqual(['ms-swift', 'x.jsonl', 'all-linear']);
  });
  it('reads a command line with variables, comments and continued lines', () => {
    const text =
      '# my run\nCUDA_VISIBLE_DEVICES=0 \\\nswift sft \\\n  --model "a b" \\\n  --lora_rank=16 \\\n  --target_modules q_proj \'v_proj\'\n';
    expect(getResult(readTraining(text)).setup).toMatchObject({
      model: 'a b',
      adapter: { r: 16, target_modules: ['q_proj', 'v_proj'] },
    });
  });
  it.each([
    ['nothing', '', 'unreadable-config'],
    ['prose', 'hello world', 'unreadable-config'],
    ['broken YAML', 'a: [1\nb: }', 'unreadable-config'],
    ['another YAML', 'name: CI\non: push\n', 'unreadable-config'],
    ['Python without a configuration', 'import os\nprint("hello")', 'unreadable-config'],
    ['a rank of text', 'finetuning_type: lora\nlora_rank: many\n', 'invalid-field'],
    ['rank 0', JSON.stringify({ peft_type: 'LORA', r: 0 }), 'rank-not-positive'],
    ['an unknown method', JSON.stringify({ peft_type: 'P_TUNING' }), 'unsupported-method'],
    [
      'aliases that multiply',
      'a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n',
      'unreadable-config',
    ],
  ])('refuses %s', (_, text, code) => {
    expect(getErrors(readTraining(text))).toContain(code);
  });
  it('says where YAML is broken', () => {
    const outcome = readTraining('lora_rank: 8\nlora_target: [q_proj\nb: 2\n');
    expect(outcome.ok ? undefined : outcome.findings[0]?.message).toMatchObject({
      args: { reason: expect.stringMatching(/ at line [23], column \d+$/) },
    });
  });
  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const outcome = readTraining(text);
        expect(outcome.ok || getErrors(outcome).length > 0).toBe(true);
      }),
    );
  });
});

describe('a sweep of ranks', () => {
  const sweep = rankSweep(createSetup({}, { dataset: 'split.jsonl', output: 'out' }));
  it('has one setup per rank with the same dataset and seed', () => {
    expect(sweep.map(({ adapter }) => adapter.r)).toEqual([8, 16, 32, 64]);
    expect(new Set(sweep.map(({ dataset, seed }) => `${dataset} ${seed}`)).size).toBe(1);
    expect(sweep.map(({ output }) => output)).toEqual(['out-r8', 'out-r16', 'out-r32', 'out-r64']);
  });
  it('keeps the ratio of alpha to rank', () => {
    expect(sweep.map(({ adapter }) => adapter.lora_alpha)).toEqual([16, 32, 64, 128]);
  });
  it('changes init_r of AdaLoRA', () => {
    expect(rankSweep(createSetup({ peft_type: 'ADALORA' }), [4])[0]?.adapter.init_r).toBe(4);
  });
});

describe('shell words', () => {
  it('are the same after quoting and parsing', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 })), (words) => {
        expect(shellWords(words.map(shellQuote).join(' '))).toEqual(words);
      }),
    );
  });
});
