import { defineMessages } from '../../core/index.ts';
import type { Finding } from '../finding.ts';

const say = defineMessages({
  missing: { en: 'The configuration has no “{field}”.', 'zh-CN': '配置中缺少“{field}”。' },
  missingAdvice: {
    en: 'Use the unchanged config.json from the hub, or read the model from its safetensors files.',
    'zh-CN': '请使用模型仓库中原样的 config.json，或直接从 safetensors 文件读取模型。',
  },
  notCount: {
    en: '“{field}” must be an integer from {least} to {most}, not {value}.',
    'zh-CN': '“{field}”必须是 {least} 到 {most} 之间的整数，不能是 {value}。',
  },
  notFlag: {
    en: '“{field}” must be true or false, not {value}.',
    'zh-CN': '“{field}”必须是 true 或 false，不能是 {value}。',
  },
  notText: { en: '“{field}” must be a string, not {value}.', 'zh-CN': '“{field}”必须是字符串，不能是 {value}。' },
  notList: {
    en: '“{field}” must be a list of integers, not {value}.',
    'zh-CN': '“{field}”必须是整数列表，不能是 {value}。',
  },
  notChoice: {
    en: '“{field}” must be one of {allowed}, not {value}.',
    'zh-CN': '“{field}”必须是 {allowed} 之一，不能是 {value}。',
  },
  notTexts: {
    en: '“{field}” must be a list of {count} entries, each one of {allowed}, not {value}.',
    'zh-CN': '“{field}”必须是包含 {count} 项的列表，每项为 {allowed} 之一，不能是 {value}。',
  },
  notSection: { en: '“{field}” must be an object, not {value}.', 'zh-CN': '“{field}”必须是对象，不能是 {value}。' },
  indivisible: {
    en: '“{field}” is {value}, which is not divisible by “{divisor}” ({by}).',
    'zh-CN': '“{field}”为 {value}，不能被“{divisor}”（{by}）整除。',
  },
  assumed: {
    en: 'The configuration has no “{field}”; the count uses {value}, the default of transformers.',
    'zh-CN': '配置未给出“{field}”；transformers 会取 {value}，此处计数也按此处理。',
  },
});

/** Larger dimensions are typing errors. With this limit products stay exact in a double. */
const MAX_SIZE = 2 ** 27;

/** More layers or experts than this are typing errors. */
const MAX_REPEATS = 10_000;

/** Reads the fields of a `config.json` and collects all problems instead of stopping at the first. */
export interface ConfigReader {
  readonly findings: Finding[];
  /** A size: an integer of 1 or more. Without a fallback the field is required. */
  size(field: string, fallback?: number): number;
  /** A size that may be 0. */
  sizeOrZero(field: string, fallback?: number): number;
  /** A number of layers or experts. */
  repeats(field: string, fallback?: number): number;
  /** A size or nothing (`null` or absent). */
  optional(field: string): number | undefined;
  flag(field: string, fallback: boolean): boolean;
  text(field: string, fallback: string): string;
  /** One word out of `allowed`. */
  choice(field: string, allowed: readonly string[], fallback: string): string;
  /** A list of whole numbers. */
  list(field: string, fallback: readonly number[]): readonly number[];
  /** A list of `count` words out of `allowed`; undefined if the field is absent. */
  texts(field: string, allowed: readonly string[], count: number): readonly string[] | undefined;
  /** A list of sizes, 1 or more each. */
  sizes(field: string, fallback: readonly number[]): readonly number[];
  /** A size with a default of transformers; using the default is reported as an info. */
  assumedSize(field: string, fallback: number): number;
  /** `value / divisor`; an error at `field` if there is a remainder. */
  divide(field: string, value: number, divisorField: string, divisor: number): number;
  /** The object at a field; empty if it is absent. */
  section(field: string): ConfigReader;
  /** True if the field exists and is not null. */
  has(field: string): boolean;
  /** The unchecked value. */
  raw(field: string): unknown;
}

/** A reader for `values`; `prefix` precedes the fields in messages. */
export function createConfigReader(
  values: Readonly<Record<string, unknown>>,
  prefix = '',
  findings: Finding[] = [],
): ConfigReader {
  const raw = (field: string): unknown => (Object.hasOwn(values, field) ? values[field] : undefined);
  const has = (field: string): boolean => raw(field) !== undefined && raw(field) !== null;
  const report = (field: string, message: Finding['message'], advice?: Finding['message']): void => {
    const position = {
      code: has(field) ? 'invalid-field' : 'missing-field',
      severity: 'error',
      field: prefix + field,
    } as const;
    findings.push(advice === undefined ? { ...position, message } : { ...position, message, advice });
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
  const readList = (field: string, fallback: readonly number[], least: number): readonly number[] => {
    const value = raw(field);
    if (value === undefined || value === null) return fallback;
    const valid =
      Array.isArray(value) &&
      value.length <= MAX_REPEATS &&
      value.every((item) => Number.isInteger(item) && item >= least && item <= MAX_SIZE);
    if (valid) return value;
    report(field, say('notList', { field: prefix + field, value: show(value) }));
    return fallback;
  };

  return {
    findings,
    raw,
    has,
    size: (field, fallback) => whole(field, fallback, 1, MAX_SIZE),
    sizeOrZero: (field, fallback) => whole(field, fallback, 0, MAX_SIZE),
    repeats: (field, fallback) => whole(field, fallback, 1, MAX_REPEATS),
    optional: (field) => (has(field) ? whole(field, undefined, 1, MAX_SIZE) : undefined),
    flag: (field, fallback) => {
      const value = raw(field);
      if (value === undefined || value === null) return fallback;
      if (typeof value === 'boolean') return value;
      report(field, say('notFlag', { field: prefix + field, value: show(value) }));
      return fallback;
    },
    text: (field, fallback) => {
      const value = raw(field) ?? fallback;
      if (typeof value === 'string') return value;
      report(field, say('notText', { field: prefix + field, value: show(value) }));
      return fallback;
    },
    choice: (field, allowed, fallback) => {
      const value = raw(field) ?? fallback;
      if (typeof value === 'string' && allowed.includes(value)) return value;
      report(field, say('notChoice', { field: prefix + field, allowed, value: show(value) }));
      return fallback;
    },
    list: (field, fallback) => readList(field, fallback, 0),
    sizes: (field, fallback) => readList(field, fallback, 1),
    texts: (field, allowed, count) => {
      const value = raw(field) ?? undefined;
      if (value === undefined) return undefined;
      if (Array.isArray(value) && value.length === count && value.every((item) => allowed.includes(item))) return value;
      report(field, say('notTexts', { field: prefix + field, count, allowed, value: show(value) }));
      return undefined;
    },
    assumedSize: (field, fallback) => {
      if (has(field)) return whole(field, undefined, 1, MAX_SIZE);
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

/** True for a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value for a message: JSON, shortened. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
