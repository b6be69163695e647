import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig, AdapterMethod } from '../adapter/config.ts';
import type { Finding } from '../finding.ts';

const say = defineMessages({
  field: {
    en: '{format} cannot express “{field}”; the run would train another number of parameters.',
    'zh-CN': '{format} 无法表达“{field}”，实际训练的参数量会与这里不一致。',
  },
  method: {
    en: '{format} cannot express the method {method}; it knows {known}.',
    'zh-CN': '{format} 不支持方法 {method}；可用的有 {known}。',
  },
  precision: {
    en: '{format} has no setting for base weights in {precision}; choose it where the model is loaded.',
    'zh-CN': '{format} 没有设置基座权重 {precision} 的选项，请在加载模型处指定。',
  },
  useAdapterConfig: {
    en: 'Write adapter_config.json or the Python LoraConfig, which express everything.',
    'zh-CN': '可改为写出 adapter_config.json 或 Python 的 LoraConfig，它们能表达全部设置。',
  },
});

/** Fields of a configuration that decide how much is trained. */
const countingFields = [
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

/** What a format can say of an adapter. */
export interface FormatAbility {
  /** For people. */
  readonly title: string;
  readonly methods: readonly AdapterMethod[];
  /** Which of the fields that decide how much is trained it has. */
  readonly fields: readonly (typeof countingFields)[number][];
  /** Values of `bias` it has. */
  readonly biases: readonly string[];
  /** True if target modules may be a pattern. */
  readonly patterns: boolean;
}

/** What of an adapter a format cannot say. */
export function inexpressible(adapter: AdapterConfig, ability: FormatAbility): readonly Finding[] {
  const { title: format } = ability;
  const findings: Finding[] = [];
  const refuse = (field: string, message: Finding['message']): void => {
    const advice = say('useAdapterConfig');
    findings.push({ code: 'not-expressible', severity: 'error', field, message, advice });
  };
  if (!ability.methods.includes(adapter.peft_type)) {
    refuse('peft_type', say('method', { format, method: adapter.peft_type, known: ability.methods }));
  }
  const known: ReadonlySet<string> = new Set(ability.fields);
  for (const field of countingFields) {
    if (isSet(adapter[field]) && !known.has(field)) refuse(field, say('field', { format, field }));
  }
  if (!ability.biases.includes(adapter.bias ?? 'none')) refuse('bias', say('field', { format, field: 'bias' }));
  const targets = adapter.target_modules;
  const isPattern = typeof targets === 'string' && targets.toLowerCase() !== 'all-linear';
  if (isPattern && !ability.patterns) refuse('target_modules', say('field', { format, field: 'target_modules' }));
  return findings;
}

/** A warning that a format does not say how base weights are loaded. */
export function unsaidPrecision(format: string, precision: string): Finding {
  const message = say('precision', { format, precision });
  return { code: 'not-expressible', severity: 'warning', field: 'basePrecision', message };
}

function isSet(value: unknown): boolean {
  if (value === undefined || value === false || value === null) return false;
  return !(Array.isArray(value) && value.length === 0);
}
