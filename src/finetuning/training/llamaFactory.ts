import { stringify } from 'yaml';
import type { Outcome } from '../finding.ts';
import type { BasePrecision, Optimizer } from '../memory/estimate.ts';
import { type FormatAbility, inexpressible, unsaidPrecision } from './expressible.ts';
import type { TrainingSetup } from './setup.ts';
import { createFileFields, rankOf, readRun, written } from './shared.ts';

const ability: FormatAbility = {
  title: 'LLaMA-Factory',
  methods: ['LORA', 'FULL'],
  fields: [],
  biases: ['none'],
  patterns: false,
};

const optimizers: Readonly<Record<Optimizer, string>> = {
  adamw: 'adamw_torch',
  'adamw-8bit': 'adamw_8bit',
  adafactor: 'adafactor',
  'sgd-momentum': 'sgd',
};

/** A run as LLaMA-Factory's YAML (`llamafactory-cli train FILE`). */
export function writeLlamaFactory(setup: TrainingSetup): Outcome<string> {
  const findings = [...inexpressible(setup.adapter, ability)];
  if (setup.basePrecision === 'fp8') findings.push(unsaidPrecision(ability.title, setup.basePrecision));
  const file = {
    model_name_or_path: setup.model,
    stage: 'sft',
    do_train: true,
    ...method(setup),
    ...quantisation(setup.basePrecision),
    dataset: setup.dataset ?? 'sop_shots',
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
  return written(stringify(file, { lineWidth: 0 }), findings);
}

function method({ adapter }: TrainingSetup): Readonly<Record<string, unknown>> {
  if (adapter.peft_type === 'FULL') return { finetuning_type: 'full' };
  const targets = adapter.target_modules ?? [];
  const isPissa = typeof adapter.init_lora_weights === 'string' && adapter.init_lora_weights.startsWith('pissa');
  return {
    finetuning_type: 'lora',
    lora_rank: rankOf(adapter),
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

/** A run from LLaMA-Factory's YAML. */
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
    // LLaMA-Factory takes twice the rank where no alpha is given.
    lora_alpha: fields.number('lora_alpha', 2 * rank),
    lora_dropout: Number(fields.raw('lora_dropout') ?? 0),
    target_modules: targets === undefined || targets.includes('all') ? 'all-linear' : targets,
    ...(saved === undefined ? {} : { modules_to_save: saved }),
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
    optimizer: optimizerOf(optimizer),
    checkpointing: !fields.flag('disable_gradient_checkpointing', false),
  });
}

/** The optimizer that a trainer's name for it means. */
export function optimizerOf(name: string): Optimizer {
  if (name.includes('8bit')) return 'adamw-8bit';
  if (name.includes('adafactor')) return 'adafactor';
  return name.startsWith('sgd') ? 'sgd-momentum' : 'adamw';
}
