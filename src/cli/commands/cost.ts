import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { defineMessages, groupDigits, isObject, renderMessage } from '../../core/index.ts';
import {
  activeParameters,
  type CostInputs,
  compareCosts,
  convertCosts,
  exampleCostInputs,
  exampleRates,
  type Finding,
  withShotTokens,
} from '../../finetuning/index.ts';
import { toFileFailure } from '../fileFailure.ts';
import type { CliIo } from '../io.ts';
import { printJsonErrors } from '../jsonErrors.ts';
import { costMarkdown, costText } from '../lora/costReport.ts';
import { readJson, readModel } from '../lora/modelInput.ts';
import { findingLine, plainFinding } from '../lora/report.ts';
import { countShotFiles } from '../lora/shotsInput.ts';
import { UsageError } from '../usageError.ts';

const say = defineMessages({
  description: {
    en: 'compare a public API with a private model: start-up cost and break-even point',
    'zh-CN': '比较公共 API 与私有模型：启动成本与盈亏平衡点',
  },
  config: { en: 'a JSON file of inputs; flags take precedence', 'zh-CN': '输入参数的 JSON 文件；命令行参数优先' },
  format: { en: 'output format', 'zh-CN': '输出格式' },
  currency: {
    en: 'currency (default: CNY); the example prices are converted to it',
    'zh-CN': '货币（默认 CNY）；示例价格会换算为该货币',
  },
  rate: { en: 'value of one unit of the currency in CNY', 'zh-CN': '该货币一个单位折合多少 CNY' },
  shots: {
    en: 'shots documents or folders to train on: every request saves their tokens',
    'zh-CN': '用于训练的示例文档或其文件夹：每次请求可节省这些 token',
  },
  counted: {
    en: '{shots} {shots|shot|shots} in {documents} {documents|document|documents}, about {tokens} tokens per request',
    'zh-CN': '{documents} 个文档共 {shots} 个示例，每次请求约 {tokens} 个 token',
  },
  model: { en: 'the model to train, for its active parameters', 'zh-CN': '要训练的模型，用于取其激活参数量' },
  input: { en: 'input {field} (example: {value})', 'zh-CN': '输入参数 {field}（示例值：{value}）' },
  number: { en: 'expected a number, got "{value}"', 'zh-CN': '应为数字，而不是“{value}”' },
  file: { en: 'cannot read {file}: {reason}', 'zh-CN': '无法读取 {file}：{reason}' },
  both: {
    en: '--training-sum cannot be combined with inputs of GPU-hours: {flags}',
    'zh-CN': '--training-sum 与按 GPU 小时计算的参数不能同时使用：{flags}',
  },
});

/** A flag for each number of the inputs, by its field. */
const flags = {
  '--input-price': 'publicApi.inputPricePerMillion',
  '--output-price': 'publicApi.outputPricePerMillion',
  '--requests': 'traffic.requestsPerMonth',
  '--input-tokens': 'traffic.inputTokensPerRequest',
  '--output-tokens': 'traffic.outputTokensPerRequest',
  '--shot-tokens': 'traffic.shotTokensPerRequest',
  '--growth': 'traffic.growthPercentPerMonth',
  '--training-sum': 'training.amount',
  '--active-parameters': 'training.activeParameters',
  '--training-tokens': 'training.trainingTokens',
  '--epochs': 'training.epochs',
  '--runs': 'training.runs',
  '--gpu-tflops': 'training.gpuTflops',
  '--utilisation': 'training.utilisationPercent',
  '--training-gpu-hour': 'training.pricePerGpuHour',
  '--data-work': 'dataWork',
  '--gpu-hour': 'serving.price.pricePerGpuHour',
  '--purchase-price': 'serving.price.purchasePricePerGpu',
  '--lifetime': 'serving.price.lifetimeMonths',
  '--watts': 'serving.price.watts',
  '--pue': 'serving.price.pue',
  '--kwh-price': 'serving.price.pricePerKwh',
  '--gpus-per-replica': 'serving.gpusPerReplica',
  '--tokens-per-second': 'serving.tokensPerSecondPerReplica',
  '--load': 'serving.loadPercent',
  '--hours-per-month': 'serving.hoursPerMonth',
  '--minimum-replicas': 'serving.minimumReplicas',
  '--fixed': 'serving.fixedPerMonth',
  '--months': 'horizonMonths',
} as const;

/** Example costs of an own machine. */
const ownMachine = {
  kind: 'own',
  purchasePricePerGpu: 150_000,
  lifetimeMonths: 48,
  watts: 400,
  pue: 1.4,
  pricePerKwh: 0.8,
};

type Options = Readonly<Record<string, unknown>> & {
  readonly format: 'text' | 'json' | 'markdown';
  readonly config?: string;
  readonly currency?: string;
  readonly rate?: number;
  readonly shots?: readonly string[];
  readonly model?: string;
};

export function registerCost(program: Command, io: CliIo): void {
  const t = (key: Parameters<typeof say>[0]) => renderMessage(say(key), io.language);
  const command = program
    .command('cost')
    .description(t('description'))
    .option('--config <file>', t('config'))
    .addOption(new Option('--format <format>', t('format')).choices(['text', 'json', 'markdown']).default('text'))
    .option('--currency <code>', t('currency'))
    .option('--rate <number>', t('rate'), (given: string) => parseNumber(given, io))
    .option('--shots <paths...>', t('shots'))
    .option('--model <model>', t('model'));
  for (const [flag, field] of Object.entries(flags)) {
    const value = String(at(exampleCostInputs, field) ?? at(ownMachine, field.split('.').at(-1) ?? '') ?? '');
    const help = renderMessage(say('input', { field, value }), io.language);
    command.option(`${flag} <number>`, help, (given: string) => parseNumber(given, io));
  }
  command.action((options: Options) => runCost(options, io));
}

