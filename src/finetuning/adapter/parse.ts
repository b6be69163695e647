import { defineMessages, type Message } from '../../core/index.ts';
import { isRecord, show } from '../architectures/configReader.ts';
import { type Finding, failure, type Outcome, settle } from '../finding.ts';
import { taskTypes } from '../model/options.ts';
import { type AdapterConfig, adapterMethods } from './config.ts';

const say = defineMessages({
  notObject: {
    en: 'Expected a JSON object of LoraConfig fields, got {value}.',
    'zh-CN': '适配器配置应为由 LoraConfig 字段组成的 JSON 对象，实际为 {value}。',
  },
  method: {
    en: 'The method “{value}” is not supported. Supported methods: {known}.',
    'zh-CN': '无法计算方法“{value}”；支持的有：{known}。',
  },
  task: { en: 'The task type “{value}” is not one of {known}.', 'zh-CN': '任务类型“{value}”不在 {known} 之中。' },
  expected: { en: '“{field}” must be {what}, not {value}.', 'zh-CN': '“{field}”必须是{what}，不能是 {value}。' },
  rank: { en: 'a whole number from 1 to 16777216', 'zh-CN': '1 到 16777216 之间的整数' },
  whole: { en: 'a whole number', 'zh-CN': '整数' },
  number: { en: 'a number', 'zh-CN': '数字' },
  flag: { en: 'true or false', 'zh-CN': ' true 或 false' },
  flagOrText: { en: 'true, false or a name', 'zh-CN': ' true、false 或名称' },
  names: { en: 'a list of names or a string', 'zh-CN': '名称列表或字符串' },
  list: { en: 'a list of names', 'zh-CN': '名称列表' },
  indices: { en: 'a list of whole numbers of 0 or more', 'zh-CN': '非负整数列表' },
  layers: { en: 'a whole number or a list of them', 'zh-CN': '整数或整数列表' },
  ranks: {
    en: 'an object of patterns and ranks from 1 to 16777216',
    'zh-CN': '由模式与秩（1 到 16777216 之间的整数）组成的对象',
  },
  numbers: { en: 'an object of patterns and numbers', 'zh-CN': '由模式与数字组成的对象' },
  tokens: {
    en: 'a list of token numbers, or an object of such lists',
    'zh-CN': 'token 编号列表，或由此类列表组成的对象',
  },
  spans: { en: 'a list of pairs of a start and an end', 'zh-CN': '由起止位置对组成的列表' },
  record: { en: 'an object', 'zh-CN': '对象' },
  bias: { en: 'none, all or lora_only', 'zh-CN': ' none、all 或 lora_only' },
  changesShapes: {
    en: '“{field}” changes the shapes of the adapter; this cannot be counted.',
    'zh-CN': '“{field}”会改变适配器的形状，此处无法计数。',
  },
  unknown: {
    en: 'Unknown field “{field}”; it is not counted.',
    'zh-CN': '未收录字段“{field}”，计数时不予考虑。',
  },
});

type Check = (value: unknown) => boolean;

const isWhole: Check = (value) => Number.isInteger(value);
const isIndex: Check = (value) => Number.isInteger(value) && Number(value) >= 0;
const isRank: Check = (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 16_777_216;
const isNumber: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const isFlag: Check = (value) => typeof value === 'boolean';
const isText: Check = (value) => typeof value === 'string';
const isList =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const isMap =
  (check: Check): Check =>
  (value) =>
    isRecord(value) && Object.values(value).every(check);
const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));

const isSpan: Check = (value) => Array.isArray(value) && value.length === 2 && value.every(isIndex);
const biases = ['none', 'all', 'lora_only', 'vera_only'];

/** Allowed values per field. */
const fields: Readonly<
  Record<Exclude<keyof AdapterConfig, 'peft_type' | 'task_type' | 'other_fields'>, readonly [Check, Message]>
> = {
  r: [isRank, say('rank')],
  init_r: [isRank, say('rank')],
  target_r: [isWhole, say('whole')],
  total_step: [isWhole, say('whole')],
  tinit: [isWhole, say('whole')],
  tfinal: [isWhole, say('whole')],
  lora_alpha: [isNumber, say('number')],
  alpha: [isNumber, say('number')],
  lora_dropout: [isNumber, say('number')],
  target_modules: [either(isText, isList(isText)), say('names')],
  exclude_modules: [either(isText, isList(isText)), say('names')],
  feedforward_modules: [either(isText, isList(isText)), say('names')],
  target_parameters: [isList(isText), say('list')],
  layers_to_transform: [either(isIndex, isList(isIndex)), say('layers')],
  layers_pattern: [either(isText, isList(isText)), say('names')],
  rank_pattern: [isMap(isRank), say('ranks')],
  alpha_pattern: [isMap(isNumber), say('numbers')],
  modules_to_save: [isList(isText), say('list')],
  bias: [(value) => biases.includes(String(value)), say('bias')],
  use_dora: [isFlag, say('flag')],
  use_rslora: [isFlag, say('flag')],
  lora_bias: [isFlag, say('flag')],
  lora_fa: [isFlag, say('flag')],
  fan_in_fan_out: [isFlag, say('flag')],
  init_lora_weights: [either(isFlag, isText), say('flagOrText')],
  trainable_token_indices: [either(isList(isIndex), isMap(isList(isIndex))), say('tokens')],
  token_indices: [isList(isIndex), say('indices')],
  ensure_weight_tying: [isFlag, say('flag')],
  layer_replication: [isList(isSpan), say('spans')],
  kasa_config: [isRecord, say('record')],
  save_projection: [isFlag, say('flag')],
  use_effective_conv2d: [isFlag, say('flag')],
  decompose_both: [isFlag, say('flag')],
  decompose_factor: [isWhole, say('whole')],
};

