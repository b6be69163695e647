import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig, AdapterMethod } from '../adapter/config.ts';
import { type Finding, failure, type Outcome, success } from '../finding.ts';
import type { TrainingSetup } from './setup.ts';

const say = defineMessages({
  full: {
    en: 'A full fine-tune has no adapter configuration.',
    'zh-CN': '全量微调没有适配器配置。',
  },
  fa: {
    en: 'LoRA-FA is not a field of LoraConfig: create the optimizer with peft.optimizers.create_lorafa_optimizer.',
    'zh-CN': 'LoRA-FA 不是 LoraConfig 的字段：请用 peft.optimizers.create_lorafa_optimizer 创建优化器。',
  },
});

/** PEFT's class for each method that has one. */
export const configClasses: Readonly<Record<Exclude<AdapterMethod, 'FULL'>, string>> = {
  LORA: 'LoraConfig',
  ADALORA: 'AdaLoraConfig',
  VERA: 'VeraConfig',
  IA3: 'IA3Config',
  LOHA: 'LoHaConfig',
  LOKR: 'LoKrConfig',
  LN_TUNING: 'LNTuningConfig',
  TRAINABLE_TOKENS: 'TrainableTokensConfig',
};

/** The configuration as Python: the call of its class, importable as it is. */
export function writePython(setup: TrainingSetup): Outcome<string> {
  const { peft_type: method, ...fields } = peftFields(setup.adapter);
  if (method === 'FULL') return refuseFull();
  const name = configClasses[method];
  const base = setup.model === '' ? {} : { base_model_name_or_path: setup.model };
  const lines = Object.entries({ ...base, ...fields }).map(([field, value]) => `    ${field}=${python(value)},`);
  const text = [
    `from peft import ${name}, get_peft_model`,
    '',
    `config = ${name}(`,
    ...lines,
    ')',
    '# model = get_peft_model(model, config)',
    '# model.print_trainable_parameters()',
    '',
  ].join('\n');
  return success(text, notes(setup.adapter));
}

/** The configuration as PEFT saves it beside an adapter. */
export function writeAdapterConfig(setup: TrainingSetup): Outcome<string> {
  if (setup.adapter.peft_type === 'FULL') return refuseFull();
  const file = { base_model_name_or_path: setup.model, ...peftFields(setup.adapter), inference_mode: false };
  return success(`${JSON.stringify(file, undefined, 2)}\n`, notes(setup.adapter));
}

/** PEFT's own fields: without the one that only the optimizer knows. */
function peftFields(adapter: AdapterConfig): AdapterConfig {
  const { lora_fa: _, ...fields } = adapter;
  return fields;
}

function notes(adapter: AdapterConfig): readonly Finding[] {
  if (adapter.lora_fa !== true) return [];
  return [{ code: 'not-expressible', severity: 'warning', field: 'lora_fa', message: say('fa') }];
}

function refuseFull(): Outcome<never> {
  return failure({ code: 'not-expressible', severity: 'error', field: 'peft_type', message: say('full') });
}

/** A value as a Python literal. JSON's escapes are Python's as well. */
function python(value: unknown): string {
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (value === null || value === undefined) return 'None';
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, inner]) => `${python(key)}: ${python(inner)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value);
}