async function runCost(options: Options, io: CliIo): Promise<void> {
  const inputs = await getInputs(options, io);
  if (inputs === undefined) return;
  const outcome = compareCosts(inputs);
  if (!outcome.ok) return refuse(outcome.findings, options, io);
  const { findings, ...result } = outcome.value;
  if (options.format === 'json') {
    const warnings = findings.map((finding) => plainFinding(finding, io.language));
    io.stdout(
      `${JSON.stringify({ ...result, breakEven: result.breakEven ?? null, inputs, warnings }, undefined, 2)}\n`,
    );
    return;
  }
  const print = options.format === 'markdown' ? costMarkdown : costText;
  io.stdout(print(outcome.value, io.language));
}

async function getInputs(options: Options, io: CliIo): Promise<CostInputs | undefined> {
  let inputs: CostInputs = exampleCostInputs;
  const file =
    options.config === undefined
      ? undefined
      : await readJson(resolve(io.cwd, options.config)).catch(unreadable(options.config, io));
  const currency = options.currency ?? at(file, 'currency');
  if (typeof currency === 'string' && currency !== inputs.currency) {
    const rates = options.rate === undefined ? exampleRates : { ...exampleRates, [currency]: options.rate };
    const converted = convertCosts(inputs, currency, rates);
    if (!converted.ok) {
      refuse(converted.findings, options, io);
      return undefined;
    }
    inputs = converted.value;
  }
  inputs = merged(inputs, file) as CostInputs;
  const given = Object.entries(flags).flatMap(([flag, field]) => {
    const value = options[flag.slice(2).replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())];
    return typeof value === 'number' ? [{ flag, field, value }] : [];
  });
  inputs = withKinds(inputs, given);
  if (options.model !== undefined && inputs.training.kind === 'gpu-hours') {
    const model = await readModel(options.model, io.cwd, {});
    if (!model.ok) {
      refuse(model.findings, options, io);
      return undefined;
    }
    inputs = merged(inputs, { training: { activeParameters: activeParameters(model.value) } }) as CostInputs;
  }
  if (options.shots !== undefined) {
    const { shots, documents, tokens } = await countShotFiles(options.shots, io);
    io.stderr(`${renderMessage(say('counted', { shots, documents, tokens: groupDigits(tokens) }), io.language)}\n`);
    inputs = withShotTokens(inputs, tokens);
  }
  for (const { field, value } of given) inputs = withValue(inputs, field.split('.'), value);
  return inputs;
}

function refuse(findings: readonly Finding[], options: Options, io: CliIo): void {
  if (options.format === 'json') {
    printJsonErrors(
      findings.map((finding) => plainFinding(finding, io.language)),
      io,
    );
  }
  io.stderr(findings.map((finding) => `${findingLine(withFlag(finding), io.language)}\n`).join(''));
  io.setExitCode(2);
}

/** A finding at the flag that its input is given by. */
function withFlag(finding: Finding): Finding {
  const [flag] = Object.entries(flags).find(([, field]) => field === finding.field) ?? [];
  return flag === undefined ? finding : { ...finding, field: flag };
}

interface GivenFlag {
  readonly flag: string;
  readonly field: string;
  readonly value: number;
}

/** A flag of another kind of training or price selects that kind. */
function withKinds(inputs: CostInputs, given: readonly GivenFlag[]): CostInputs {
  const has = (field: string) => given.some((flag) => flag.field === field);
  const hours = given.filter(({ field }) => field.startsWith('training.') && field !== 'training.amount');
  if (has('training.amount') && hours.length > 0)
    throw new UsageError(say('both', { flags: hours.map(({ flag }) => flag) }));
  let result = inputs;
  if (has('training.amount')) result = { ...result, training: { kind: 'sum', amount: 0 } };
  else if (hours.length > 0 && result.training.kind === 'sum')
    result = { ...result, training: exampleCostInputs.training };
  const owns = given.some(
    ({ field }) => field.startsWith('serving.price.') && field !== 'serving.price.pricePerGpuHour',
  );
  if (owns && result.serving.price.kind === 'rent')
    return merged(result, { serving: { price: ownMachine } }) as CostInputs;
  return result;
}

/** Merges objects field by field; if the kind changes, the new object replaces the old one. */
function merged(base: unknown, over: unknown): unknown {
  if (!isObject(over)) return over === undefined ? base : over;
  if (!isObject(base) || ('kind' in over && over.kind !== base.kind)) return over;
  return Object.fromEntries(
    [...new Set([...Object.keys(base), ...Object.keys(over)])].map((key) => [key, merged(base[key], over[key])]),
  );
}

function withValue<Target extends object>(
  target: Target,
  [name = '', ...rest]: readonly string[],
  value: number,
): Target {
  const inner: unknown = Reflect.get(target, name);
  return { ...target, [name]: rest.length > 0 && isObject(inner) ? withValue(inner, rest, value) : value };
}

function at(value: unknown, field: string): unknown {
  return field.split('.').reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);
}

function parseNumber(text: string, io: CliIo): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError(renderMessage(say('number', { value: text }), io.language));
}

function unreadable(file: string, io: CliIo): (error: unknown) => never {
  return (error) => {
    if (error instanceof UsageError) throw error;
    const failure = toFileFailure(error, io.cwd);
    if (failure !== undefined) throw failure;
    throw new UsageError(say('file', { file, reason: error instanceof Error ? error.message : String(error) }));
  };
}
