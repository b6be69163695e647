import { type ConfigurationScope, env, workspace } from 'vscode';
import { type FeatureOptions, type Language, languageOf } from '../core/index.ts';
import { type Setting, type SettingName, settingTable, type ValueOf } from './settingTable.ts';

/** The section of every setting of this extension. */
export const section = 'sopShots';

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

/** What the features of the language are to show. */
export function featureOptions(): FeatureOptions {
  const inlayHints = { parameterNames: setting('inlayHints.parameterNames'), steps: setting('inlayHints.steps') };
  return { inlayHints, snippets: true, createsFiles: true, nextListCommand: 'editor.action.triggerSuggest' };
}

/** The language to speak: the one that is set, or the editor's own. */
export function chosenLanguage(): Language {
  const language = setting('language');
  return language === 'auto' ? languageOf(env.language) : language;
}
