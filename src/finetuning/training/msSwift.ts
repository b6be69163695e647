import type { Outcome } from '../finding.ts';
import type { BasePrecision, Optimizer } from '../memory/estimate.ts';
import { type FormatAbility, inexpressible, unsaidPrecision } from './expressible.ts';
import { optimizerOf } from './llamaFactory.ts';
import type { TrainingSetup } from './setup.ts';
import { createFileFields, rankOf, readRun, written } from './shared.ts';
import { shellQuote, shellWords } from './shellWords.ts';

const ability: FormatAbility = {
  title: 'ms-swift',
  methods: ['LORA', 'ADALORA', 'VERA', 'FULL'],
  fields: ['target_parameters'],
  biases: ['none', 'all'],
  patterns: true,
};

const types = { LORA: 'lora', ADALORA: 'adalora', VERA: 'vera', FULL: 'full' } as const;

const optimizers: Readonly<Record<Optimizer, string>> = {
  adamw: 'adamw_torch',
  'adamw-8bit': 'adamw_bnb_8bit',
  adafactor: 'adafactor',
  'sgd-momentum': 'sgd',
};

type Value = string | number | boolean | readonly string[];

/** A run as a command line of ms-swift. */
export function writeMsSwift(setup: TrainingSetup): Outcome<string> {
  const findings = [...inexpressible(setup.adapter, ability)];
  if (setup.basePrecision === 'fp8') findings.push(unsaidPrecision(ability.title, setup.basePrecision));
  const type = types[setup.adapter.peft_type as keyof typeof types] ?? 'lora';
  const given: Readonly<Record<string, Value>> = {
    model: setup.model,
    train_type: type,
    ...(type === 'full' ? {} : tuner(setup)),
    ...quantisation(setup.basePrecision),
    torch_dtype: setup.basePrecision === 'fp32' ? 'float32' : 'bfloat16',
    dataset: setup.dataset ?? 'data.jsonl',
    ...(setup.template === undefined ? {} : { template: setup.template }),
    output_dir: setup.output ?? 'output/sop-shots',
    num_train_epochs: setup.epochs,
    learning_rate: setup.learningRate,
    per_device_train_batch_size: setup.batchSize,
    gradient_accumulation_steps: setup.gradientAccumulation,
    max_length: setup.sequenceLength,
    optim: optimizers[setup.optimizer],
    gradient_checkpointing: setup.checkpointing,
    seed: setup.seed,
  };
  const lines = Object.entries(given).map(([name, value]) => `  --${name} ${valueText(value)}`);
  return written(`swift sft \\\n${lines.join(' \\\n')}\n`, findings);
}

function tuner({ adapter }: TrainingSetup): Readonly<Record<string, Value>> {
  const targets = adapter.target_modules ?? [];
  const isPattern = typeof targets === 'string' && targets.toLowerCase() !== 'all-linear';
  const named: Readonly<Record<string, Value>> = isPattern
    ? { target_regex: targets }
    : { target_modules: typeof targets === 'string' ? 'all-linear' : targets };
  const vera = adapter.peft_type === 'VERA';
  return {
    ...(vera ? { vera_rank: adapter.r ?? 256 } : { lora_rank: rankOf(adapter), lora_alpha: adapter.lora_alpha ?? 8 }),
    ...(adapter.peft_type === 'ADALORA' ? { adalora_init_r: rankOf(adapter) } : {}),
    ...(vera ? {} : { lora_dropout: adapter.lora_dropout ?? 0 }),
    ...named,
    ...(adapter.target_parameters === undefined ? {} : { target_parameters: adapter.target_parameters }),
    ...(adapter.modules_to_save === undefined ? {} : { modules_to_save: adapter.modules_to_save }),
    ...(adapter.bias === 'all' ? { lora_bias: 'all' } : {}),
    ...(adapter.use_dora === true ? { use_dora: true } : {}),
    ...(adapter.use_rslora === true ? { use_rslora: true } : {}),
    ...(typeof adapter.init_lora_weights === 'string' ? { init_weights: adapter.init_lora_weights } : {}),
  };
}

