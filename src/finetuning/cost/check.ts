import { defineMessages, type Message } from '../../core/index.ts';
import type { Finding } from '../finding.ts';
import type { CostInputs } from './model.ts';

const say = defineMessages({
  missing: { en: 'Enter “{field}”.', 'zh-CN': '请填写“{field}”。' },
  number: { en: '“{field}” must be a number, not {value}.', 'zh-CN': '“{field}”必须是数字，不能是 {value}。' },
  negative: { en: '“{field}” cannot be negative: {value}.', 'zh-CN': '“{field}”不能为负数：{value}。' },
  positive: { en: '“{field}” must be greater than 0, not {value}.', 'zh-CN': '“{field}”必须大于 0，不能是 {value}。' },
  whole: {
    en: '“{field}” must be an integer from {least} to {most}, not {value}.',
    'zh-CN': '“{field}”必须是 {least} 到 {most} 之间的整数，不能是 {value}。',
  },
  percent: {
    en: '“{field}” must be greater than 0 and at most 100 percent, not {value}.',
    'zh-CN': '“{field}”必须大于 0 且不超过 100（%），不能是 {value}。',
  },
  growth: {
    en: '“{field}” must be between -100 and 1000 percent per month, not {value}.',
    'zh-CN': '“{field}”必须在每月 -100% 到 1000% 之间，不能是 {value}。',
  },
  pue: { en: '“{field}” cannot be less than 1: {value}.', 'zh-CN': '“{field}”不能小于 1：{value}。' },
  shots: {
    en: 'The shots ({shots} tokens) are part of a request’s input and cannot be longer than the input ({input}).',
    'zh-CN': '示例（{shots} 个 token）是请求输入的一部分，不能比输入（{input}）更长。',
  },
  currency: { en: 'Enter the currency of the amounts, such as CNY.', 'zh-CN': '请填写金额所用的货币，例如 CNY。' },
});

/** Problems of the inputs, each finding at its field. */
export function checkCosts(inputs: CostInputs): readonly Finding[] {
  const findings: Finding[] = [];
  const refuse = (field: string, message: Message): void => {
    findings.push({ code: 'invalid-number', severity: 'error', field, message });
  };
  const number = (field: string, value: unknown): value is number => {
    if (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= 1e18) return true;
    refuse(field, Number.isNaN(value) ? say('missing', { field }) : say('number', { field, value: shown(value) }));
    return false;
  };
  const rules: Readonly<Record<Rule, (field: string, value: unknown) => void>> = {
    amount: (field, value) => {
      if (number(field, value) && value < 0) refuse(field, say('negative', { field, value }));
    },
    positive: (field, value) => {
      if (number(field, value) && value <= 0) refuse(field, say('positive', { field, value }));
    },
    percent: (field, value) => {
      if (number(field, value) && (value <= 0 || value > 100)) refuse(field, say('percent', { field, value }));
    },
    growth: (field, value) => {
      if (number(field, value) && (value <= -100 || value > 1000)) refuse(field, say('growth', { field, value }));
    },
    factor: (field, value) => {
      if (number(field, value) && value < 1) refuse(field, say('pue', { field, value }));
    },
    count: (field, value) => whole(field, value, 1, 10_000),
    countOrNone: (field, value) => whole(field, value, 0, 1_000_000),
    horizon: (field, value) => whole(field, value, 1, 600),
  };
  const whole = (field: string, value: unknown, least: number, most: number): void => {
    if (!number(field, value)) return;
    if (!Number.isInteger(value) || value < least || value > most)
      refuse(field, say('whole', { field, least, most, value }));
  };
  for (const [field, rule] of getFields(inputs)) rules[rule](field, valueAt(inputs, field));
  const { shotTokensPerRequest: shots, inputTokensPerRequest: input } = inputs.traffic;
  if (shots > input) refuse('traffic.shotTokensPerRequest', say('shots', { shots, input }));
  if (inputs.currency.trim() === '') {
    findings.push({ code: 'unknown-currency', severity: 'error', field: 'currency', message: say('currency') });
  }
  return findings;
}

type Rule = 'amount' | 'positive' | 'percent' | 'growth' | 'factor' | 'count' | 'countOrNone' | 'horizon';

/** Every number of the inputs with its rule, for the chosen kinds. */
function getFields(inputs: CostInputs): readonly (readonly [string, Rule])[] {
  const training: readonly (readonly [string, Rule])[] =
    inputs.training.kind === 'sum'
      ? [['training.amount', 'amount']]
      : [
          ['training.activeParameters', 'positive'],
          ['training.trainingTokens', 'amount'],
          ['training.epochs', 'amount'],
          ['training.runs', 'countOrNone'],
          ['training.gpuTflops', 'positive'],
          ['training.utilisationPercent', 'percent'],
          ['training.pricePerGpuHour', 'amount'],
        ];
  const price: readonly (readonly [string, Rule])[] =
    inputs.serving.price.kind === 'rent'
      ? [['serving.price.pricePerGpuHour', 'amount']]
      : [
          ['serving.price.purchasePricePerGpu', 'amount'],
          ['serving.price.lifetimeMonths', 'positive'],
          ['serving.price.watts', 'amount'],
          ['serving.price.pue', 'factor'],
          ['serving.price.pricePerKwh', 'amount'],
        ];
  return [
    ['publicApi.inputPricePerMillion', 'amount'],
    ['publicApi.outputPricePerMillion', 'amount'],
    ['traffic.requestsPerMonth', 'amount'],
    ['traffic.inputTokensPerRequest', 'amount'],
    ['traffic.outputTokensPerRequest', 'amount'],
    ['traffic.shotTokensPerRequest', 'amount'],
    ['traffic.growthPercentPerMonth', 'growth'],
    ...training,
    ['dataWork', 'amount'],
    ...price,
    ['serving.gpusPerReplica', 'count'],
    ['serving.tokensPerSecondPerReplica', 'positive'],
    ['serving.loadPercent', 'percent'],
    ['serving.hoursPerMonth', 'positive'],
    ['serving.minimumReplicas', 'countOrNone'],
    ['serving.fixedPerMonth', 'amount'],
    ['horizonMonths', 'horizon'],
  ];
}

/** The value at a dotted field. */
export function valueAt(inputs: CostInputs, field: string): unknown {
  let value: unknown = inputs;
  for (const name of field.split('.')) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  }
  return value;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `“${value}”` : String(value);
}
