import { defineMessages } from '../../core/index.ts';
import type { Finding } from '../finding.ts';

const say = defineMessages({
  missing: { en: 'The configuration has no “{field}”.', 'zh-CN': '配置中缺少“{field}”。' },
  missingAdvice: {
    en: 'Take the config.json as it is on the hub, or read the model from its safetensors files.',
    'zh-CN': '请使用模型仓库中原样的 config.json，或直接从 safetensors 文件读取模型。',
  },
  notCount: {
    en: '“{field}” must be a whole number from {least} to {most}, not {value}.',
    'zh-CN': '“{field}”必须是 {least} 到 {most} 之间的整数，不能是 {value}。',
  },
  notFlag: {
    en: '“{field}” must be true or false, not {value}.',
    'zh-CN': '“{field}”必须是 true 或 false，不能是 {value}。',
  },
  notText: { en: '“{field}” must be a text, not {value}.', 'zh-CN': '“{field}”必须是字符串，不能是 {value}。' },
  notList: {
    en: '“{field}” must be a list of whole numbers, not {value}.',
    'zh-CN': '“{field}”必须是整数列表，不能是 {value}。',
  },
  notSection: { en: '“{field}” must be an object, not {value}.', 'zh-CN': '“{field}”必须是对象，不能是 {value}。' },
  indivisible: {
    en: '“{field}” is {value}, which cannot be divided by “{divisor}” ({by}).',
    'zh-CN': '“{field}”为 {value}，不能被“{divisor}”（{by}）整除。',
  },
  assumed: {
    en: 'The configuration does not give “{field}”; transformers takes {value}, and so does this count.',
    'zh-CN': '配置未给出“{field}”；transformers 会取 {value}，此处计数也按此处理。',
  },
});

/** No dimension of a model is larger: larger ones are typing errors, and products stay exact in a double. */
const largestSize = 2 ** 27;

/** More layers or experts than this are typing errors as well. */
const largestRepeat = 10_000;

/** Reads the fields of a `config.json`, collecting what is wrong with them instead of stopping at the first. */
export interface ConfigReader {
  readonly findings: Finding[];
  /** A size: a whole number of 1 or more. Without a fallback the field must be there. */
  size(field: string, fallback?: number): number;
  /** A size that may be 0. */
  sizeOrZero(field: string, fallback?: number): number;
  /** A number of layers or experts. */
  repeats(field: string, fallback?: number): number;
  /** A size or nothing (`null` or absent). */
  optional(field: string): number | undefined;
  flag(field: string, fallback: boolean): boolean;
  text(field: string, fallback: string): string;
  /** A list of whole numbers. */
  list(field: string, fallback: readonly number[]): readonly number[];
  /** A list of sizes, 1 or more each. */
  sizes(field: string, fallback: readonly number[]): readonly number[];
  /** A size that transformers fills in by a number of its own; using it is said in an info. */
  assumedSize(field: string, fallback: number): number;
  /** `value / divisor`, an error at `field` if there is a remainder. */
  divide(field: string, value: number, divisorField: string, divisor: number): number;
  /** The part of the configuration under a field; empty if it is absent. */
  section(field: string): ConfigReader;
  /** True if the field is there and not null. */
  has(field: string): boolean;
  /** The value as it stands. */
  raw(field: string): unknown;
}

/** A reader of `values`; `prefix` is put before the fields in messages. */
export function createConfigReader(
  values: Readonly<Record<string, unknown>>,
  prefix = '',
  findings: Finding[] = [],
): ConfigReader {
  const raw = (field: string): unknown => (Object.hasOwn(values, field) ? values[field] : undefined);
  const has = (field: string): boolean => raw(field) !== undefined && raw(field) !== null;
  const report = (field: string, message: Finding['message'], advice?: Finding['message']): void => {
    const place = {
      code: has(field) ? 'invalid-field' : 'missing-field',
      severity: 'error',
      field: prefix + field,
    } as const;
    findings.push(advice === undefined ? { ...place, message } : { ...place, message, advice });
  };
  const whole = (field: string, fallback: number | undefined, least: number, most: number): number => {
    const value = raw(field);
    if (value === undefined || value === null) {
      if (fallback !== undefined) return fallback;
      report(field, say('missing', { field: prefix + field }), say('missingAdvice'));
      return Math.max(1, least);
    }
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    report(field, say('notCount', { field: prefix + field, least, most, value: show(value) }));
    return Math.max(1, least);
  };
  const listOf = (field: string, fallback: readonly number[], least: number): readonly number[] => {
    const value = raw(field);
    if (value === undefined || value === null) return fallback;
    const valid =
      Array.isArray(value) &&
      value.length <= largestRepeat &&
      value.every((item) => Number.isInteger(item) && item >= least && item <= largestSize);
    if (valid) return value;
    report(field, say('notList', { field: prefix + field, value: show(value) }));
    return fallback;
  };

  return {
    findings,
    raw,
    has,
    size: (field, fallback) => whole(field, fallback, 1, largestSize),
    sizeOrZero: (field, fallback) => whole(field, fallback, 0, largestSize),
    repeats: (field, fallback) => whole(field, fallback, 1, largestRepeat),
    optional: (field) => (has(field) ? whole(field, undefined, 1, largestSize) : undefined),
    flag: (field, fallback) => {
      const value = raw(field);
      if (value === undefined || value === null) return fallback;
      if (typeof value === 'boolean') return value;
      report(field, say('notFlag', { field: prefix + field, value: show(value) }));
      return fallback;
    },
    text: (field, fallback) => {
      const value = raw(field);
      if (value === undefined || value === null) return fallback;
      if (typeof value === 'string') return value;
      report(field, say('notText', { field: prefix + field, value: show(value) }));
      return fallback;
    },
    list: (field, fallback) => listOf(field, fallback, 0),
    sizes: (field, fallback) => listOf(field, fallback, 1),
    assumedSize: (field, fallback) => {
      if (has(field)) return whole(field, undefined, 1, largestSize);
      const message = say('assumed', { field: prefix + field, value: fallback });
      findings.push({ code: 'assumed-field', severity: 'info', field: prefix + field, message });
      return fallback;
    },
    divide: (field, value, divisorField, divisor) => {
      if (value % divisor === 0) return value / divisor;
      const names = { field: prefix + field, value, divisor: prefix + divisorField, by: divisor };
      findings.push({
        code: 'invalid-field',
        severity: 'error',
        field: prefix + field,
        message: say('indivisible', names),
      });
      return Math.max(1, Math.floor(value / divisor));
    },
    section: (field) => {
      const value = raw(field);
      if (isRecord(value)) return createConfigReader(value, `${prefix}${field}.`, findings);
      if (value !== undefined && value !== null)
        report(field, say('notSection', { field: prefix + field, value: show(value) }));
      return createConfigReader({}, `${prefix}${field}.`, findings);
    },
  };
}

/** True for a plain object of JSON. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value as it may stand in a message: JSON, shortened. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
