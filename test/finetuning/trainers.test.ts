import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderMessage } from '../../src/core/index.ts';
import {
  type AdapterConfig,
  buildModel,
  countAdapter,
  defaultSetup,
  findCatalogueModel,
  getCompanionFile,
  readTraining,
  type TrainingFormat,
  trainingFormatInfo,
  trainingFormats,
  writeTraining,
} from '../../src/finetuning/index.ts';
import { swiftArguments } from '../../src/finetuning/training/msSwift.ts';
import { getErrors, getModel, getResult, getWarnings } from './support.ts';

const llama = {
  model_type: 'llama',
  architectures: ['LlamaForCausalLM'],
  hidden_size: 64,
  intermediate_size: 176,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  vocab_size: 500,
};

const multimodal = {
  model_type: 'gemma3',
  architectures: ['Gemma3ForConditionalGeneration'],
  text_config: {
    hidden_size: 64,
    intermediate_size: 128,
    num_hidden_layers: 2,
    num_attention_heads: 4,
    num_key_value_heads: 2,
    head_dim: 16,
    vocab_size: 300,
  },
  vision_config: {
    hidden_size: 48,
    intermediate_size: 96,
    num_hidden_layers: 2,
    num_attention_heads: 4,
    image_size: 28,
    patch_size: 14,
    vision_use_head: false,
  },
};

const lora = { peft_type: 'LORA', task_type: 'CAUSAL_LM', r: 4, lora_alpha: 8 } as const;

const write = (format: TrainingFormat, adapter: AdapterConfig, config?: object, dataset?: string) =>
  writeTraining(
    format,
    { ...defaultSetup, model: 'org/model', adapter, ...(dataset === undefined ? {} : { dataset }) },
    config === undefined ? undefined : getResult(buildModel(config)),
  );

const trainerFormats = trainingFormats.filter((format) => !trainingFormatInfo[format].hasDefaultTargets);

describe('default targets', () => {
  it.each(trainerFormats)('are written as names for %s', (format) => {
    const text = getResult(write(format, lora, llama));
    expect(getResult(readTraining(text)).setup.adapter.target_modules).toEqual(['q_proj', 'v_proj']);
  });
  it.each(trainerFormats)('are an error for %s if the model is unknown', (format) => {
    expect(getErrors(write(format, lora))).toEqual(['no-default-targets']);
  });
  it('may be omitted for PEFT', () => {
    expect(getResult(write('peft-python', lora))).not.toContain('target_modules');
  });
});

describe('a written file', () => {
  const adapters: readonly AdapterConfig[] = [
    lora,
    { ...lora, target_modules: 'all-linear' },
    { ...lora, target_modules: '.*\\.(q|o)_proj' },
    { ...lora, target_modules: ['down_proj'], exclude_modules: ['o_proj'] },
  ];
  const cases = trainingFormats.flatMap((format) => adapters.map((adapter) => [format, adapter] as const));
  it.each(cases)('for %s trains what was counted: %j', (format, adapter) => {
    const model = getResult(buildModel(llama));
    const written = writeTraining(format, { ...defaultSetup, model: 'org/model', adapter }, model);
    const back = getResult(readTraining(getResult(written))).setup.adapter;
    expect(getResult(countAdapter(model, back)).line).toBe(getResult(countAdapter(model, adapter)).line);
  });
  it('is an error if the format cannot select the modules', () => {
    const only = { ...lora, target_modules: 'model\\.layers\\.1\\.self_attn\\.q_proj' };
    expect(getErrors(write('llamafactory', only, llama))).toEqual(['not-expressible']);
  });
});

