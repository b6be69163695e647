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
import { errorsOf, modelOf, resultOf, warningsOf } from './support.ts';

const lora: AdapterConfig = {
  peft_type: 'LORA',
  task_type: 'CAUSAL_LM',
  r: 64,
  lora_alpha: 128,
  lora_dropout: 0.05,
  target_modules: ['q_proj', 'v_proj'],
};

const setupOf = (adapter: Partial<AdapterConfig> = {}, more: Partial<TrainingSetup> = {}): TrainingSetup => ({
  ...defaultSetup,
  model: 'mistralai/Mistral-7B-v0.1',
  adapter: { ...lora, ...adapter },
  ...more,
});

const write = (format: TrainingFormat, setup: TrainingSetup) => resultOf(writeTraining(format, setup));

describe('a configuration that is written and read back', () => {
  const setups: readonly (readonly [string, TrainingSetup])[] = [
    ['plain', setupOf()],
    ['all-linear', setupOf({ target_modules: 'all-linear' })],
    ['saved modules', setupOf({ modules_to_save: ['embed_tokens', 'lm_head'] })],
    ['DoRA and rsLoRA', setupOf({ use_dora: true, use_rslora: true })],
    ['no dropout', setupOf({ lora_dropout: 0 })],
  ];
  const cases = trainingFormats.flatMap((format) => setups.map(([name, setup]) => [format, name, setup] as const));
  it.each(cases)('%s, %s: trains the same', (format, _, setup) => {
    const text = write(format, setup);
    const { format: found, setup: back } = resultOf(readTraining(text));
    expect(found).toBe(format);
    expect(back.model).toBe(setup.model);
    expect(back.adapter).toEqual(setup.adapter);
    const counted = (adapter: AdapterConfig) => resultOf(countAdapter(modelOf(), adapter)).line;
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
  it.each(['llamafactory', 'axolotl', 'ms-swift'] as const)('%s: the run is the same', (format) => {
    const setup = setupOf({}, run);
    expect(resultOf(readTraining(write(format, setup))).setup).toMatchObject(setup);
  });
  it.each(['bf16', 'fp32', 'int8', 'nf4-double'] as const)('keeps weights in %s', (basePrecision) => {
    for (const format of ['llamafactory', 'axolotl', 'ms-swift'] as const) {
      expect(resultOf(readTraining(write(format, setupOf({}, { basePrecision })))).setup.basePrecision).toBe(
        basePrecision,
      );
    }
  });
  it.each(['llamafactory', 'axolotl', 'ms-swift'] as const)('%s: a full fine-tune', (format) => {
    const full: TrainingSetup = { ...setupOf(), adapter: { peft_type: 'FULL' } };
    expect(resultOf(readTraining(write(format, full))).setup.adapter.peft_type).toBe('FULL');
  });
});

describe('what is written', () => {
  it('is Python that PEFT takes', () => {
    const text = write(
      'peft-python',
      setupOf({ use_dora: true, rank_pattern: { q_proj: 4 }, target_modules: ['a"b'] }),
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
    expect(write('peft-python', setupOf({ peft_type }))).toContain(`config = ${name}(`);
  });
  it('has the numbers LLaMA-Factory reads', () => {
    expect(parse(write('llamafactory', setupOf({ modules_to_save: ['lm_head'] })))).toMatchObject({
      finetuning_type: 'lora',
      lora_rank: 64,
      lora_alpha: 128,
      lora_target: 'q_proj,v_proj',
      additional_target: 'lm_head',
    });
  });
  it('has the numbers Axolotl reads', () => {
    expect(
      parse(write('axolotl', setupOf({ layers_to_transform: [0, 1] }, { basePrecision: 'nf4-double' }))),
    ).toMatchObject({
      adapter: 'qlora',
      load_in_4bit: true,
      lora_r: 64,
      lora_target_modules: ['q_proj', 'v_proj'],
      peft_layers_to_transform: [0, 1],
    });
  });
  it('quotes what a shell would take apart', () => {
    const text = write('ms-swift', setupOf({ target_modules: '.*\\.(q|v)_proj' }, { output: "it's here" }));
    expect(text).toContain(`--target_regex '.*\\.(q|v)_proj'`);
    expect(text).toContain(`--output_dir 'it'\\''s here'`);
    expect(resultOf(readTraining(text)).setup).toMatchObject({
      output: "it's here",
      adapter: { target_modules: '.*\\.(q|v)_proj' },
    });
  });
});

describe('what a format cannot express', () => {
  it.each([
    ['llamafactory', { target_modules: '.*q_proj' }, 'target_modules'],
    ['llamafactory', { rank_pattern: { q_proj: 4 } }, 'rank_pattern'],
    ['llamafactory', { layers_to_transform: [1] }, 'layers_to_transform'],
    ['llamafactory', { bias: 'all' }, 'bias'],
    ['llamafactory', { peft_type: 'IA3' }, 'peft_type'],
    ['axolotl', { rank_pattern: { q_proj: 4 } }, 'rank_pattern'],
    ['axolotl', { lora_fa: true }, 'lora_fa'],
    ['ms-swift', { exclude_modules: ['lm_head'] }, 'exclude_modules'],
    ['ms-swift', { bias: 'lora_only' }, 'bias'],
    ['ms-swift', { peft_type: 'LOKR' }, 'peft_type'],
  ] as const)('%s refuses %j at %s', (format, adapter, field) => {
    const outcome = writeTraining(format, setupOf(adapter));
    expect(outcome.ok).toBe(false);
    expect(outcome.findings.map((finding) => [finding.code, finding.field])).toContainEqual(['not-expressible', field]);
  });
  it('is said where it changes no count', () => {
    expect(warningsOf(writeTraining('llamafactory', setupOf({}, { basePrecision: 'fp8' })).findings)).toEqual([
      'not-expressible',
    ]);
    expect(warningsOf(writeTraining('adapter-config', setupOf({ lora_fa: true })).findings)).toEqual([
      'not-expressible',
    ]);
  });
  it.each(['peft-python', 'adapter-config'] as const)('%s has no full fine-tune', (format) => {
    expect(errorsOf(writeTraining(format, { ...setupOf(), adapter: { peft_type: 'FULL' } }))).toEqual([
      'not-expressible',
    ]);
  });
});

describe('files that others wrote', () => {
  it('takes LLaMA-Factory’s defaults', () => {
    const { setup } = resultOf(
      readTraining('model_name_or_path: Qwen/Qwen3-8B\nfinetuning_type: lora\nlora_rank: 16\nlora_target: all\n'),
    );
    expect(setup.adapter).toMatchObject({ r: 16, lora_alpha: 32, target_modules: 'all-linear' });
  });
  it('takes an adapter_config.json as PEFT saves it', () => {
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
    expect(resultOf(outcome).setup).toMatchObject({ model: 'a/b', adapter: lora });
  });
  it('takes the arguments ms-swift leaves behind', () => {
    const { setup, format } = resultOf(
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
  it('takes a command line with variables, comments and continued lines', () => {
    const text =
      '# my run\nCUDA_VISIBLE_DEVICES=0 \\\nswift sft \\\n  --model "a b" \\\n  --lora_rank=16 \\\n  --target_modules q_proj \'v_proj\'\n';
    expect(resultOf(readTraining(text)).setup).toMatchObject({
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
    expect(errorsOf(readTraining(text))).toContain(code);
  });
  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const outcome = readTraining(text);
        expect(outcome.ok || errorsOf(outcome).length > 0).toBe(true);
      }),
    );
  });
});

describe('a sweep of ranks', () => {
  const sweep = rankSweep(setupOf({}, { dataset: 'split.jsonl', output: 'out' }));
  it('has one setup a rank over one split and one seed', () => {
    expect(sweep.map(({ adapter }) => adapter.r)).toEqual([8, 16, 32, 64]);
    expect(new Set(sweep.map(({ dataset, seed }) => `${dataset} ${seed}`)).size).toBe(1);
    expect(sweep.map(({ output }) => output)).toEqual(['out-r8', 'out-r16', 'out-r32', 'out-r64']);
  });
  it('keeps the ratio of alpha and rank', () => {
    expect(sweep.map(({ adapter }) => adapter.lora_alpha)).toEqual([16, 32, 64, 128]);
  });
  it('sweeps the rank AdaLoRA starts with', () => {
    expect(rankSweep(setupOf({ peft_type: 'ADALORA' }), [4])[0]?.adapter.init_r).toBe(4);
  });
});

describe('words of a shell', () => {
  it('come back as they were quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 })), (words) => {
        expect(shellWords(words.map(shellQuote).join(' '))).toEqual(words);
      }),
    );
  });
});