function quantisation(precision: BasePrecision): Readonly<Record<string, Value>> {
  if (precision === 'int8') return { quant_method: 'bnb', quant_bits: 8 };
  if (precision !== 'nf4' && precision !== 'nf4-double') return {};
  return {
    quant_method: 'bnb',
    quant_bits: 4,
    bnb_4bit_quant_type: 'nf4',
    bnb_4bit_use_double_quant: precision === 'nf4-double',
  };
}

function valueText(value: Value): string {
  return typeof value === 'object' ? value.map(shellQuote).join(' ') : shellQuote(String(value));
}

/** Arguments by name, from a command line; an argument with several values has a list. */
export function swiftArguments(text: string): Readonly<Record<string, unknown>> {
  const found = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const word of shellWords(text)) {
    const option = /^--([A-Za-z]\w*)(?:=(.*))?$/s.exec(word);
    if (option === null) current?.push(word);
    else {
      current = option[2] === undefined ? [] : [option[2]];
      found.set(option[1] ?? '', current);
    }
  }
  const plain = [...found].map(([name, values]) => [name, values.length === 1 ? values[0] : values] as const);
  return Object.fromEntries(plain);
}

/** A run from ms-swift's arguments, of a command line or of the `args.json` it leaves behind. */
export function readMsSwift(values: Readonly<Record<string, unknown>>): Outcome<TrainingSetup> {
  const fields = createFileFields(values);
  const type = fields.text('train_type') ?? fields.text('tuner_type') ?? fields.text('sft_type') ?? 'lora';
  const method = Object.entries(types).find(([, name]) => name === type)?.[0] ?? type.toUpperCase();
  const bits = fields.has('quant_bits') ? fields.number('quant_bits', 4) : 0;
  const four: BasePrecision = fields.flag('bnb_4bit_use_double_quant', true) ? 'nf4-double' : 'nf4';
  const plain: BasePrecision = fields.text('torch_dtype') === 'float32' ? 'fp32' : 'bf16';
  const names = {
    model: 'model',
    dataset: 'dataset',
    output: 'output_dir',
    template: 'template',
    epochs: 'num_train_epochs',
    learningRate: 'learning_rate',
    batchSize: 'per_device_train_batch_size',
    gradientAccumulation: 'gradient_accumulation_steps',
    sequenceLength: 'max_length',
    seed: 'seed',
  };
  const dataset = fields.names('dataset')?.[0];
  const run = createFileFields({ ...values, ...(dataset === undefined ? {} : { dataset }) });
  return readRun(run, names, adapterOf(fields, method), {
    basePrecision: bits === 8 ? 'int8' : bits === 4 ? four : plain,
    optimizer: optimizerOf(fields.text('optim') ?? ''),
    checkpointing: fields.flag('gradient_checkpointing', true),
  });
}

function adapterOf(fields: ReturnType<typeof createFileFields>, method: string): Readonly<Record<string, unknown>> {
  if (method === 'FULL') return { peft_type: method };
  const regex = fields.text('target_regex');
  const targets = fields.names('target_modules') ?? ['all-linear'];
  const saved = fields.names('modules_to_save');
  const parameters = fields.names('target_parameters');
  const rank = method === 'VERA' ? fields.number('vera_rank', 256) : fields.number('lora_rank', 8);
  return {
    peft_type: method,
    task_type: 'CAUSAL_LM',
    ...(method === 'ADALORA' ? { init_r: fields.number('adalora_init_r', 12) } : { r: rank }),
    ...(method === 'VERA' ? {} : { lora_alpha: fields.number('lora_alpha', 32) }),
    ...(method === 'VERA' ? {} : { lora_dropout: Number(fields.raw('lora_dropout') ?? 0.05) }),
    target_modules: regex ?? (targets.includes('all-linear') ? 'all-linear' : targets),
    ...(saved === undefined || saved.length === 0 ? {} : { modules_to_save: saved }),
    ...(parameters === undefined || parameters.length === 0 ? {} : { target_parameters: parameters }),
    ...(fields.text('lora_bias') === 'all' ? { bias: 'all' } : {}),
    ...(fields.flag('use_dora', false) ? { use_dora: true } : {}),
    ...(fields.flag('use_rslora', false) ? { use_rslora: true } : {}),
  };
}
