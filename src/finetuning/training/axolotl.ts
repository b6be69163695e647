import { stringify } from 'yaml';
import type { AdapterConfig } from '../adapter/config.ts';
import { isRecord } from '../architectures/configReader.ts';
import type { Outcome } from '../finding.ts';
import type { BasePrecision, Optimizer } from '../memory/estimate.ts';
import { type FormatCapabilities, getUnsupportedFields, reportPrecision } from './formatCapabilities.ts';
import { toOptimizer } from './optimizerNames.ts';
import type { TrainingSetup } from './setup.ts';
import { createFileFields, getRank, readRun, written } from './shared.ts';
import { type CountedAdapter, isAllLinear, toNameList, toPattern } from './targets.ts';

const capabilities: FormatCapabilities = {
  title: 'Axolotl',
  methods: ['LORA', 'FULL'],
  fields: [
    'layers_to_transform',
    'layers_pattern',
    'target_parameters',
    'rank_pattern',
    'trainable_token_indices',
    'ensure_weight_tying',
    'layer_replication',
  ],
  biases: ['none'],
  patterns: true,
  headTasks: ['SEQ_CLS', 'TOKEN_CLS'],
};

const optimizers: Readonly<Record<Optimizer, string>> = {
  adamw: 'adamw_torch_fused',
  'adamw-8bit': 'adamw_bnb_8bit',
  'paged-adamw': 'paged_adamw_32bit',
  'paged-adamw-8bit': 'paged_adamw_8bit',
  adafactor: 'adafactor',
  'sgd-momentum': 'sgd',
};

/** PEFT's fields and their names in Axolotl. */
const RENAMED_FIELDS = {
  modules_to_save: 'lora_modules_to_save',
  target_parameters: 'lora_target_parameters',
  layers_to_transform: 'peft_layers_to_transform',
  layers_pattern: 'peft_layers_pattern',
  use_dora: 'peft_use_dora',
  use_rslora: 'peft_use_rslora',
  init_lora_weights: 'peft_init_lora_weights',
  trainable_token_indices: 'peft_trainable_token_indices',
  rank_pattern: 'lora_rank_pattern',
  alpha_pattern: 'lora_alpha_pattern',
  fan_in_fan_out: 'lora_fan_in_fan_out',
  ensure_weight_tying: 'peft_ensure_weight_tying',
  layer_replication: 'peft_layer_replication',
} as const;

/** A training run as Axolotl's YAML (`axolotl train FILE`). */
export function writeAxolotl(setup: TrainingSetup, given: CountedAdapter): Outcome<string> {
  const adapter = toExpressible(given);
  const findings = [...getUnsupportedFields(adapter, capabilities)];
  const { basePrecision } = setup;
  if (basePrecision === 'fp8' || basePrecision === 'nf4')
    findings.push(reportPrecision(capabilities.title, basePrecision));
  const four = basePrecision === 'nf4' || basePrecision === 'nf4-double';
  const file = {
    base_model: setup.model,
    load_in_8bit: basePrecision === 'int8',
    load_in_4bit: four,
    ...method(adapter, four),
    ...head(setup, adapter),
    datasets: [{ path: setup.dataset ?? 'data.jsonl', type: 'chat_template' }],
    output_dir: setup.output ?? 'outputs/sop-shots',
    sequence_len: setup.sequenceLength,
    micro_batch_size: setup.batchSize,
    gradient_accumulation_steps: setup.gradientAccumulation,
    num_epochs: setup.epochs,
    learning_rate: setup.learningRate,
    lr_scheduler: 'cosine',
    optimizer: optimizers[setup.optimizer],
    bf16: basePrecision !== 'fp32',
    gradient_checkpointing: setup.checkpointing,
    seed: setup.seed,
  };
  return written(stringify(file, { lineWidth: 0 }), findings);
}

