import { parse } from 'yaml';
import { defineMessages, type Message } from '../../core/index.ts';
import { parseAdapterConfig } from '../adapter/parse.ts';
import { isRecord } from '../architectures/configReader.ts';
import { failure, type Outcome, settle, success } from '../finding.ts';
import { readAxolotl, writeAxolotl } from './axolotl.ts';
import { readLlamaFactory, writeLlamaFactory } from './llamaFactory.ts';
import { lostFields } from './lost.ts';
import { readMsSwift, swiftArguments, writeMsSwift } from './msSwift.ts';
import { writeAdapterConfig, writePython } from './peftFiles.ts';
import { isPython, readPython } from './python.ts';
import { defaultSetup, type TrainingFormat, type TrainingSetup } from './setup.ts';

const say = defineMessages({
  unreadable: {
    en: 'The file can be read neither as JSON nor as YAML: {reason}.',
    'zh-CN': '该文件既不是 JSON 也不是 YAML：{reason}。',
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

/** The formats' names for people. */
const titles: Readonly<Record<TrainingFormat, string>> = {
  'peft-python': 'Python',
  'adapter-config': 'adapter_config.json',
  llamafactory: 'LLaMA-Factory',
  axolotl: 'Axolotl',
  'ms-swift': 'ms-swift',
};

/**
 * Writes a training configuration. Findings say what the format cannot express: where another number of parameters would
 * be trained it is refused, and whatever else does not come back from the written text is told.
 */
export function writeTraining(format: TrainingFormat, setup: TrainingSetup): Outcome<string> {
  const written = writers[format](setup);
  if (!written.ok) return written;
  const back = readTraining(written.value);
  if (!back.ok) return written;
  const lost = lostFields(titles[format], setup.adapter, back.value.setup.adapter, written.findings);
  return success(written.value, [...written.findings, ...lost]);
}

/** A configuration that was read, and the format it was in. */
export interface ReadTraining {
  readonly format: TrainingFormat;
  readonly setup: TrainingSetup;
}

/** Reads a configuration back; the format is recognised from the text. */
export function readTraining(text: string): Outcome<ReadTraining> {
  if (isPython(text)) return withFormat('peft-python', readPython(text));
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

function refuse(message: Message): Outcome<never> {
  return failure({ code: 'unreadable-config', severity: 'error', field: '', message });
}
