import { defineMessages } from '../../core/index.ts';
import type { AdapterMethod } from '../adapter/config.ts';
import { parseAdapterConfig } from '../adapter/parse.ts';
import { type Finding, failure, type Outcome, settle } from '../finding.ts';
import { toOptimizer } from './optimizerNames.ts';
import { configClasses } from './peftFiles.ts';
import { type PythonToken, pythonTokens } from './pythonTokens.ts';
import { createPythonReader, type PythonArgument, UnknownPython } from './pythonValues.ts';
import { defaultSetup, type TrainingSetup } from './setup.ts';

const say = defineMessages({
  noCall: {
    en: 'The Python file does not create a PEFT configuration. Expected one of {names}.',
    'zh-CN': '此 Python 文件没有创建 PEFT 的配置；查找过的类有 {names}。',
  },
  unknown: {
    en: 'The value of “{field}” is {source}, which is known only at run time; PEFT’s default is used.',
    'zh-CN': '“{field}”的值为 {source}，只有运行时才能确定；此处采用 PEFT 的默认值。',
  },
  unnamed: {
    en: 'A positional argument is ignored: {source}.',
    'zh-CN': '已忽略位置参数：{source}。',
  },
});

const methods: ReadonlyMap<string, AdapterMethod> = new Map(
  Object.entries(configClasses).map(([method, name]) => [name, method as AdapterMethod]),
);

/** True for Python source that may create one of PEFT's configurations. */
export function isPython(text: string): boolean {
  return /^[ \t]*(?:from[ \t]+[\w.]+[ \t]+import|import[ \t]+\w)/m.test(text) || createsConfig.test(text);
}

const createsConfig = new RegExp(`\\b(?:${[...methods.keys()].join('|')})\\s*\\(`);

/** Calls that describe a training run in addition to the configuration of PEFT. */
const RUN_CALLS: ReadonlySet<string> = new Set([
  'from_pretrained',
  'get_peft_model',
  'SFTConfig',
  'SFTTrainer',
  'load_dataset',
  'BitsAndBytesConfig',
]);

type Calls = ReadonlyMap<string, readonly PythonArgument[]>;

/** A training run in Python source and the library it is for. */
export interface PythonTraining {
  readonly format: 'peft-python' | 'trl' | 'unsloth';
  readonly outcome: Outcome<TrainingSetup>;
}

/**
 * Reads the first call of a configuration class, such as `LoraConfig(r=64, …)`, from Python source, and the settings of
 * TRL and Unsloth. Nothing is executed: values are literals, names assigned to a literal before, or reported as unknown.
 */
export function readPython(text: string): PythonTraining {
  const calls = readCalls(text);
  const isUnsloth = UNSLOTH_CALLS.some((name) => calls.has(name));
  const format = isUnsloth ? 'unsloth' : calls.has('SFTTrainer') ? 'trl' : 'peft-python';
  return { format, outcome: toSetup(calls, format) };
}

/** The first call of each function of interest, by its name. */
function readCalls(text: string): Calls {
  const tokens = pythonTokens(text);
  const variables = new Map<string, unknown>();
  const reader = createPythonReader(text, tokens, variables);
  const calls = new Map<string, readonly PythonArgument[]>();
  let open = 0;
  for (const [at, token] of tokens.entries()) {
    open += getNesting(token);
    if (token.kind !== 'name' || tokens[at - 1]?.text === 'class') continue;
    const name = toCallName(token.text);
    if (isMark(tokens[at + 1], '(') && (methods.has(name) || RUN_CALLS.has(name))) {
      const key = name === 'get_peft_model' ? token.text : name;
      if (!calls.has(key)) calls.set(key, reader.argumentsFrom(at + 1));
    } else if (open <= 0 && isMark(tokens[at + 1], '=') && !isMark(tokens[at + 2], '=')) {
      variables.set(token.text, reader.valueFrom(at + 2));
    }
  }
  return calls;
}

/** How many brackets a token opens. */
function getNesting({ kind, text }: ReturnType<typeof pythonTokens>[number]): number {
  if (kind !== 'mark') return 0;
  if ('([{'.includes(text)) return 1;
  return ')]}'.includes(text) ? -1 : 0;
}

function toCallName(text: string): string {
  return text.slice(text.lastIndexOf('.') + 1);
}

function toSetup(calls: Calls, format: PythonTraining['format']): Outcome<TrainingSetup> {
  const run = readRunArguments(calls);
  const configuration = [...calls].find(([name]) => methods.has(name));
  if (format === 'unsloth') {
    const given = UNSLOTH_CALLS.flatMap((name) => calls.get(name) ?? []).filter(({ name }) => name !== undefined);
    const fields = given.filter(({ name = '', value }) => !UNSLOTH_ONLY.has(name) && !isWholeScope(name, value));
    return withAdapter(run, 'LORA', [{ name: 'task_type', value: 'CAUSAL_LM' }, ...fields]);
  }
  if (configuration !== undefined) {
    return withAdapter(run, methods.get(configuration[0]) ?? 'LORA', configuration[1]);
  }
  if (format === 'trl') return withAdapter(run, 'FULL', []);
  const message = say('noCall', { names: [...methods.keys()] });
  return failure({ code: 'unreadable-config', severity: 'error', field: '', message });
}