describe('ms-swift 4', () => {
  const options = (adapter: AdapterConfig) => swiftArguments(getResult(write('ms-swift', adapter, llama)));
  it('has tuner_type', () => {
    expect(options(lora)).toMatchObject({ tuner_type: 'lora', target_modules: ['q_proj', 'v_proj'] });
    expect(options(lora)).not.toHaveProperty('train_type');
  });
  it('has the ranks of AdaLoRA', () => {
    const adaLora: AdapterConfig = { ...lora, peft_type: 'ADALORA', init_r: 9, target_r: 5, tinit: 20 };
    expect(options(adaLora)).toMatchObject({ adalora_init_r: '9', adalora_target_r: '5', adalora_tinit: '20' });
  });
  it.each([true, false, 'olora'])('has init_weights %s', (init_lora_weights) => {
    const outcome = write('ms-swift', { ...lora, init_lora_weights }, llama);
    expect(outcome.findings).toEqual([]);
    expect(getResult(readTraining(getResult(outcome))).setup.adapter).toMatchObject({ init_lora_weights });
  });
  it('reads train_type of earlier versions', () => {
    const text = 'swift sft --train_type lora --model a/b --lora_rank 4 --target_modules q_proj';
    expect(getResult(readTraining(text)).setup.adapter).toMatchObject({ r: 4, target_modules: ['q_proj'] });
  });
});

describe('a classification task', () => {
  const classification: AdapterConfig = { ...lora, task_type: 'SEQ_CLS', target_modules: ['q_proj'] };
  it.each(['llamafactory', 'trl', 'unsloth'] as const)('is an error for %s', (format) => {
    expect(write(format, classification, llama).findings).toContainEqual(
      expect.objectContaining({ code: 'not-expressible', field: 'task_type', severity: 'error' }),
    );
  });
  it('has its own settings in ms-swift and Axolotl', () => {
    const swift = getResult(write('ms-swift', classification, { ...llama, num_labels: 3 }));
    expect(swiftArguments(swift)).toMatchObject({ task_type: 'seq_cls', num_labels: '2' });
    expect(parse(getResult(write('axolotl', classification)))).toMatchObject({
      model_type: 'AutoModelForSequenceClassification',
      num_labels: 2,
    });
    expect(getResult(readTraining(swift)).setup.adapter.task_type).toBe('SEQ_CLS');
  });
});

describe('a multimodal model in LLaMA-Factory', () => {
  it('trains the vision tower if it was counted', () => {
    const outcome = write('llamafactory', { ...lora, target_modules: ['q_proj'] }, multimodal);
    expect(parse(getResult(outcome))).toMatchObject({ freeze_vision_tower: false, lora_target: 'q_proj' });
    expect(outcome.findings.map(({ code }) => code)).toEqual(['trainer-default']);
  });
  it('keeps it frozen if it is excluded', () => {
    const adapter = { ...lora, target_modules: ['q_proj'], exclude_modules: '.*vision_tower.*' };
    const outcome = write('llamafactory', adapter, multimodal);
    expect(parse(getResult(outcome))).toMatchObject({ freeze_vision_tower: true, lora_target: 'q_proj' });
    expect(outcome.findings.map(({ severity, advice }) => [severity, advice])).toEqual([['info', undefined]]);
  });
  it('has names instead of all linear layers', () => {
    const outcome = write('llamafactory', { ...lora, target_modules: 'all-linear' }, multimodal);
    expect(String(parse(getResult(outcome)).lora_target).split(',')).toContain('fc1');
  });
});

describe('linear layers that no list of names selects', () => {
  const vision = findCatalogueModel('Qwen/Qwen2.5-VL-7B-Instruct')?.config ?? {};
  const adapter: AdapterConfig = { ...lora, target_modules: 'all-linear' };
  const counted = getResult(countAdapter(getResult(buildModel(vision)), adapter)).trainable;
  it.each(['axolotl', 'ms-swift'] as const)('are a pattern in %s', (format) => {
    const text = getResult(write(format, adapter, vision));
    expect(text).not.toMatch(/all-linear|lora_target_linear/);
    const back = getResult(readTraining(text)).setup.adapter;
    expect(back.target_modules).toContain(String.raw`model\.visual\.merger\.mlp\.0`);
    expect(getResult(countAdapter(getResult(buildModel(vision)), back)).trainable).toBe(counted);
  });
  it('are names in LLaMA-Factory, which never adapts the patches', () => {
    const values = parse(getResult(write('llamafactory', adapter, vision)));
    expect(values).toMatchObject({ freeze_vision_tower: false, freeze_multi_modal_projector: false });
    expect(values.lora_target.split(',')).toEqual(expect.arrayContaining(['qkv', 'proj', 'mlp.0', 'mlp.2', 'q_proj']));
  });
  it('are an error in LLaMA-Factory if a name is contained in others', () => {
    const towerOnly: AdapterConfig = { ...lora, target_modules: String.raw`.*visual\.blocks\.\d+\.attn\.proj` };
    expect(getErrors(write('llamafactory', towerOnly, vision))).toContain('not-expressible');
  });
});

