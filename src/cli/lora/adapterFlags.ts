import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { defineMessages, type Language, renderMessage } from '../../core/index.ts';
import {
  type AdapterConfig,
  adapterMethods,
  type Finding,
  type Outcome,
  parseAdapterConfig,
  readTraining,
  taskTypes,
} from '../../finetuning/index.ts';
import { fileFailure } from '../fileFailure.ts';
import { UsageError } from '../usageError.ts';
import { fieldHelp } from './fieldHelp.ts';

const say = defineMessages({
  value: { en: '{flag} cannot read "{value}": {what}', 'zh-CN': '{flag} 无法读取“{value}”：{what}' },
  number: { en: 'a number is wanted', 'zh-CN': '应为数字' },
  numbers: { en: 'whole numbers are wanted, as 0,1,5-8', 'zh-CN': '应为整数，例如 0,1,5-8' },
  pairs: { en: 'pairs are wanted, as q_proj=8,v_proj=4', 'zh-CN': '应为键值对，例如 q_proj=8,v_proj=4' },
  json: { en: 'JSON is wanted', 'zh-CN': '应为 JSON' },
});

type Field = Exclude<keyof AdapterConfig, 'peft_type' | 'task_type'>;
type Kind = 'number' | 'flag' | 'text' | 'names' | 'selection' | 'numbers' | 'pairs' | 'json';

/** How each field of a configuration is written on a command line. */
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
  feedforward_modules: 'selection',
  save_projection: 'flag',
  alpha: 'number',
  use_effective_conv2d: 'flag',
  decompose_both: 'flag',
  decompose_factor: 'number',
  token_indices: 'numbers',
};

const fields = Object.keys(kinds) as readonly Field[];

/** What stands for the value of a flag in the help. */
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
  for (const field of fields) command.option(`${flagOf(field)}${shapes[kinds[field]]}`, help(field));
}

/** The configuration that `--config` and the flags give together; a flag wins. */
export async function adapterOf(
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
    const value = options[camelCase(flagOf(field).slice(2))];
    if (value !== undefined) given[field] = readValue(field, value);
  }
  const parsed = parseAdapterConfig(given);
  return { ...parsed, findings: [...remarks, ...parsed.findings] };
}

type ConfigFile =
  | { readonly values: Readonly<Record<string, unknown>>; readonly remarks?: readonly Finding[] }
  | { readonly failed: Extract<Outcome<never>, { readonly ok: false }> };

/** A JSON object of fields; any other training configuration that can be read is welcome as well. */
async function configFile(path: string, cwd: string): Promise<ConfigFile> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw fileFailure(error, cwd) ?? error;
  });
  const values = jsonObject(text);
  if (values !== undefined && !('train_type' in values)) return { values };
  const training = readTraining(text);
  if (!training.ok) return { failed: training };
  return { values: { ...training.value.setup.adapter }, remarks: training.findings };
}

function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function flagOf(field: Field): string {
  return field === 'r' ? '--rank' : `--${field.replaceAll('_', '-')}`;
}

/** The name commander keeps an option's value under. */
function camelCase(flag: string): string {
  return flag.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function readValue(field: Field, value: unknown): unknown {
  const text = String(value).trim();
  const refuse = (what: 'number' | 'numbers' | 'pairs' | 'json'): never => {
    throw new UsageError(say('value', { flag: flagOf(field), value: text, what: say(what) }));
  };
  switch (kinds[field]) {
    case 'number':
      return text === '' || Number.isNaN(Number(text)) ? refuse('number') : Number(text);
    case 'flag':
      return text === 'false' ? false : text === 'true' ? true : value;
    case 'text':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'names':
      return namesOf(text);
    case 'selection':
      return isPattern(text) ? text : namesOf(text);
    case 'numbers':
      return text.startsWith('{') || text.startsWith('[')
        ? (parsed(text) ?? refuse('json'))
        : (numbersOf(text) ?? refuse('numbers'));
    case 'pairs':
      return text.startsWith('{') ? (parsed(text) ?? refuse('json')) : (pairsOf(text) ?? refuse('pairs'));
    case 'json':
      return parsed(text) ?? refuse('json');
  }
}

/** `all-linear` and whatever holds a character that no name has is a text for PEFT, a Python pattern. */
function isPattern(text: string): boolean {
  return text.toLowerCase() === 'all-linear' || /[\\*+?()[\]|^${}]/.test(text);
}

function namesOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** `0,1,5-8`; undefined if it is something else. */
export function numbersOf(text: string): readonly number[] | undefined {
  const numbers: number[] = [];
  for (const part of namesOf(text)) {
    const range = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(part);
    if (range === null) return undefined;
    const first = Number(range[1]);
    const last = Number(range[2] ?? first);
    if (last < first || last - first > 1_000_000) return undefined;
    for (let number = first; number <= last; number += 1) numbers.push(number);
  }
  return numbers;
}

function pairsOf(text: string): Readonly<Record<string, number>> | undefined {
  const pairs = namesOf(text).map(
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
