/** Every setting once: its values and its default, which package.json repeats (a test compares them). */
export const SETTING_TABLE = {
  language: choice(['auto', 'en', 'zh-CN'], 'auto'),
  'lint.run': choice(['onType', 'onSave'], 'onType'),
  'lint.maxFindings': count(1000),
  'lint.maxLength': count(4_000_000),
  'lint.maxTime': count(5000),
  'inlayHints.parameterNames': flag(false),
  'inlayHints.steps': flag(false),
  codeLens: flag(true),
  'generation.count': count(0, 0),
} as const;

export type SettingName = keyof typeof SETTING_TABLE;

export type ValueOf<Name extends SettingName> = (typeof SETTING_TABLE)[Name]['fallback'];

/** A setting's allowed values. An invalid value counts as the default and is reported by `wrongSettings`. */
export interface Setting<Value> {
  readonly fallback: Value;
  readonly values?: readonly Value[];
  accepts(value: unknown): value is Value;
}

function choice<const Value extends string>(values: readonly Value[], fallback: Value): Setting<Value> {
  return { fallback, values, accepts: (value): value is Value => values.some((each) => each === value) };
}

function flag(fallback: boolean): Setting<boolean> {
  return { fallback, accepts: (value): value is boolean => typeof value === 'boolean' };
}

function count(fallback: number, least = 1): Setting<number> {
  return { fallback, accepts: (value): value is number => Number.isSafeInteger(value) && Number(value) >= least };
}
