import { stringify } from 'yaml';
import { isRecord } from '../architectures/configReader.ts';
import type { Outcome } from '../finding.ts';
import type { BasePrecision, Optimizer } from '../memory/estimate.ts';
import { type FormatAbility, inexpressible, unsaidPrecision } from './expressible.ts';
import { optimizerOf } from './llamaFactory.ts';
import type { TrainingSetup } from './setup.ts';
import { createFileFields, rankOf, readRun, written } from './shared.ts';

const ability: FormatAbility = {
  title: 'Axolotl',
  methods: ['LORA', 'FULL'],
  fields: ['layers_to_transform', 'layers_pattern', 'target_parameters', 'exclude_modules', 'trainable_token_indices'],
  biases: ['none'],
  patterns: true,
};

const optimizers: Readonly<Record<Optimizer, string>> = {
  adamw: 'adamw_torch_fused',
  'adamw-8bit': 'adamw_bnb_8bit',
  adafactor: 'adafactor',
  'sgd-momentum': 'sgd',
};

/** Fields of PEFT that Axolotl has under a name of its own. */
const renamed = {
  modules_to_save: 'lora_modules_to_save',
  target_parameters: 'lora_target_parameters',
  exclude_modules: 'lora_exclude_modules',
  layers_to_transform: 'peft_layers_to_transform',
  layers_pattern: 'peft_layers_pattern',
  use_dora: 'peft_use_dora',
  use_rslora: 'peft_use_rslora',
  init_lora_weights: 'peft_init_lora_weights',
  trainable_token_indices: 'peft_trainable_token_indices',
} as const;

/** A run as Axolotl's YAML (`axolotl train FILE`). */
export function writeAxolotl(setup: TrainingSetup): Outcome<string> {
  const findings = [...inexpressible(setup.adapter, ability)];
  const { basePrecision } = setup;
  if (basePrecision === 'fp8' || basePrecision === 'nf4') findings.push(unsaidPrecision(ability.title, basePrecision));
  const four = basePrecision === 'nf4' || basePrecision === 'nf4-double';
  const file = {
    base_model: setup.model,
    load_in_8bit: basePrecision === 'int8',
    load_in_4bit: four,
    ...method(setup, four),
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

function method({ adapter }: TrainingSetup, four: boolean): Readonly<Record<string, unknown>> {
  if (adapter.peft_type === 'FULL') return {};
  const targets = adapter.target_modules ?? [];
  const allLinear = typeof targets === 'string' && targets.toLowerCase() === 'all-linear';
  const others = Object.entries(renamed).flatMap(([field, name]) => {
    const value = adapter[field as keyof typeof renamed];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    adapter: four ? 'qlora' : 'lora',
    lora_r: rankOf(adapter),
    lora_alpha: adapter.lora_alpha ?? 8,
    lora_dropout: adapter.lora_dropout ?? 0,
    ...(allLinear ? { lora_target_linear: true } : { lora_target_modules: targets }),
    ...Object.fromEntries(others),
  };
}

/** A run from Axolotl's YAML. */
export function readAxolotl(values: Readonly<Record<string, unknown>>): Outcome<TrainingSetup> {
  const datasets = values.datasets;
  const first: unknown = Array.isArray(datasets) ? datasets[0] : undefined;
  const path = isRecord(first) ? first.path : undefined;
  const fields = createFileFields({ ...values, ...(typeof path === 'string' ? { 'datasets.path': path } : {}) });
  const others = Object.entries(renamed).flatMap(([field, name]) =>
    fields.has(name) ? [[field, fields.raw(name)] as const] : [],
  );
  const lora = {
    peft_type: 'LORA',
    task_type: 'CAUSAL_LM',
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
    optimizer: optimizerOf(fields.text('optimizer') ?? ''),
    checkpointing: String(fields.raw('gradient_checkpointing') ?? 'false') !== 'false',
  });
}
