import type { AdapterConfig } from '../adapter/config.ts';
import type { Outcome } from '../finding.ts';
import type { BasePrecision } from '../memory/estimate.ts';
import { type FormatCapabilities, getUnsupportedFields, reportPrecision } from './formatCapabilities.ts';
import { OPTIMIZER_NAMES } from './optimizerNames.ts';
import { configClasses, notes, toPeftFields } from './peftFiles.ts';
import { PythonExpression, toPythonCall } from './pythonLiteral.ts';
import type { TrainingSetup } from './setup.ts';
import { written } from './shared.ts';
import type { CountedAdapter } from './targets.ts';

/** TRL takes PEFT's own configuration. */
const capabilities: FormatCapabilities = {
  title: 'TRL',
  methods: ['LORA', 'ADALORA', 'VERA', 'IA3', 'LOHA', 'LOKR', 'LN_TUNING', 'TRAINABLE_TOKENS', 'FULL'],
  fields: [
    'exclude_modules',
    'target_parameters',
    'layers_to_transform',
    'layers_pattern',
    'rank_pattern',
    'lora_bias',
    'trainable_token_indices',
    'ensure_weight_tying',
    'layer_replication',
    'kasa_config',
  ],
  biases: ['none', 'all', 'lora_only', 'vera_only'],
  patterns: true,
  headTasks: [],
};

/** A training run as a Python script for TRL's `SFTTrainer`. */
export function writeTrl(setup: TrainingSetup, { adapter }: CountedAdapter): Outcome<string> {
  const steps = notes(adapter).filter(({ field }) => field === 'total_step');
  const findings = [...getUnsupportedFields(adapter, capabilities), ...steps];
  const { basePrecision } = setup;
  if (basePrecision === 'fp8') findings.push(reportPrecision(capabilities.title, basePrecision));
  const isFull = adapter.peft_type === 'FULL';
  const lines = [
    ...imports(adapter, basePrecision),
    '',
    ...(isFull ? [] : [peftConfig(adapter), '']),
    toPythonCall('training_args = SFTConfig', sftArguments(setup)),
    '',
    toPythonCall('trainer = SFTTrainer', {
      model: setup.model,
      args: new PythonExpression('training_args'),
      train_dataset: datasetExpression(setup),
      peft_config: isFull ? undefined : new PythonExpression('peft_config'),
    }),
    ...(isFull ? [] : ['trainer.model.print_trainable_parameters()']),
    'trainer.train()',
    '',
  ];
  return written(lines.join('\n'), findings);
}

function imports(adapter: AdapterConfig, precision: BasePrecision): readonly string[] {
  const quantised = precision === 'int8' || precision === 'nf4' || precision === 'nf4-double';
  return [
    'from datasets import load_dataset',
    ...(adapter.peft_type === 'FULL' ? [] : [`from peft import ${configClasses[adapter.peft_type]}`]),
    ...(quantised ? ['from transformers import BitsAndBytesConfig'] : []),
    'from trl import SFTConfig, SFTTrainer',
  ];
}

function peftConfig(adapter: AdapterConfig): string {
  const { peft_type: method, ...fields } = toPeftFields(adapter);
  return toPythonCall(`peft_config = ${method === 'FULL' ? 'LoraConfig' : configClasses[method]}`, fields);
}

/** Arguments of `SFTConfig` that are the same in every script. */
export function sftArguments(setup: TrainingSetup, load = true): Readonly<Record<string, unknown>> {
  return {
    output_dir: setup.output ?? 'outputs/sop-shots',
    num_train_epochs: setup.epochs,
    learning_rate: setup.learningRate,
    lr_scheduler_type: 'cosine',
    per_device_train_batch_size: setup.batchSize,
    gradient_accumulation_steps: setup.gradientAccumulation,
    max_length: setup.sequenceLength,
    gradient_checkpointing: setup.checkpointing,
    optim: OPTIMIZER_NAMES[setup.optimizer],
    bf16: setup.basePrecision !== 'fp32',
    seed: setup.seed,
    model_init_kwargs: load ? loadArguments(setup.basePrecision) : undefined,
  };
}

/** The dataset: a file, or a name on the hub. */
export function datasetExpression({ dataset }: TrainingSetup): PythonExpression {
  const path = JSON.stringify(dataset ?? 'data.jsonl');
  return new PythonExpression(`load_dataset("json", data_files=${path}, split="train")`);
}

function loadArguments(precision: BasePrecision): PythonExpression {
  const dtype = `"dtype": "${precision === 'fp32' ? 'float32' : 'bfloat16'}"`;
  if (precision === 'int8') return new PythonExpression(quantised(dtype, 'load_in_8bit=True'));
  if (precision !== 'nf4' && precision !== 'nf4-double') return new PythonExpression(`{${dtype}}`);
  const double = precision === 'nf4-double' ? 'True' : 'False';
  const four = `load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_use_double_quant=${double}, bnb_4bit_compute_dtype="bfloat16"`;
  return new PythonExpression(quantised(dtype, four));
}

function quantised(dtype: string, options: string): string {
  return `{${dtype}, "quantization_config": BitsAndBytesConfig(${options})}`;
}
