import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig, AdapterMethod } from '../adapter/config.ts';
import { type Finding, failure, type Outcome, success } from '../finding.ts';
import { toPythonCall } from './pythonLiteral.ts';
import type { TrainingSetup } from './setup.ts';
import type { CountedAdapter } from './targets.ts';

const say = defineMessages({
  full: {
    en: 'A full fine-tune has no adapter configuration.',
    'zh-CN': '全量微调没有适配器配置。',
  },
  totalStep: {
    en: 'PEFT requires total_step for AdaLoRA: set it to the number of training steps.',
    'zh-CN': 'PEFT 的 AdaLoRA 要求设置 total_step：请设为训练总步数。',
  },
  fa: {
    en: 'LoRA-FA is not a field of LoraConfig: create the optimizer with peft.optimizers.create_lorafa_optimizer.',
    'zh-CN': 'LoRA-FA 不是 LoraConfig 的字段：请用 peft.optimizers.create_lorafa_optimizer 创建优化器。',
  },
});

/** PEFT's configuration class per method. */
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

/** The configuration as Python: an importable call of its class. */
export function writePython(setup: TrainingSetup, { adapter }: CountedAdapter): Outcome<string> {
  const { peft_type: method, ...fields } = toPeftFields(adapter);
  if (method === 'FULL') return refuseFull();
  const name = configClasses[method];
  const base = setup.model === '' ? {} : { base_model_name_or_path: setup.model };
  const text = [
    `from peft import ${name}, get_peft_model`,
    '',
    toPythonCall(`config = ${name}`, { ...base, ...fields }),
    '# model = get_peft_model(model, config)',
    '# model.print_trainable_parameters()',
    '',
  ].join('\n');
  return success(text, notes(adapter));
}

/** The configuration as PEFT saves it with an adapter. */
export function writeAdapterConfig(setup: TrainingSetup, { adapter }: CountedAdapter): Outcome<string> {
  if (adapter.peft_type === 'FULL') return refuseFull();
  const file = { base_model_name_or_path: setup.model, ...toPeftFields(adapter), inference_mode: false };
  return success(`${JSON.stringify(file, undefined, 2)}\n`, notes(adapter));
}

/** PEFT's own fields, without the one that belongs to the optimizer. */
export function toPeftFields(adapter: AdapterConfig): Omit<AdapterConfig, 'other_fields' | 'lora_fa'> {
  const { lora_fa: _, other_fields: others, ...fields } = adapter;
  return { ...fields, ...others };
}

/** Warnings about fields that a file cannot have, or has to get. */
export function notes(adapter: AdapterConfig): readonly Finding[] {
  const findings: Finding[] = [];
  if (adapter.lora_fa === true) {
    findings.push({ code: 'not-expressible', severity: 'warning', field: 'lora_fa', message: say('fa') });
  }
  if (adapter.peft_type === 'ADALORA' && adapter.total_step === undefined) {
    findings.push({ code: 'missing-field', severity: 'warning', field: 'total_step', message: say('totalStep') });
  }
  return findings;
}

function refuseFull(): Outcome<never> {
  return failure({ code: 'not-expressible', severity: 'error', field: 'peft_type', message: say('full') });
}