describe('the parts of a multimodal model', () => {
  const vision = findCatalogueModel('Qwen/Qwen2.5-VL-7B-Instruct')?.config ?? {};
  const adapter: AdapterConfig = { ...lora, r: 16, target_modules: 'all-linear' };
  const formats = ['peft-python', 'adapter-config', 'llamafactory', 'axolotl', 'ms-swift', 'trl', 'unsloth'] as const;
  it.each(formats.filter((format) => format !== 'unsloth'))('are named beside the default of %s', (format) => {
    const outcome = write(format, adapter, vision);
    const finding = outcome.findings.find(({ code }) => code === 'trainer-default');
    expect(finding && renderMessage(finding.message, 'en')).toContain(
      'language model 40,370,176, vision tower 11,151,360, projector 303,104',
    );
    const comment = '# Trained parameters: language model 40,370,176, vision tower 11,151,360, projector 303,104';
    expect(getResult(outcome).includes(comment)).toBe(format !== 'adapter-config');
  });
  it('are an error in Unsloth if only all-linear selects them, which leaves out the projector there', () => {
    expect(getErrors(write('unsloth', adapter, vision))).toContain('not-expressible');
  });
  it('are all adapted by Unsloth, whose other loader leaves out the vision tower', () => {
    const text = getResult(write('unsloth', { ...lora, target_modules: ['q_proj', 'qkv'] }, vision));
    expect(text).toContain('FastVisionModel.get_peft_model');
    expect(text).toMatch(/finetune_vision_layers=True/);
    expect(getResult(readTraining(text))).toMatchObject({
      format: 'unsloth',
      setup: { adapter: { target_modules: ['q_proj', 'qkv'] } },
    });
  });
  it('are all trained by a full fine-tune', () => {
    const full: AdapterConfig = { peft_type: 'FULL' };
    expect(parse(getResult(write('llamafactory', full, vision)))).toMatchObject({
      finetuning_type: 'full',
      freeze_vision_tower: false,
      freeze_multi_modal_projector: false,
    });
    expect(swiftArguments(getResult(write('ms-swift', full, vision)))).toMatchObject({
      tuner_type: 'full',
      freeze_vit: 'false',
      freeze_aligner: 'false',
    });
  });
  it('are not named for a model without images', () => {
    const outcome = write('axolotl', { ...lora, target_modules: ['q_proj'] }, llama);
    expect([getResult(outcome).startsWith('#'), outcome.findings]).toEqual([false, []]);
  });
});

describe('a dataset in LLaMA-Factory', () => {
  const adapter = { ...lora, target_modules: ['q_proj'] };
  it('is a name of dataset_info.json', () => {
    const text = getResult(write('llamafactory', adapter, undefined, 'data/my shots.jsonl'));
    expect(parse(text)).toMatchObject({ dataset: 'my_shots', dataset_dir: 'data' });
    expect(text).toContain('"file_name":"my shots.jsonl"');
  });
  it('has its entry in a file beside the configuration', () => {
    const setup = { ...defaultSetup, adapter, dataset: 'data/train.jsonl', datasetInfoFolder: 'runs/one' };
    const file = getCompanionFile('llamafactory', setup);
    expect(JSON.parse(file?.text ?? '')).toMatchObject({ train: { file_name: '../../data/train.jsonl' } });
    expect(parse(getResult(writeTraining('llamafactory', setup)))).toMatchObject({ dataset_dir: 'runs/one' });
    expect(getCompanionFile('axolotl', setup)).toBeUndefined();
  });
});