/** Axolotl has no excluded modules, and its linear layers do not include those of GPT-2: a list of names does. */
function toExpressible({ adapter, counted }: CountedAdapter): AdapterConfig {
  if (counted === undefined) return adapter;
  const hasConvolutions = counted.count.modules.some(({ kind }) => kind === 'conv1d-transposed');
  const isDifferent =
    isAllLinear(adapter.target_modules) && (hasConvolutions || counted.model.multimodal !== undefined);
  if (adapter.exclude_modules === undefined && !isDifferent) return adapter;
  const targets = toNameList(counted) ?? toPattern(counted);
  if (targets === undefined) return adapter;
  const { exclude_modules: _, ...rest } = adapter;
  return { ...rest, target_modules: targets };
}

/** The class of a model with a classification head, which decides the task of the adapter. */
const HEAD_CLASSES: Partial<Record<string, string>> = {
  SEQ_CLS: 'AutoModelForSequenceClassification',
  TOKEN_CLS: 'AutoModelForTokenClassification',
};

function head(setup: TrainingSetup, adapter: AdapterConfig): Readonly<Record<string, unknown>> {
  const model = HEAD_CLASSES[adapter.task_type ?? ''];
  return model === undefined ? {} : { model_type: model, num_labels: setup.numLabels ?? 2 };
}

function method(adapter: AdapterConfig, four: boolean): Readonly<Record<string, unknown>> {
  if (adapter.peft_type === 'FULL') return {};
  const targets = adapter.target_modules ?? [];
  const allLinear = isAllLinear(targets);
  const others = Object.entries(RENAMED_FIELDS).flatMap(([field, name]) => {
    const value = adapter[field as keyof typeof RENAMED_FIELDS];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    adapter: four ? 'qlora' : 'lora',
    lora_r: getRank(adapter),
    lora_alpha: adapter.lora_alpha ?? 8,
    lora_dropout: adapter.lora_dropout ?? 0,
    ...(allLinear ? { lora_target_linear: true } : { lora_target_modules: targets }),
    ...Object.fromEntries(others),
  };
}

function getTaskOfClass(name: string | undefined): string {
  return Object.entries(HEAD_CLASSES).find(([, known]) => known === name)?.[0] ?? 'CAUSAL_LM';
}

/** A training run from Axolotl's YAML. */
export function readAxolotl(values: Readonly<Record<string, unknown>>): Outcome<TrainingSetup> {
  const datasets = values.datasets;
  const first: unknown = Array.isArray(datasets) ? datasets[0] : undefined;
  const path = isRecord(first) ? first.path : undefined;
  const fields = createFileFields({ ...values, ...(typeof path === 'string' ? { 'datasets.path': path } : {}) });
  const others = Object.entries(RENAMED_FIELDS).flatMap(([field, name]) =>
    fields.has(name) ? [[field, fields.raw(name)] as const] : [],
  );
  const lora = {
    peft_type: 'LORA',
    task_type: getTaskOfClass(fields.text('model_type')),
    r: fields.number('lora_r', 8),
    lora_alpha: fields.number('lora_alpha', 8),
    lora_dropout: Number(fields.raw('lora_dropout') ?? 0),
    target_modules: fields.flag('lora_target_linear', false) ? 'all-linear' : fields.raw('lora_target_modules'),
    ...Object.fromEntries(others),
  };
  const names = {
    model: 'base_model',
    dataset: 'datasets.path',
    output: 'output_dir',
    epochs: 'num_epochs',
    learningRate: 'learning_rate',
    batchSize: 'micro_batch_size',
    gradientAccumulation: 'gradient_accumulation_steps',
    sequenceLength: 'sequence_len',
    seed: 'seed',
  };
  const four = fields.flag('load_in_4bit', false);
  const plain: BasePrecision = String(fields.raw('bf16') ?? 'true') === 'false' ? 'fp32' : 'bf16';
  return readRun(fields, names, fields.has('adapter') ? lora : { peft_type: 'FULL' }, {
    basePrecision: fields.flag('load_in_8bit', false) ? 'int8' : four ? 'nf4-double' : plain,
    optimizer: toOptimizer(fields.text('optimizer') ?? ''),
    checkpointing: String(fields.raw('gradient_checkpointing') ?? 'false') !== 'false',
  });
}
