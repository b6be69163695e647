import { type ConfigurationScope, env, workspace } from 'vscode';
import { type Language, languageOf } from '../core/index.ts';

/** The section of every setting of this extension. */
export const section = 'sopShots';

/** Every setting once: its values and its default, which package.json repeats (a test compares them). */
export const settingTable = {
  language: choice(['auto', 'en', 'zh-CN'], 'auto'),
  'lint.run': choice(['onType', 'onSave'], 'onType'),
  'lint.maxFindings': count(1000),
  'lint.maxLength': count(4_000_000),
} as const;

export type SettingName = keyof typeof settingTable;

type ValueOf<Name extends SettingName> = (typeof settingTable)[Name]['fallback'];

/** A setting's allowed values. A wrong value counts as the default and is told by `wrongSettings`. */
interface Setting<Value> {
  readonly fallback: Value;
  readonly values?: readonly Value[];
  accepts(value: unknown): value is Value;
}

/** Reads a setting for a document or for the window. */
export function setting<Name extends SettingName>(name: Name, scope?: ConfigurationScope): ValueOf<Name> {
  const value: unknown = workspace.getConfiguration(section, scope).get(name);
  const { accepts, fallback }: Setting<ValueOf<Name>> = settingTable[name];
  return accepts(value) ? value : fallback;
}

/** The settings that hold a value they cannot have. */
export function wrongSettings(): readonly { readonly name: string; readonly value: unknown }[] {
  const configuration = workspace.getConfiguration(section);
  return Object.entries(settingTable)
    .map(([name, { accepts }]) => ({ name: `${section}.${name}`, value: configuration.get(name), accepts }))
    .filter(({ value, accepts }) => value !== undefined && !accepts(value));
}

/** The language to speak: the one that is set, or the editor's own. */
export function chosenLanguage(): Language {
  const language = setting('language');
  return language === 'auto' ? languageOf(env.language) : language;
}

function choice<const Value extends string>(values: readonly Value[], fallback: Value): Setting<Value> {
  return { fallback, values, accepts: (value): value is Value => values.some((each) => each === value) };
}

function count(fallback: number): Setting<number> {
  return { fallback, accepts: (value): value is number => Number.isSafeInteger(value) && Number(value) >= 1 };
}
