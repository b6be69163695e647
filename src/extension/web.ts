import type { ExtensionContext } from 'vscode';
import { start } from './activate.ts';

/** For the entry of desktops and servers, which reads this file too. */
export { start };

/** The entry of VS Code in the browser, where there are no processes and no file paths. */
export function activate(context: ExtensionContext): void {
  start(context, { name: 'web' });
}
