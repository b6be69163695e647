import { stringify } from 'yaml';
import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig } from '../adapter/config.ts';
import { countAdapter } from '../counting/count.ts';
import { getTrainedParts } from '../counting/trainedParts.ts';
import type { Finding, Outcome } from '../finding.ts';
import type { BasePrecision, Optimizer } from '../memory/estimate.ts';
import type { MultimodalParts } from '../model/tree.ts';
import { type DatasetEntry, toDatasetEntry } from './datasetInfo.ts';
import { type FormatCapabilities, getUnsupportedFields, reportPrecision } from './formatCapabilities.ts';
import { toOptimizer } from './optimizerNames.ts';
import type { TrainingSetup } from './setup.ts';
import { createFileFields, type FileFields, getRank, readRun, written } from './shared.ts';
import { type CountedAdapter, type CountedModel, hasSameModules, isAllLinear, toNameList } from './targets.ts';

const say = defineMessages({
  names: {
    en: 'In a multimodal model, LLaMA-Factory adapts every module whose name contains a target, and “all” leaves out the projector: no list of names selects exactly the counted modules.',
    'zh-CN':
      '对多模态模型，LLaMA-Factory 会适配名称中包含目标名的所有模块，且“all”不包括投影层：没有任何名称列表能恰好选中所计数的模块。',
  },
  nameTargets: { en: 'Choose other target modules.', 'zh-CN': '请选择其他目标模块。' },
});

const capabilities: FormatCapabilities = {
  title: 'LLaMA-Factory',
  methods: ['LORA', 'FULL'],
  fields: [],
  biases: ['none'],
  patterns: false,
  headTasks: [],
};

const optimizers: Readonly<Record<Optimizer, string>> = {
  adamw: 'adamw_torch',
  'adamw-8bit': 'adamw_8bit',
  'paged-adamw': 'paged_adamw_32bit',
  'paged-adamw-8bit': 'paged_adamw_8bit',
  adafactor: 'adafactor',
  'sgd-momentum': 'sgd',
};

/** A training run as LLaMA-Factory's YAML (`llamafactory-cli train FILE`). */
export function writeLlamaFactory(setup: TrainingSetup, given: CountedAdapter): Outcome<string> {
  const { adapter, freeze, isExact } = toExpressible(given);
  const findings = [...getUnsupportedFields(adapter, capabilities)];
  if (setup.basePrecision === 'fp8') findings.push(reportPrecision(capabilities.title, setup.basePrecision));
  const dataset = toDatasetEntry(setup.dataset, setup.datasetInfoFolder);
  if (!isExact) findings.push(reportNames());
  const file = {
    model_name_or_path: setup.model,
    stage: 'sft',
    do_train: true,
    ...method(adapter),
    ...freeze,
    ...quantisation(setup.basePrecision),
    dataset: dataset.name,
    ...(dataset.folder === undefined ? {} : { dataset_dir: dataset.folder }),
    template: setup.template ?? 'default',
    cutoff_len: setup.sequenceLength,
    output_dir: setup.output ?? 'saves/sop-shots',
    per_device_train_batch_size: setup.batchSize,
    gradient_accumulation_steps: setup.gradientAccumulation,
    learning_rate: setup.learningRate,
    num_train_epochs: setup.epochs,
    lr_scheduler_type: 'cosine',
    optim: optimizers[setup.optimizer],
    bf16: setup.basePrecision !== 'fp32',
    disable_gradient_checkpointing: !setup.checkpointing,
    seed: setup.seed,
  };
  return written(entryComment(dataset) + stringify(file, { lineWidth: 0 }), findings);
}

/** The entry of the dataset, for `dataset_info.json` in the folder of the data. */
function entryComment({ name, entry }: DatasetEntry): string {
  return `# dataset_info.json needs this entry:\n# ${JSON.stringify({ [name]: entry })}\n`;
}

type Freeze = Readonly<Partial<Record<'freeze_vision_tower' | 'freeze_multi_modal_projector', boolean>>>;

interface Expressible {
  readonly adapter: AdapterConfig;
  readonly freeze: Freeze;
  /** False if the file would train other modules than the counted ones. */
  readonly isExact: boolean;
}

/**
 * The adapter as a list of names, if that trains the same modules. LLaMA-Factory freezes vision tower and projector
 * unless the file says otherwise, so the file names both for multimodal models.
 */
function toExpressible({ adapter, counted }: CountedAdapter): Expressible {
  if (counted === undefined) return { adapter, freeze: {}, isExact: true };
  const { multimodal } = counted.model;
  return multimodal === undefined
    ? { adapter: withNames(adapter, counted), freeze: {}, isExact: true }
    : toMultimodal(adapter, counted, multimodal);
}

/** `all` selects by the names of linear layers, which is the same as `all-linear` where the list of names is. */
function withNames(adapter: AdapterConfig, counted: CountedModel): AdapterConfig {
  const names = toNameList(counted);
  if (names === undefined) return adapter;
  const { exclude_modules: _, ...rest } = adapter;
  const hasConvolutions = counted.count.modules.some(({ kind }) => kind === 'conv1d-transposed');
  if (isAllLinear(adapter.target_modules) && !hasConvolutions) return rest;
  return { ...rest, target_modules: names };
}

/** Parts that LLaMA-Factory never adapts: the patches of Qwen-VL. */
const NEVER_ADAPTED = ['patch_embed'];

