import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { defineMessages, type Language, renderMessage } from '../../core/index.ts';
import {
  type AdapterConfig,
  adapterMethods,
  type Finding,
  isAdapterConfig,
  type Outcome,
  parseAdapterConfig,
  readTraining,
  taskTypes,
} from '../../finetuning/index.ts';
import { toFileFailure } from '../fileFailure.ts';
import { UsageError } from '../usageError.ts';
import { fieldHelp } from './fieldHelp.ts';

const say = defineMessages({
  value: { en: '{flag} cannot read "{value}": {what}', 'zh-CN': '{flag} 无法读取“{value}”：{what}' },
  number: { en: 'expected a number', 'zh-CN': '应为数字' },
  numbers: { en: 'expected integers, for example 0,1,5-8', 'zh-CN': '应为整数，例如 0,1,5-8' },
  pairs: { en: 'expected pairs, for example q_proj=8,v_proj=4', 'zh-CN': '应为键值对，例如 q_proj=8,v_proj=4' },
  json: { en: 'expected JSON', 'zh-CN': '应为 JSON' },
});

type Field = Exclude<keyof AdapterConfig, 'peft_type' | 'task_type' | 'other_fields'>;
type Kind = 'number' | 'flag' | 'text' | 'names' | 'selection' | 'numbers' | 'pairs' | 'json';

/** Syntax of each field on the command line. */
const kinds: Readonly<Record<Field, Kind>> = {
  r: 'number',
  lora_alpha: 'number',
  lora_dropout: 'number',
  target_modules: 'selection',
  exclude_modules: 'selection',
  target_parameters: 'names',
  layers_to_transform: 'numbers',
  layers_pattern: 'names',
  rank_pattern: 'pairs',
  alpha_pattern: 'pairs',
  modules_to_save: 'names',
  bias: 'text',
  use_dora: 'flag',
  use_rslora: 'flag',
  lora_bias: 'flag',
  fan_in_fan_out: 'flag',
  init_lora_weights: 'text',
  trainable_token_indices: 'numbers',
  ensure_weight_tying: 'flag',
  layer_replication: 'json',
  kasa_config: 'json',
  lora_fa: 'flag',
  init_r: 'number',
  target_r: 'number',
  total_step: 'number',
  tinit: 'number',
  tfinal: 'number',
  feedforward_modules: 'selection',
  save_projection: 'flag',
  alpha: 'number',
  use_effective_conv2d: 'flag',
  decompose_both: 'flag',
  decompose_factor: 'number',
  token_indices: 'numbers',
};

const fields = Object.keys(kinds) as readonly Field[];

/** Placeholder of a flag's value in the help. */
const shapes: Readonly<Record<Kind, string>> = {
  number: ' <number>',
  flag: ' [true|false]',
  text: ' <name>',
  names: ' <names>',
  selection: ' <names>',
  numbers: ' <numbers>',
  pairs: ' <pairs>',
  json: ' <json>',
};

/** Adds a flag for each field: `lora_alpha` is `--lora-alpha`, `r` is `--rank`. */
export function addAdapterFlags(command: Command, language: Language): void {
  const help = (field: Parameters<typeof fieldHelp>[0]) => renderMessage(fieldHelp(field), language);
  command
    .addOption(new Option('--peft-type <method>', help('peft_type')).choices([...adapterMethods]))
    .addOption(new Option('--task-type <task>', help('task_type')).choices([...taskTypes]));
  for (const field of fields) command.option(`${getFlag(field)}${shapes[kinds[field]]}`, help(field));
}

/** The configuration from `--config` and the flags; flags take precedence. */
export async function getAdapter(
  options: Readonly<Record<string, unknown>>,
  cwd: string,
): Promise<Outcome<AdapterConfig>> {
  const given: Record<string, unknown> = {};
  let remarks: readonly Finding[] = [];
  if (typeof options.config === 'string') {
    const read = await configFile(resolve(cwd, options.config), cwd);
    if ('failed' in read) return read.failed;
    Object.assign(given, read.values);
    remarks = read.remarks ?? [];
  }
  if (options.peftType !== undefined) given.peft_type = options.peftType;
  if (options.taskType !== undefined) given.task_type = options.taskType;
  for (const field of fields) {
    const value = options[camelCase(getFlag(field).slice(2))];
    if (value !== undefined) given[field] = readValue(field, value);
  }
  const parsed = parseAdapterConfig(given);
  return { ...parsed, findings: [...remarks, ...parsed.findings] };
}

