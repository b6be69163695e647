import { parse } from 'yaml';
import { defineMessages, type Message } from '../../core/index.ts';
import { parseAdapterConfig } from '../adapter/parse.ts';
import { isRecord } from '../architectures/configReader.ts';
import { failure, type Outcome, settle } from '../finding.ts';
import { readAxolotl, writeAxolotl } from './axolotl.ts';
import { readLlamaFactory, writeLlamaFactory } from './llamaFactory.ts';
import { readMsSwift, swiftArguments, writeMsSwift } from './msSwift.ts';
import { writeAdapterConfig, writePython } from './peftFiles.ts';
import { defaultSetup, type TrainingFormat, type TrainingSetup } from './setup.ts';

const say = defineMessages({
  unreadable: {
    en: 'The file can be read neither as JSON nor as YAML: {reason}.',
    'zh-CN': '该文件既不是 JSON 也不是 YAML：{reason}。',
  },
  python: {
    en: 'Python is written, but not read.',
    'zh-CN': 'Python 代码只支持写出，不支持读入。',
  },
  savedConfig: {
    en: 'Read the adapter_config.json that PEFT saves instead.',
    'zh-CN': '请改为读取 PEFT 保存的 adapter_config.json。',
  },
  unknown: {
    en: 'This is no training configuration of PEFT, LLaMA-Factory, Axolotl or ms-swift.',
    'zh-CN': '这不是 PEFT、LLaMA-Factory、Axolotl 或 ms-swift 的训练配置。',
  },
});

const writers: Readonly<Record<TrainingFormat, (setup: TrainingSetup) => Outcome<string>>> = {
  'peft-python': writePython,
  'adapter-config': writeAdapterConfig,
  llamafactory: writeLlamaFactory,
  axolotl: writeAxolotl,
  'ms-swift': writeMsSwift,
};

/** Writes a training configuration. Findings say what the format cannot express. */
export function writeTraining(format: TrainingFormat, setup: TrainingSetup): Outcome<string> {
  return writers[format](setup);
}

/** A configuration that was read, and the format it was in. */
export interface ReadTraining {
  readonly format: TrainingFormat;
  readonly setup: TrainingSetup;
}

/** Reads a configuration back; the format is recognised from the text. */
export function readTraining(text: string): Outcome<ReadTraining> {
  if (/^\s*(from|import)\s+\w|\bconfig\s*=\s*\w*Config\(/m.test(text)) return refuse(say('python'), say('savedConfig'));
  if (/^\s*(?:[A-Z_]+=\S*\s+|\\?\s*)*swift\s+\w+|^\s*--\w+\s/m.test(text)) {
    return withFormat('ms-swift', readMsSwift(swiftArguments(text)));
  }
  let values: unknown;
  try {
    values = parse(text, { logLevel: 'silent' });
  } catch (error) {
    return refuse(say('unreadable', { reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : '' }));
  }
  if (!isRecord(values)) return refuse(say('unknown'));
  const has = (...names: readonly string[]): boolean => names.some((name) => Object.hasOwn(values, name));
  if (has('peft_type')) return withFormat('adapter-config', readAdapterFile(values));
  if (has('train_type', 'tuner_type', 'sft_type')) return withFormat('ms-swift', readMsSwift(values));
  if (has('base_model', 'lora_r')) return withFormat('axolotl', readAxolotl(values));
  if (has('finetuning_type', 'lora_rank', 'lora_target')) return withFormat('llamafactory', readLlamaFactory(values));
  return has('r', 'target_modules') ? withFormat('adapter-config', readAdapterFile(values)) : refuse(say('unknown'));
}

function readAdapterFile(values: Readonly<Record<string, unknown>>): Outcome<TrainingSetup> {
  const parsed = parseAdapterConfig(values);
  if (!parsed.ok) return parsed;
  const base = values.base_model_name_or_path;
  return settle(
    { ...defaultSetup, model: typeof base === 'string' ? base : '', adapter: parsed.value },
    parsed.findings,
  );
}

function withFormat(format: TrainingFormat, outcome: Outcome<TrainingSetup>): Outcome<ReadTraining> {
  return outcome.ok ? settle({ format, setup: outcome.value }, outcome.findings) : outcome;
}

function refuse(message: Message, advice?: Message): Outcome<never> {
  const finding = { code: 'unreadable-config', severity: 'error', field: '', message } as const;
  return failure(advice === undefined ? finding : { ...finding, advice });
}
