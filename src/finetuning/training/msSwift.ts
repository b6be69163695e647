import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig } from '../adapter/config.ts';
import type { Finding, Outcome } from '../finding.ts';
import type { BasePrecision } from '../memory/estimate.ts';
import { type FormatCapabilities, getUnsupportedFields, reportPrecision } from './formatCapabilities.ts';
import { OPTIMIZER_NAMES, toOptimizer } from './optimizerNames.ts';
import type { TrainingSetup } from './setup.ts';
import { createFileFields, type FileFields, getRank, readRun, written } from './shared.ts';
import { shellQuote, shellWords } from './shellWords.ts';
import { type CountedAdapter, isAllLinear, toNameList, toPattern } from './targets.ts';

const capabilities: FormatCapabilities = {
  title: 'ms-swift',
  methods: ['LORA', 'ADALORA', 'VERA', 'FULL'],
  fields: ['target_parameters'],
  biases: ['none', 'all'],
  patterns: true,
  headTasks: ['SEQ_CLS'],
};

const say = defineMessages({
  vera: {
    en: 'With VeRA, ms-swift adapts only modules of one shape; these targets have several.',
    'zh-CN': '使用 VeRA 时，ms-swift 只适配同一形状的模块，而这些目标的形状不止一种。',
  },
});

const types = { LORA: 'lora', ADALORA: 'adalora', VERA: 'vera', FULL: 'full' } as const;

type Value = string | number | boolean | readonly string[];

/** A training run as a command line of ms-swift. */
export function writeMsSwift(setup: TrainingSetup, counted: CountedAdapter): Outcome<string> {
  const adapter = toExpressible(counted);
  const findings = [...getUnsupportedFields(adapter, capabilities), ...checkVera(counted)];
  if (setup.basePrecision === 'fp8') findings.push(reportPrecision(capabilities.title, setup.basePrecision));
  const type = types[adapter.peft_type as keyof typeof types] ?? 'lora';
  const given: Readonly<Record<string, Value>> = {
    model: setup.model,
    tuner_type: type,
    ...(type === 'full' ? unfrozenParts(counted) : tuner(adapter)),
    ...(adapter.task_type === 'SEQ_CLS' ? { task_type: 'seq_cls', num_labels: setup.numLabels ?? 2 } : {}),
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
    optim: OPTIMIZER_NAMES[setup.optimizer],
    gradient_checkpointing: setup.checkpointing,
    seed: setup.seed,
  };
  const lines = Object.entries(given).map(([name, value]) => `  --${name} ${valueText(value)}`);
  return written(`swift sft \\\n${lines.join(' \\\n')}\n`, findings);
}

/**
 * ms-swift has no excluded modules, and its `all-linear` leaves out the vision tower of multimodal models: a list of
 * names does not.
 */
function toExpressible({ adapter, counted }: CountedAdapter): AdapterConfig {
  if (counted === undefined) return adapter;
  const isDifferent = isAllLinear(adapter.target_modules) && counted.model.multimodal !== undefined;
  if (adapter.exclude_modules === undefined && !isDifferent) return adapter;
  const targets = toNameList(counted) ?? toPattern(counted);
  if (targets === undefined) return adapter;
  const { exclude_modules: _, ...rest } = adapter;
  return { ...rest, target_modules: targets };
}

/** A full fine-tune leaves out the vision tower and the projector unless told otherwise. */
function unfrozenParts({ counted }: CountedAdapter): Readonly<Record<string, Value>> {
  return counted?.model.multimodal === undefined ? {} : { freeze_vit: false, freeze_aligner: false };
}

function checkVera({ adapter, counted }: CountedAdapter): readonly Finding[] {
  if (adapter.peft_type !== 'VERA' || counted === undefined) return [];
  const adapted = counted.count.modules.filter(({ role }) => role === 'adapter');
  const shapes = new Set(adapted.map(({ inFeatures, outFeatures }) => `${inFeatures} ${outFeatures}`));
  if (shapes.size < 2) return [];
  return [{ code: 'not-expressible', severity: 'error', field: 'target_modules', message: say('vera') }];
}