type ConfigFile =
  | { readonly values: Readonly<Record<string, unknown>>; readonly remarks?: readonly Finding[] }
  | { readonly failed: Extract<Outcome<never>, { readonly ok: false }> };

/** A JSON object of fields, or any other supported training configuration. */
async function configFile(path: string, cwd: string): Promise<ConfigFile> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw toFileFailure(error, cwd) ?? error;
  });
  const values = jsonObject(text);
  if (values !== undefined && !isOfTrainer(values) && isAdapterConfig(values)) return { values };
  const training = readTraining(text);
  if (!training.ok) return { failed: training };
  const { other_fields: others, ...adapter } = training.value.setup.adapter;
  return { values: { ...adapter, ...others }, remarks: training.findings };
}

/** Fields of trainers that may write JSON: ms-swift (`args.json`), Axolotl, LLaMA-Factory. */
const TRAINER_FIELDS = ['train_type', 'tuner_type', 'base_model', 'lora_r', 'finetuning_type', 'lora_rank'];

function isOfTrainer(values: Readonly<Record<string, unknown>>): boolean {
  return TRAINER_FIELDS.some((field) => field in values);
}

function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function getFlag(field: Field): string {
  return field === 'r' ? '--rank' : `--${field.replaceAll('_', '-')}`;
}

/** Commander's name for an option's value. */
function camelCase(flag: string): string {
  return flag.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Reads the value of a flag; undefined if it is invalid. */
const READERS: Readonly<Record<Kind, (text: string, value: unknown) => unknown>> = {
  number: (text) => (text === '' || Number.isNaN(Number(text)) ? undefined : Number(text)),
  flag: (text, value) => toBoolean(text) ?? value,
  text: (text) => toBoolean(text) ?? text,
  names: parseNames,
  selection: (text) => (isPattern(text) ? text : parseNames(text)),
  numbers: (text) => (/^[{[]/.test(text) ? parsed(text) : parseNumbers(text)),
  pairs: (text) => (text.startsWith('{') ? parsed(text) : parsePairs(text)),
  json: parsed,
};

function toBoolean(text: string): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function readValue(field: Field, value: unknown): unknown {
  const text = String(value).trim();
  const kind = kinds[field];
  const result = READERS[kind](text, value);
  if (result !== undefined) return result;
  const expected =
    kind === 'number' || ((kind === 'numbers' || kind === 'pairs') && !/^[{[]/.test(text)) ? kind : 'json';
  throw new UsageError(say('value', { flag: getFlag(field), value: text, what: say(expected) }));
}

/** `all-linear`, or a Python pattern: a text with a character that no name contains. */
function isPattern(text: string): boolean {
  return text.toLowerCase() === 'all-linear' || /[\\*+?()[\]|^${}]/.test(text);
}

function parseNames(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** `0,1,5-8`; undefined if it is something else. */
export function parseNumbers(text: string): readonly number[] | undefined {
  const numbers: number[] = [];
  for (const part of parseNames(text)) {
    const range = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part);
    if (range === null) return undefined;
    const first = Number(range[1]);
    const last = Number(range[2] ?? first);
    if (last < first || last - first > 1_000_000) return undefined;
    for (let number = first; number <= last; number += 1) numbers.push(number);
  }
  return numbers;
}

function parsePairs(text: string): Readonly<Record<string, number>> | undefined {
  const pairs = parseNames(text).map(
    (pair) => [pair.slice(0, pair.lastIndexOf('=')), pair.slice(pair.lastIndexOf('=') + 1)] as const,
  );
  if (pairs.some(([key, value]) => key === '' || value === '' || Number.isNaN(Number(value)))) return undefined;
  return Object.fromEntries(pairs.map(([key, value]) => [key, Number(value)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