describe('fields of PEFT that do not change the count', () => {
  const file = { peft_type: 'ADALORA', init_r: 6, target_r: 4, total_step: 750, deltaT: 5, target_modules: ['k_proj'] };
  it.each(['peft-python', 'adapter-config', 'trl'] as const)('are kept in %s', (format) => {
    const { adapter } = getResult(readTraining(JSON.stringify(file))).setup;
    const text = getResult(write(format, adapter));
    expect(text).toMatch(/total_step"?[=:] ?750/);
    expect(text).toMatch(/deltaT"?[=:] ?5/);
  });
  it('are reported for other formats', () => {
    const { adapter } = getResult(readTraining(JSON.stringify(file))).setup;
    const { findings } = write('ms-swift', adapter, llama);
    expect(findings.map(({ field }) => field)).toEqual(expect.arrayContaining(['deltaT', 'total_step']));
  });
  it('include total_step, which PEFT requires', () => {
    for (const format of ['peft-python', 'adapter-config', 'trl'] as const) {
      const { findings } = write(format, { peft_type: 'ADALORA', target_modules: ['k_proj'] });
      expect(getWarnings(findings)).toEqual(['missing-field']);
    }
  });
});

describe('Axolotl', () => {
  it('has patterns, replication and tying', () => {
    const adapter: AdapterConfig = {
      ...lora,
      target_modules: ['q_proj'],
      rank_pattern: { q_proj: 2 },
      alpha_pattern: { q_proj: 4 },
      layer_replication: [[0, 2]],
      ensure_weight_tying: true,
    };
    const text = getResult(write('axolotl', adapter));
    expect(parse(text)).toMatchObject({
      lora_rank_pattern: { q_proj: 2 },
      lora_alpha_pattern: { q_proj: 4 },
      peft_layer_replication: [[0, 2]],
      peft_ensure_weight_tying: true,
    });
    expect(getResult(readTraining(text)).setup.adapter).toMatchObject(adapter);
  });
});

describe('VeRA in ms-swift', () => {
  it('is an error for targets of several shapes', () => {
    const adapter: AdapterConfig = { peft_type: 'VERA', target_modules: ['q_proj', 'v_proj'] };
    expect(getErrors(write('ms-swift', adapter, llama))).toEqual(['not-expressible']);
    expect(write('ms-swift', { ...adapter, target_modules: ['q_proj'] }, llama).ok).toBe(true);
  });
});

describe('GPT-2', () => {
  it.each(['llamafactory', 'axolotl'] as const)(
    'has names in %s, whose linear layers do not include its own',
    (format) => {
      const config = { model_type: 'gpt2', n_embd: 32, n_head: 4, n_layer: 2, vocab_size: 90, n_positions: 16 };
      const model = getModel(config);
      const adapter = { ...lora, target_modules: 'all-linear' };
      const text = getResult(writeTraining(format, { ...defaultSetup, model: 'gpt2', adapter }, model));
      expect(text).toContain('c_attn');
    },
  );
});

describe('a configuration with deeply indented comments', () => {
  it('is read', () => {
    const comments = Array.from({ length: 50 }, (_, at) => `${' '.repeat(40 + at)}# comment ${at}`);
    const text = ['finetuning_type: lora', ...comments, 'lora_rank: 6', 'lora_target: q_proj'].join('\n');
    expect(getResult(readTraining(text)).setup.adapter).toMatchObject({ r: 6, target_modules: ['q_proj'] });
  });
  it('is an error if it is not a configuration', () => {
    expect(getErrors(readTraining(`${'A=1 '.repeat(5000)}\n${'\\ '.repeat(5000)}`))).toEqual(['unreadable-config']);
  });
});