/** Unsloth's loaders add the adapter; the second one is for models with images. */
const UNSLOTH_CALLS = ['FastLanguageModel.get_peft_model', 'FastVisionModel.get_peft_model'];

/** True for `finetune_vision_layers=True` and its like, which filter nothing. */
function isWholeScope(name: string, value: unknown): boolean {
  return name.startsWith('finetune_') && value === true;
}

/** Arguments of Unsloth that are not fields of PEFT. */
const UNSLOTH_ONLY: ReadonlySet<string> = new Set(['use_gradient_checkpointing', 'random_state', 'max_seq_length']);

/** A call's keyword arguments that are literals. */
function getLiterals(calls: Calls, name: string): Readonly<Record<string, unknown>> {
  const literals = (calls.get(name) ?? []).flatMap(({ name: field, value }) =>
    field === undefined || value instanceof UnknownPython || value === null ? [] : [[field, value] as const],
  );
  return Object.fromEntries(literals);
}

function readRunArguments(calls: Calls): Omit<TrainingSetup, 'adapter'> {
  const loaded = calls.get('from_pretrained') ?? [];
  const load = getLiterals(calls, 'from_pretrained');
  const bits = { ...load, ...getLiterals(calls, 'BitsAndBytesConfig') };
  const sft = getLiterals(calls, 'SFTConfig');
  const dataset = getLiterals(calls, 'load_dataset').data_files;
  const number = (value: unknown, fallback: number): number =>
    typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : fallback;
  const first = loaded[0]?.name === undefined ? loaded[0]?.value : undefined;
  const model = [load.model_name, first, getLiterals(calls, 'SFTTrainer').model].find((one) => typeof one === 'string');
  return {
    ...defaultSetup,
    model: String(model ?? ''),
    ...(typeof dataset === 'string' ? { dataset } : {}),
    ...(typeof sft.output_dir === 'string' ? { output: sft.output_dir } : {}),
    basePrecision: readPrecision(bits, sft),
    optimizer: typeof sft.optim === 'string' ? toOptimizer(sft.optim) : defaultSetup.optimizer,
    epochs: number(sft.num_train_epochs, defaultSetup.epochs),
    learningRate: number(sft.learning_rate, defaultSetup.learningRate),
    batchSize: number(sft.per_device_train_batch_size, defaultSetup.batchSize),
    gradientAccumulation: number(sft.gradient_accumulation_steps, defaultSetup.gradientAccumulation),
    sequenceLength: number(sft.max_length ?? load.max_seq_length, defaultSetup.sequenceLength),
    checkpointing: sft.gradient_checkpointing !== false,
    seed: number(sft.seed, defaultSetup.seed),
  };
}

function readPrecision(
  bits: Readonly<Record<string, unknown>>,
  sft: Readonly<Record<string, unknown>>,
): TrainingSetup['basePrecision'] {
  if (bits.load_in_fp8 === true) return 'fp8';
  if (bits.load_in_8bit === true) return 'int8';
  if (bits.load_in_4bit === true) return bits.bnb_4bit_use_double_quant === false ? 'nf4' : 'nf4-double';
  return sft.bf16 === false && sft.fp16 !== true ? 'fp32' : 'bf16';
}

function withAdapter(
  run: Omit<TrainingSetup, 'adapter'>,
  method: AdapterMethod,
  given: readonly PythonArgument[],
): Outcome<TrainingSetup> {
  const findings: Finding[] = [];
  const fields: Record<string, unknown> = { peft_type: method };
  for (const { name, value } of given) {
    if (name !== undefined && !(value instanceof UnknownPython)) fields[name] = value;
    else findings.push(reportIgnored(name, value));
  }
  const { base_model_name_or_path: named, ...adapter } = fields;
  const parsed = parseAdapterConfig(adapter);
  if (!parsed.ok) return failure(...findings, ...parsed.findings);
  const model = typeof named === 'string' ? named : run.model;
  return settle({ ...run, model, adapter: parsed.value }, [...findings, ...parsed.findings]);
}

function reportIgnored(name: string | undefined, value: unknown): Finding {
  const source = value instanceof UnknownPython ? value.source : JSON.stringify(value);
  const message = name === undefined ? say('unnamed', { source }) : say('unknown', { field: name, source });
  return { code: 'not-a-literal', severity: 'warning', field: name ?? '', message };
}

function isMark(token: PythonToken | undefined, mark: string): boolean {
  return token?.kind === 'mark' && token.text === mark;
}