/** Fields that describe a saved adapter and not its configuration; they are ignored. */
const IGNORED_FIELDS: ReadonlySet<string> = new Set([
  'auto_mapping',
  'base_model_name_or_path',
  'inference_mode',
  'megatron_config',
  'megatron_core',
  'peft_version',
  'revision',
  'runtime_config',
]);

/** Fields of PEFT that change neither shapes nor counts, with their defaults. They are kept for PEFT's own formats. */
const PASSED_FIELDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['alora_invocation_tokens', undefined],
  ['arrow_config', undefined],
  ['beta1', 0.85],
  ['beta2', 0.85],
  ['corda_config', undefined],
  ['d_initial', 0.1],
  ['deltaT', 1],
  ['eva_config', undefined],
  ['init_ia3_weights', true],
  ['init_weights', true],
  ['loftq_config', undefined],
  ['lora_ga_config', undefined],
  ['module_dropout', 0],
  ['monteclora_config', undefined],
  ['orth_reg_weight', 0.5],
  ['projection_prng_key', 0],
  ['qalora_group_size', 16],
  ['rank_dropout', 0],
  ['rank_dropout_scale', false],
  ['vera_dropout', 0],
]);

/** Fields that change the shapes of the adapter; without them the count would be wrong. */
const SHAPE_CHANGING_FIELDS = new Set(['use_bdlora', 'use_qalora', 'velora_config']);

/** True for an object with fields of PEFT, and for an empty one, which has its defaults. */
export function isAdapterConfig(values: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(values);
  return names.length === 0 || names.some((name) => name === 'peft_type' || name === 'task_type' || isField(name));
}

/** Validates a JSON object of PEFT's own field names (an `adapter_config.json`, the value of `--config`). */
export function parseAdapterConfig(value: unknown): Outcome<AdapterConfig> {
  if (!isRecord(value)) {
    return failure({
      code: 'not-an-object',
      severity: 'error',
      field: '',
      message: say('notObject', { value: show(value) }),
    });
  }
  const findings: Finding[] = [];
  const kept: Record<string, unknown> = {};
  const passed: Record<string, unknown> = {};
  for (const [field, content] of Object.entries(value)) {
    if (content === null || content === undefined || field === 'peft_type' || field === 'task_type') continue;
    if (isField(field)) {
      const [check, what] = fields[field];
      if (check(content)) kept[field] = content;
      else findings.push(refuse(field, content, what));
    } else if (!PASSED_FIELDS.has(field)) findings.push(...reportUnknownField(field, content));
    else if (content !== PASSED_FIELDS.get(field) && !isEmpty(content)) passed[field] = content;
  }
  const method = String(value.peft_type ?? 'LORA')
    .toUpperCase()
    .replace(/^PEFTTYPE\./, '');
  const known = adapterMethods.find((name) => name === method);
  if (known === undefined) {
    const message = say('method', { value: method, known: adapterMethods });
    findings.push({ code: 'unsupported-method', severity: 'error', field: 'peft_type', message });
  }
  const task = getTaskType(value.task_type, findings);
  const config: AdapterConfig = {
    ...kept,
    ...(Object.keys(passed).length === 0 ? {} : { other_fields: passed }),
    peft_type: known ?? 'LORA',
    ...(task === undefined ? {} : { task_type: task }),
  };
  return settle(config, findings);
}

function isEmpty(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0;
}

function isField(field: string): field is keyof typeof fields {
  return Object.hasOwn(fields, field);
}

function refuse(field: string, value: unknown, what: Message): Finding {
  const message = say('expected', { field, what, value: show(value) });
  const isNotPositive = field === 'r' || field === 'init_r' || field === 'rank_pattern';
  return { code: isNotPositive ? 'rank-not-positive' : 'invalid-field', severity: 'error', field, message };
}

function reportUnknownField(field: string, value: unknown): readonly Finding[] {
  if (SHAPE_CHANGING_FIELDS.has(field)) {
    if (value === false) return [];
    const message = say('changesShapes', { field });
    return [{ code: 'unsupported-option', severity: 'error', field, message }];
  }
  if (IGNORED_FIELDS.has(field)) return [];
  return [{ code: 'unknown-field', severity: 'warning', field, message: say('unknown', { field }) }];
}

function getTaskType(value: unknown, findings: Finding[]): AdapterConfig['task_type'] {
  if (value === undefined || value === null) return undefined;
  const known = taskTypes.find((task) => task === String(value).replace(/^TaskType\./, ''));
  if (known === undefined) {
    const message = say('task', { value: show(value), known: taskTypes });
    findings.push({ code: 'invalid-field', severity: 'error', field: 'task_type', message });
  }
  return known;
}
