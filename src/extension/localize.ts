import chinese from '../../l10n/bundle.l10n.zh-cn.json' with { type: 'json' };
import type { Language } from '../core/index.ts';

/** A text of the extension's own interface, in English, with places `{0}`, `{1}` … for arguments. */
export type Phrase = keyof typeof chinese;

/** Says a phrase in the language chosen at that moment. */
export type Translate = (phrase: Phrase, ...args: readonly (string | number)[]) => string;

/**
 * Renders a phrase. `vscode.l10n` does the same from the same file, but only ever in the editor's own language,
 * and `sopShots.language` may ask for another while VS Code runs.
 */
export function translate(language: Language, phrase: Phrase, args: readonly (string | number)[] = []): string {
  const text = language === 'zh-CN' ? chinese[phrase] : phrase;
  return text.replace(/\{(\d+)\}/g, (place, index: string) => String(args[Number(index)] ?? place));
}
