import type { ExtensionContext } from 'vscode';
import { PROMPT_FORMAT_NAMES, type PromptSettings, SELECTIONS } from '../../datasets/index.ts';
import { isPromptPanelSettings, type PromptPanelSettings } from '../../protocol/index.ts';

const KEY = 'sopShots.prompt.settings';

const DEFAULTS: PromptPanelSettings = {
  request: '',
  system: '',
  selection: 'all',
  format: 'text',
  tokenizer: 'o200k',
  budget: '',
  maxShots: '',
};

/** The settings of the last prompt in this workspace. */
export function readSettings({ workspaceState }: ExtensionContext): PromptPanelSettings {
  const kept = workspaceState.get<unknown>(KEY);
  return isPromptPanelSettings(kept) ? kept : DEFAULTS;
}

export function keepSettings({ workspaceState }: ExtensionContext, settings: PromptPanelSettings): void {
  void workspaceState.update(KEY, settings);
}

/** The settings of the page as the assembly takes them; undefined for a number that is none. */
export function toPromptSettings(settings: PromptPanelSettings): PromptSettings {
  const { system, request } = settings;
  return {
    system,
    request,
    format: PROMPT_FORMAT_NAMES.find((name) => name === settings.format) ?? 'text',
    selection: SELECTIONS.find((name) => name === settings.selection) ?? 'all',
    budget: toCount(settings.budget),
    maxShots: toCount(settings.maxShots),
  };
}

/** True for a text that should be a number, and is none. */
export function isWrongCount(text: string): boolean {
  return text.trim() !== '' && toCount(text) === undefined;
}

function toCount(text: string): number | undefined {
  const digits = text.replace(/[\s,，]/g, '');
  return /^\d{1,9}$/.test(digits) && Number(digits) > 0 ? Number(digits) : undefined;
}
