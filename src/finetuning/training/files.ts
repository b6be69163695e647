import { LineCounter, parseDocument } from 'yaml';
import { defineMessages, hasDeepKeys, type Message } from '../../core/index.ts';
import type { AdapterConfig } from '../adapter/config.ts';
import { parseAdapterConfig } from '../adapter/parse.ts';
import { isRecord } from '../architectures/configReader.ts';
import { countAdapter } from '../counting/count.ts';
import { type FindingCode, failure, type Outcome, settle, success } from '../finding.ts';
import type { ModelTree } from '../model/tree.ts';
import { readAxolotl } from './axolotl.ts';
import { toDatasetEntry, writeDatasetInfo } from './datasetInfo.ts';
import { trainingFormatInfo } from './formats.ts';
import { readLlamaFactory } from './llamaFactory.ts';
import { readMsSwift, swiftArguments } from './msSwift.ts';
import { reportTrainedParts, writePartsComment } from './multimodal.ts';
import { getOmittedFields } from './omittedFields.ts';
import { isPython, readPython } from './python.ts';
import { defaultSetup, type TrainingFormat, type TrainingSetup } from './setup.ts';
import { type CountedAdapter, type CountedModel, hasSameModules, resolveTargets } from './targets.ts';

const say = defineMessages({
  unreadable: {
    en: 'The file is neither valid JSON nor valid YAML: {reason}.',
    'zh-CN': '该文件既不是 JSON 也不是 YAML：{reason}。',
  },
  deep: { en: 'The file is not read: it is nested too deeply.', 'zh-CN': '未读取此文件：嵌套过深。' },
  different: {
    en: '{format} cannot express this selection of modules; it would train different parameters.',
    'zh-CN': '{format} 无法表达这种模块选择，实际训练的参数会不同。',
  },
  model: {
    en: 'This is the configuration of a model, not of its training. Open it as a model.',
    'zh-CN': '这是模型的配置，不是训练配置。请作为模型打开。',
  },
  unknown: {
    en: 'This is not a training configuration of PEFT, LLaMA-Factory, Axolotl, ms-swift, TRL or Unsloth.',
    'zh-CN': '这不是 PEFT、LLaMA-Factory、Axolotl、ms-swift、TRL 或 Unsloth 的训练配置。',
  },
});

/**
 * Writes a training configuration. With a model, default targets are written as names, and the written file is read
 * again and counted: it is an error if it would train something else. Settings that do not change the count and cannot
 * be read back are reported as warnings.
 */
export function writeTraining(format: TrainingFormat, setup: TrainingSetup, model?: ModelTree): Outcome<string> {
  const { title, hasDefaultTargets, write } = trainingFormatInfo[format];
  const needsModel = model !== undefined || !hasDefaultTargets;
  const resolved: Outcome<CountedAdapter> = needsModel
    ? resolveTargets(title, setup.adapter, model)
    : success({ adapter: setup.adapter, counted: undefined });
  if (!resolved.ok) return resolved;
  const given = { ...setup, adapter: resolved.value.adapter };
  const written = write(given, resolved.value);
  if (!written.ok) return written;
  const { counted } = resolved.value;
  const text = counted === undefined ? written.value : writePartsComment(format, counted) + written.value;
  const findings = [...written.findings, ...(counted === undefined ? [] : reportTrainedParts(format, counted))];
  const back = readTraining(text);
  if (!back.ok) return success(text, findings);
  const isSame = counted !== undefined && trainsSame(counted, back.value.setup.adapter);
  if (counted !== undefined && !isSame) return refuse(say('different', { format: title }), 'not-expressible');
  const omitted = getOmittedFields(title, given.adapter, back.value.setup.adapter, written.findings, isSame);
  return success(text, [...findings, ...omitted]);
}

/** True if an adapter that was read back trains the same modules. LoRA-FA is a choice of the optimizer. */
function trainsSame({ model, count }: CountedModel, back: AdapterConfig): boolean {
  const again = countAdapter(model, count.config.lora_fa === true ? { ...back, lora_fa: true } : back);
  return again.ok && hasSameModules(again.value.modules, count.modules);
}

/** A file beside a training configuration: the definition of the dataset for LLaMA-Factory. */
export function getCompanionFile(
  format: TrainingFormat,
  setup: TrainingSetup,
): { readonly name: string; readonly text: string } | undefined {
  if (format !== 'llamafactory') return undefined;
  return { name: 'dataset_info.json', text: writeDatasetInfo(toDatasetEntry(setup.dataset, setup.datasetInfoFolder)) };
}

/** A configuration and its format. */
export interface ReadTraining {
  readonly format: TrainingFormat;
  readonly setup: TrainingSetup;
}

/** Reads a configuration; the format is detected from the text. */
export function readTraining(text: string): Outcome<ReadTraining> {
  if (isPython(text)) {
    const { format, outcome } = readPython(text);
    return withFormat(format, outcome);
  }
  if (isSwiftCommand(text)) {
    return withFormat('ms-swift', readMsSwift(swiftArguments(text)));
  }
  let values: unknown;
  try {
    const lineCounter = new LineCounter();
    // Each pretty error quotes its line, which takes seconds for a long line with thousands of them.
    const document = parseDocument(text, { logLevel: 'silent', lineCounter, prettyErrors: false });
    if (hasDeepKeys(document)) return refuse(say('deep'));
    const [error] = document.errors;
    if (error !== undefined) {
      const { line, col } = lineCounter.linePos(error.pos[0]);
      return refuse(say('unreadable', { reason: `${error.message} at line ${line}, column ${col}` }));
    }
    values = document.toJS();
  } catch (error) {
    // The library recurses; only nesting can exhaust it.
    if (error instanceof RangeError) return refuse(say('deep'));
    return refuse(say('unreadable', { reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : '' }));
  }
  if (!isRecord(values)) return refuse(say('unknown'));
  if ('model_type' in values && 'hidden_size' in values) return refuse(say('model'));
  const has = (...names: readonly string[]): boolean => names.some((name) => Object.hasOwn(values, name));
  if (has('peft_type')) return withFormat('adapter-config', readAdapterFile(values));
  if (has('train_type', 'tuner_type', 'sft_type')) return withFormat('ms-swift', readMsSwift(values));
  if (has('base_model', 'lora_r')) return withFormat('axolotl', readAxolotl(values));
  if (has('finetuning_type', 'lora_rank', 'lora_target')) return withFormat('llamafactory', readLlamaFactory(values));
  return has('r', 'target_modules') ? withFormat('adapter-config', readAdapterFile(values)) : refuse(say('unknown'));
}

/** True for a command line: `swift sft …`, perhaps after variables, or options at the start of a line. */
function isSwiftCommand(text: string): boolean {
  return text.split('\n').some((line) => {
    const words = line.split(/[ \t\r]/).filter((word) => word !== '' && word !== '\\');
    const first = words.findIndex((word) => !/^[A-Z_][A-Z0-9_]*=/.test(word));
    const command = words[first] ?? '';
    return (command === 'swift' && /^\w/.test(words[first + 1] ?? '')) || (first === 0 && /^--\w/.test(command));
  });
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

function refuse(message: Message, code: FindingCode = 'unreadable-config'): Outcome<never> {
  return failure({ code, severity: 'error', field: '', message });
}