function tuner(adapter: AdapterConfig): Readonly<Record<string, Value>> {
  const targets = adapter.target_modules ?? [];
  const isPattern = typeof targets === 'string' && !isAllLinear(targets);
  const named: Readonly<Record<string, Value>> = isPattern
    ? { target_regex: targets }
    : { target_modules: typeof targets === 'string' ? 'all-linear' : targets };
  const vera = adapter.peft_type === 'VERA';
  return {
    ...(vera ? { vera_rank: adapter.r ?? 256 } : { lora_rank: getRank(adapter), lora_alpha: adapter.lora_alpha ?? 8 }),
    ...(adapter.peft_type === 'ADALORA' ? adaLora(adapter) : {}),
    ...(vera ? {} : { lora_dropout: adapter.lora_dropout ?? 0 }),
    ...named,
    ...(adapter.target_parameters === undefined ? {} : { target_parameters: adapter.target_parameters }),
    ...(adapter.modules_to_save === undefined ? {} : { modules_to_save: adapter.modules_to_save }),
    ...(adapter.bias === 'all' ? { lora_bias: 'all' } : {}),
    ...(adapter.use_dora === true ? { use_dora: true } : {}),
    ...(adapter.use_rslora === true ? { use_rslora: true } : {}),
    ...(adapter.init_lora_weights === undefined ? {} : { init_weights: adapter.init_lora_weights }),
  };
}

/** ms-swift computes `total_step` from the data. */
function adaLora(adapter: AdapterConfig): Readonly<Record<string, Value>> {
  return {
    adalora_init_r: getRank(adapter),
    ...(adapter.target_r === undefined ? {} : { adalora_target_r: adapter.target_r }),
    ...(adapter.tinit === undefined ? {} : { adalora_tinit: adapter.tinit }),
    ...(adapter.tfinal === undefined ? {} : { adalora_tfinal: adapter.tfinal }),
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

/** Arguments by name, from a command line; an argument with several values is a list. */
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

/** A training run from ms-swift's arguments: a command line, or the `args.json` that a run writes. */
export function readMsSwift(values: Readonly<Record<string, unknown>>): Outcome<TrainingSetup> {
  const fields = createFileFields(values);
  const type = fields.text('tuner_type') ?? fields.text('train_type') ?? fields.text('sft_type') ?? 'lora';
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
  return readRun(run, names, readAdapter(fields, method), {
    basePrecision: bits === 8 ? 'int8' : bits === 4 ? four : plain,
    optimizer: toOptimizer(fields.text('optim') ?? ''),
    checkpointing: fields.flag('gradient_checkpointing', true),
  });
}

function readAdapter(fields: FileFields, method: string): Readonly<Record<string, unknown>> {
  if (method === 'FULL') return { peft_type: method };
  const regex = fields.text('target_regex');
  const targets = fields.names('target_modules') ?? ['all-linear'];
  const saved = fields.names('modules_to_save');
  const parameters = fields.names('target_parameters');
  const rank = method === 'VERA' ? fields.number('vera_rank', 256) : fields.number('lora_rank', 8);
  return {
    peft_type: method,
    task_type: fields.text('task_type') === 'seq_cls' ? 'SEQ_CLS' : 'CAUSAL_LM',
    ...(method === 'ADALORA' ? readAdaLora(fields) : { r: rank }),
    ...(method === 'VERA' ? {} : { lora_alpha: fields.number('lora_alpha', 32) }),
    ...(method === 'VERA' ? {} : { lora_dropout: Number(fields.raw('lora_dropout') ?? 0.05) }),
    target_modules: regex ?? (targets.includes('all-linear') ? 'all-linear' : targets),
    ...(saved === undefined || saved.length === 0 ? {} : { modules_to_save: saved }),
    ...(parameters === undefined || parameters.length === 0 ? {} : { target_parameters: parameters }),
    ...(fields.text('lora_bias') === 'all' ? { bias: 'all' } : {}),
    ...readInitialisation(fields),
    ...(fields.flag('use_dora', false) ? { use_dora: true } : {}),
    ...(fields.flag('use_rslora', false) ? { use_rslora: true } : {}),
  };
}

function readAdaLora(fields: FileFields): Readonly<Record<string, unknown>> {
  const steps = ['tinit', 'tfinal'].flatMap((name) => {
    const value = Number(fields.raw(`adalora_${name}`) ?? 0);
    return value > 0 ? [[name, value] as const] : [];
  });
  return {
    init_r: fields.number('adalora_init_r', 12),
    ...(fields.has('adalora_target_r') ? { target_r: fields.number('adalora_target_r', 8) } : {}),
    ...Object.fromEntries(steps),
  };
}

/** `init_weights` is a flag, or the name of a method. */
function readInitialisation(fields: FileFields): Readonly<Record<string, unknown>> {
  const value = fields.raw('init_weights');
  if (value === undefined) return {};
  const text = String(value).toLowerCase();
  return { init_lora_weights: text === 'true' || text === 'false' ? text === 'true' : value };
}
