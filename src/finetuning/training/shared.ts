import { defineMessages } from '../../core/index.ts';
import type { AdapterConfig } from '../adapter/config.ts';
import { parseAdapterConfig } from '../adapter/parse.ts';
import { type Finding, failure, type Outcome, settle, success } from '../finding.ts';
import type { BasePrecision, Optimizer } from '../memory/estimate.ts';
import { defaultSetup, type TrainingSetup } from './setup.ts';

const say = defineMessages({
  number: {
    en: '“{field}” must be a number greater than 0, not {value}.',
    'zh-CN': '“{field}”必须是大于 0 的数字，不能是 {value}。',
  },
  flag: {
    en: '“{field}” must be true or false, not {value}.',
    'zh-CN': '“{field}”必须是 true 或 false，不能是 {value}。',
  },
  text: { en: '“{field}” must be a string, not {value}.', 'zh-CN': '“{field}”必须是字符串，不能是 {value}。' },
});

/** The rank for a file, with PEFT's default. */
export function getRank(adapter: AdapterConfig): number {
  return adapter.peft_type === 'ADALORA' ? (adapter.init_r ?? 12) : (adapter.r ?? 8);
}

/** The fields of a file, with findings about invalid ones. */
export interface FileFields {
  readonly findings: Finding[];
  has(field: string): boolean;
  number(field: string, fallback: number): number;
  flag(field: string, fallback: boolean): boolean;
  text(field: string): string | undefined;
  /** Names, from a list or a comma-separated string. */
  names(field: string): readonly string[] | undefined;
  raw(field: string): unknown;
}

/** Reads fields by name; numbers and flags may also be strings, as in YAML and on command lines. */
export function createFileFields(values: Readonly<Record<string, unknown>>): FileFields {
  const findings: Finding[] = [];
  const raw = (field: string): unknown => (Object.hasOwn(values, field) ? values[field] : undefined);
  const has = (field: string): boolean => raw(field) !== undefined && raw(field) !== null && raw(field) !== '';
  const refuse = (field: string, kind: 'number' | 'flag' | 'text'): void => {
    const message = say(kind, { field, value: JSON.stringify(raw(field)) ?? '' });
    findings.push({ code: 'invalid-field', severity: 'error', field, message });
  };
  return {
    findings,
    raw,
    has,
    number: (field, fallback) => {
      if (!has(field)) return fallback;
      const value = Number(raw(field));
      if (Number.isFinite(value) && value > 0 && typeof raw(field) !== 'boolean') return value;
      refuse(field, 'number');
      return fallback;
    },
    flag: (field, fallback) => {
      if (!has(field)) return fallback;
      const value = String(raw(field)).toLowerCase();
      if (value === 'true' || value === 'false') return value === 'true';
      refuse(field, 'flag');
      return fallback;
    },
    text: (field) => {
      if (!has(field)) return undefined;
      const value = raw(field);
      if (typeof value === 'string') return value;
      refuse(field, 'text');
      return undefined;
    },
    names: (field) => {
      const value = raw(field);
      if (!has(field)) return undefined;
      const list = Array.isArray(value) ? value.map(String) : String(value).split(',');
      return list.map((name) => name.trim()).filter((name) => name !== '');
    },
  };
}

/** The settings that have a different name in each format. */
export interface RunFields {
  readonly model: string;
  readonly dataset: string;
  readonly output: string;
  readonly template?: string;
  readonly epochs: string;
  readonly learningRate: string;
  readonly batchSize: string;
  readonly gradientAccumulation: string;
  readonly sequenceLength: string;
  readonly seed: string;
}

/** A training run from a file's fields; missing ones get the default. */
export function readRun(
  fields: FileFields,
  names: RunFields,
  adapter: Readonly<Record<string, unknown>>,
  rest: { readonly basePrecision: BasePrecision; readonly optimizer: Optimizer; readonly checkpointing: boolean },
): Outcome<TrainingSetup> {
  const parsed = parseAdapterConfig(adapter);
  const optional = (name: 'dataset' | 'output' | 'template'): Partial<TrainingSetup> => {
    const field = names[name];
    const value = field === undefined ? undefined : fields.text(field);
    return value === undefined ? {} : { [name]: value };
  };
  const run = {
    ...optional('dataset'),
    ...optional('output'),
    ...optional('template'),
    ...rest,
    model: fields.text(names.model) ?? defaultSetup.model,
    epochs: fields.number(names.epochs, defaultSetup.epochs),
    learningRate: fields.number(names.learningRate, defaultSetup.learningRate),
    batchSize: fields.number(names.batchSize, defaultSetup.batchSize),
    gradientAccumulation: fields.number(names.gradientAccumulation, defaultSetup.gradientAccumulation),
    sequenceLength: fields.number(names.sequenceLength, defaultSetup.sequenceLength),
    seed: fields.number(names.seed, defaultSetup.seed),
  };
  const findings = [...fields.findings, ...parsed.findings];
  return parsed.ok ? settle({ ...run, adapter: parsed.value }, findings) : failure(...findings);
}

/** The written text with its findings. */
export function written(text: string, findings: readonly Finding[]): Outcome<string> {
  return findings.some(({ severity }) => severity === 'error') ? failure(...findings) : success(text, findings);
}
