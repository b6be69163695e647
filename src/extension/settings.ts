import { type ConfigurationScope, env, workspace } from 'vscode';
import { type FeatureOptions, type Language, toLanguage } from '../core/index.ts';
import { SETTING_TABLE, type Setting, type SettingName, type ValueOf } from './settingTable.ts';

/** The section of every setting of this extension. */
export const SECTION = 'sopShots';

/** Reads a setting for a document or for the window. */
export function setting<Name extends SettingName>(name: Name, scope?: ConfigurationScope): ValueOf<Name> {
  const value: unknown = workspace.getConfiguration(SECTION, scope).get(name);
  const { accepts, fallback }: Setting<ValueOf<Name>> = SETTING_TABLE[name];
  return accepts(value) ? value : fallback;
}

/** The settings that hold a value they cannot have. */
export function wrongSettings(): readonly { readonly name: string; readonly value: unknown }[] {
  const configuration = workspace.getConfiguration(SECTION);
  return Object.entries(SETTING_TABLE)
    .map(([name, { accepts }]) => ({ name: `${SECTION}.${name}`, value: configuration.get(name), accepts }))
    .filter(({ value, accepts }) => value !== undefined && !accepts(value));
}

/** What the features of the language are to show. */
export function featureOptions(): FeatureOptions {
  const inlayHints = { parameterNames: setting('inlayHints.parameterNames'), steps: setting('inlayHints.steps') };
  return { inlayHints, snippets: true, createsFiles: true, nextListCommand: 'editor.action.triggerSuggest' };
}

/** The display language: the configured one, or the editor's. */
export function chosenLanguage(): Language {
  const language = setting('language');
  return language === 'auto' ? toLanguage(env.language) : language;
}
