import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig } from '../adapter/config.ts';
import type { Finding, Outcome } from '../finding.ts';
import { type FormatCapabilities, getUnsupportedFields, reportPrecision } from './formatCapabilities.ts';
import { toPeftFields } from './peftFiles.ts';
import { PythonExpression, toPythonCall } from './pythonLiteral.ts';
import type { TrainingSetup } from './setup.ts';
import { getRank, written } from './shared.ts';
import { type CountedAdapter, isAllLinear, toNameList } from './targets.ts';
import { datasetExpression, sftArguments } from './trl.ts';

const say = defineMessages({
  embeddings: {
    en: 'Unsloth trains {names} in full instead of adapting them; it would train a different number of parameters.',
    'zh-CN': 'Unsloth 会整体训练 {names}，而不是为其添加适配器，实际训练的参数量会与这里不一致。',
  },
  allLinear: {
    en: '“all-linear” of Unsloth leaves out the projector of this model, and no list of names selects exactly the counted modules.',
    'zh-CN': 'Unsloth 的 all-linear 不包括该模型的投影层，且没有任何名称列表能恰好选中所计数的模块。',
  },
  name: { en: 'Choose other target modules.', 'zh-CN': '请选择其他目标模块。' },
  save: { en: 'Move them to modules_to_save.', 'zh-CN': '请将它们移到 modules_to_save。' },
});

const capabilities: FormatCapabilities = {
  title: 'Unsloth',
  methods: ['LORA'],
  fields: [
    'exclude_modules',
    'layers_to_transform',
    'layers_pattern',
    'rank_pattern',
    'target_parameters',
    'trainable_token_indices',
    'ensure_weight_tying',
  ],
  biases: ['none', 'all', 'lora_only'],
  patterns: false,
  headTasks: [],
};

/** Modules that Unsloth moves from `target_modules` to `modules_to_save`. */
const EMBEDDINGS: ReadonlySet<string> = new Set(['embed_tokens', 'lm_head']);

/** With these, Unsloth adapts exactly the named modules; with any of them off, it filters them. */
const EVERY_PART = {
  finetune_vision_layers: true,
  finetune_language_layers: true,
  finetune_attention_modules: true,
  finetune_mlp_modules: true,
};

/** A training run as a Python script for Unsloth with TRL's `SFTTrainer`. */
export function writeUnsloth(setup: TrainingSetup, given: CountedAdapter): Outcome<string> {
  const adapter = toExpressible(given);
  const findings = [
    ...getUnsupportedFields(adapter, capabilities),
    ...checkEmbeddings(adapter),
    ...checkAllLinear(adapter, given),
  ];
  const { basePrecision } = setup;
  if (basePrecision === 'nf4') findings.push(reportPrecision(capabilities.title, basePrecision));
  const four = basePrecision === 'nf4' || basePrecision === 'nf4-double';
  const load = {
    model_name: setup.model,
    max_seq_length: setup.sequenceLength,
    load_in_4bit: four,
    load_in_8bit: basePrecision === 'int8',
    load_in_16bit: basePrecision === 'bf16',
    load_in_fp8: basePrecision === 'fp8' ? true : undefined,
    dtype: basePrecision === 'fp32' ? new PythonExpression('torch.float32') : undefined,
  };
  const isMultimodal = given.counted?.model.multimodal !== undefined;
  const loader = isMultimodal ? 'FastVisionModel' : 'FastLanguageModel';
  const scope = isMultimodal ? EVERY_PART : {};
  const lines = [
    `from unsloth import ${loader}`,
    ...(basePrecision === 'fp32' ? ['import torch'] : []),
    'from datasets import load_dataset',
    'from trl import SFTConfig, SFTTrainer',
    '',
    toPythonCall(`model, tokenizer = ${loader}.from_pretrained`, load),
    '',
    toPythonCall(`model = ${loader}.get_peft_model`, { ...adapterArguments(setup, adapter), ...scope }, 'model'),
    'model.print_trainable_parameters()',
    '',
    toPythonCall('training_args = SFTConfig', sftArguments(setup, false)),
    '',
    toPythonCall('trainer = SFTTrainer', {
      model: new PythonExpression('model'),
      processing_class: new PythonExpression('tokenizer'),
      args: new PythonExpression('training_args'),
      train_dataset: datasetExpression(setup),
    }),
    'trainer.train()',
    '',
  ];
  return written(lines.join('\n'), findings);
}

/** Unsloth passes further arguments on to `LoraConfig`; the task is its own. */
function adapterArguments(setup: TrainingSetup, adapter: AdapterConfig): Readonly<Record<string, unknown>> {
  const { peft_type: _, task_type: __, r: ___, ...fields } = toPeftFields(adapter);
  return {
    r: getRank(adapter),
    lora_alpha: 8,
    lora_dropout: 0,
    ...fields,
    use_gradient_checkpointing: setup.checkpointing ? 'unsloth' : false,
    random_state: setup.seed,
  };
}

/** Unsloth takes a list of names. */
function toExpressible({ adapter, counted }: CountedAdapter): AdapterConfig {
  const isList = typeof adapter.target_modules !== 'string';
  if (isList || (counted === undefined && isAllLinear(adapter.target_modules))) return adapter;
  const names = counted === undefined ? undefined : toNameList(counted, { keepExcluded: true });
  if (names === undefined) return adapter;
  return { ...adapter, target_modules: names };
}

/** With images, Unsloth selects the modules of `all-linear` itself: attention and feed-forward layers. */
function checkAllLinear(adapter: AdapterConfig, { counted }: CountedAdapter): readonly Finding[] {
  if (counted?.model.multimodal === undefined || !isAllLinear(adapter.target_modules)) return [];
  const [message, advice] = [say('allLinear'), say('name')];
  return [{ code: 'not-expressible', severity: 'error', field: 'target_modules', message, advice }];
}

function checkEmbeddings(adapter: AdapterConfig): readonly Finding[] {
  const targets = typeof adapter.target_modules === 'object' ? adapter.target_modules : [];
  const names = targets.filter((name) => EMBEDDINGS.has(name.split('.').at(-1) ?? ''));
  if (names.length === 0) return [];
  const message = say('embeddings', { names });
  return [{ code: 'not-expressible', severity: 'error', field: 'target_modules', message, advice: say('save') }];
}