function toMultimodal(adapter: AdapterConfig, counted: CountedModel, parts: MultimodalParts): Expressible {
  const trained = getTrainedParts(counted.model, counted.count);
  const freeze = {
    freeze_vision_tower: trained?.vision === 0,
    freeze_multi_modal_projector: trained?.projector === 0,
  };
  if (adapter.peft_type === 'FULL') return { adapter, freeze, isExact: true };
  const left = [
    ...(freeze.freeze_vision_tower ? parts.vision : []),
    ...(freeze.freeze_multi_modal_projector ? parts.projector : []),
    ...NEVER_ADAPTED,
  ];
  const adapted = counted.count.modules.filter(({ role }) => role === 'adapter');
  const names = [...new Set(adapted.map(({ name }) => name))];
  const { exclude_modules: _, ...rest } = adapter;
  const { exclude_modules: __, ...config } = counted.count.config;
  const containing = `.*(?:${names.join('|').replaceAll('.', String.raw`\.`)}).*`;
  const again = countAdapter(counted.model, {
    ...config,
    target_modules: containing,
    exclude_modules: `.*(?:${left.join('|')}).*`,
  });
  const isExact = again.ok && hasSameModules(again.value.modules, counted.count.modules);
  return { adapter: { ...rest, target_modules: names }, freeze, isExact };
}

function reportNames(): Finding {
  const [message, advice] = [say('names'), say('nameTargets')];
  return { code: 'not-expressible', severity: 'error', field: 'target_modules', message, advice };
}

function method(adapter: AdapterConfig): Readonly<Record<string, unknown>> {
  if (adapter.peft_type === 'FULL') return { finetuning_type: 'full' };
  const targets = adapter.target_modules ?? [];
  const isPissa = typeof adapter.init_lora_weights === 'string' && adapter.init_lora_weights.startsWith('pissa');
  return {
    finetuning_type: 'lora',
    lora_rank: getRank(adapter),
    lora_alpha: adapter.lora_alpha ?? 8,
    lora_dropout: adapter.lora_dropout ?? 0,
    lora_target: typeof targets === 'string' ? 'all' : targets.join(','),
    ...(adapter.modules_to_save === undefined ? {} : { additional_target: adapter.modules_to_save.join(',') }),
    ...(adapter.use_dora === true ? { use_dora: true } : {}),
    ...(adapter.use_rslora === true ? { use_rslora: true } : {}),
    ...(isPissa ? { pissa_init: true } : {}),
  };
}

function quantisation(precision: BasePrecision): Readonly<Record<string, unknown>> {
  if (precision === 'int8') return { quantization_bit: 8, quantization_method: 'bnb' };
  if (precision !== 'nf4' && precision !== 'nf4-double') return {};
  return { quantization_bit: 4, quantization_method: 'bnb', double_quantization: precision === 'nf4-double' };
}

/** A training run from LLaMA-Factory's YAML. */
export function readLlamaFactory(values: Readonly<Record<string, unknown>>): Outcome<TrainingSetup> {
  const fields = createFileFields(values);
  const type = fields.text('finetuning_type') ?? 'lora';
  const rank = fields.number('lora_rank', 8);
  const targets = fields.names('lora_target');
  const saved = fields.names('additional_target');
  const lora = {
    peft_type: 'LORA',
    task_type: 'CAUSAL_LM',
    r: rank,
    // Without alpha, LLaMA-Factory uses twice the rank.
    lora_alpha: fields.number('lora_alpha', 2 * rank),
    lora_dropout: Number(fields.raw('lora_dropout') ?? 0),
    target_modules: targets === undefined || targets.includes('all') ? 'all-linear' : targets,
    ...(saved === undefined ? {} : { modules_to_save: saved }),
    ...readFrozen(fields),
    ...(fields.flag('use_dora', false) ? { use_dora: true } : {}),
    ...(fields.flag('use_rslora', false) ? { use_rslora: true } : {}),
    ...(fields.flag('pissa_init', false) ? { init_lora_weights: 'pissa' } : {}),
  };
  const names = {
    model: 'model_name_or_path',
    dataset: 'dataset',
    output: 'output_dir',
    template: 'template',
    epochs: 'num_train_epochs',
    learningRate: 'learning_rate',
    batchSize: 'per_device_train_batch_size',
    gradientAccumulation: 'gradient_accumulation_steps',
    sequenceLength: 'cutoff_len',
    seed: 'seed',
  };
  const bits = fields.has('quantization_bit') ? fields.number('quantization_bit', 4) : 0;
  const four: BasePrecision = fields.flag('double_quantization', true) ? 'nf4-double' : 'nf4';
  const plain: BasePrecision = fields.flag('bf16', true) || fields.flag('fp16', false) ? 'bf16' : 'fp32';
  const optimizer = fields.text('optim') ?? '';
  return readRun(fields, names, type === 'full' ? { peft_type: 'FULL' } : lora, {
    basePrecision: bits === 8 ? 'int8' : bits === 4 ? four : plain,
    optimizer: toOptimizer(optimizer),
    checkpointing: !fields.flag('disable_gradient_checkpointing', false),
  });
}

/** Parts that a file freezes explicitly. Names of the parts differ between models; these are all of them. */
const FROZEN_PARTS = {
  freeze_vision_tower: ['vision_tower', 'vision_model', 'visual\\.'],
  freeze_multi_modal_projector: ['multi_modal_projector', 'visual\\.merger'],
} as const;

function readFrozen(fields: FileFields): Readonly<Record<string, unknown>> {
  const isMultimodal = Object.keys(FROZEN_PARTS).some((field) => fields.has(field));
  const frozen = Object.entries(FROZEN_PARTS).flatMap(([field, names]) => (fields.flag(field, false) ? names : []));
  return isMultimodal ? { exclude_modules: `.*(${[...frozen, ...NEVER_ADAPTED].join('|')}).*` } : {};
}
