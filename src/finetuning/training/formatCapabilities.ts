import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig, AdapterMethod } from '../adapter/config.ts';
import type { Finding } from '../finding.ts';
import type { TaskType } from '../model/options.ts';
import { isAllLinear } from './targets.ts';

const say = defineMessages({
  field: {
    en: '{format} cannot express “{field}”; it would train a different number of parameters.',
    'zh-CN': '{format} 无法表达“{field}”，实际训练的参数量会与这里不一致。',
  },
  method: {
    en: '{format} does not support the method {method}; it supports {known}.',
    'zh-CN': '{format} 不支持方法 {method}；可用的有 {known}。',
  },
  task: {
    en: '{format} cannot express the task {task}, which trains a head in addition to the adapter.',
    'zh-CN': '{format} 无法表达任务 {task}，该任务除适配器外还会训练任务头。',
  },
  precision: {
    en: '{format} has no setting for base weights in {precision}; set it where the model is loaded.',
    'zh-CN': '{format} 没有设置基座权重 {precision} 的选项，请在加载模型处指定。',
  },
  useAdapterConfig: {
    en: 'Write adapter_config.json or the Python LoraConfig, which support every setting.',
    'zh-CN': '可改为写出 adapter_config.json 或 Python 的 LoraConfig，它们能表达全部设置。',
  },
});

/** Fields of a configuration that change the count. */
const COUNTING_FIELDS = [
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
  'lora_fa',
] as const satisfies readonly (keyof AdapterConfig)[];

/** Tasks whose heads PEFT trains in full. */
const HEAD_TASKS: ReadonlySet<TaskType> = new Set(['SEQ_CLS', 'TOKEN_CLS', 'QUESTION_ANS']);

/** What a format supports. */
export interface FormatCapabilities {
  /** Display name. */
  readonly title: string;
  readonly methods: readonly AdapterMethod[];
  /** The supported ones of the fields that change the count. */
  readonly fields: readonly (typeof COUNTING_FIELDS)[number][];
  /** Supported values of `bias`. */
  readonly biases: readonly string[];
  /** True if target modules may be a pattern. */
  readonly patterns: boolean;
  /** Supported tasks with a trained head. */
  readonly headTasks: readonly TaskType[];
}

/** Settings of an adapter that a format does not support. */
export function getUnsupportedFields(adapter: AdapterConfig, capabilities: FormatCapabilities): readonly Finding[] {
  const { title: format } = capabilities;
  const findings: Finding[] = [];
  const refuse = (field: string, message: Finding['message']): void => {
    const advice = say('useAdapterConfig');
    findings.push({ code: 'not-expressible', severity: 'error', field, message, advice });
  };
  if (!capabilities.methods.includes(adapter.peft_type)) {
    refuse('peft_type', say('method', { format, method: adapter.peft_type, known: capabilities.methods }));
  }
  const known: ReadonlySet<string> = new Set(capabilities.fields);
  for (const field of COUNTING_FIELDS) {
    if (isSet(adapter[field]) && !known.has(field)) refuse(field, say('field', { format, field }));
  }
  if (!capabilities.biases.includes(adapter.bias ?? 'none')) refuse('bias', say('field', { format, field: 'bias' }));
  const targets = adapter.target_modules;
  const isPattern = typeof targets === 'string' && !isAllLinear(targets);
  if (isPattern && !capabilities.patterns) refuse('target_modules', say('field', { format, field: 'target_modules' }));
  const task = adapter.task_type;
  if (task !== undefined && HEAD_TASKS.has(task) && !capabilities.headTasks.includes(task)) {
    refuse('task_type', say('task', { format, task }));
  }
  return findings;
}

/** A warning that a format cannot set the precision of the base weights. */
export function reportPrecision(format: string, precision: string): Finding {
  const message = say('precision', { format, precision });
  return { code: 'not-expressible', severity: 'warning', field: 'basePrecision', message };
}

function isSet(value: unknown): boolean {
  if (value === undefined || value === false || value === null) return false;
  return !(Array.isArray(value) && value.length === 0);
}
