import type { ExtensionContext } from 'vscode';
import { start } from './activate.ts';

/** The entry of VS Code on the desktop and on servers. */
export function activate(context: ExtensionContext): void {
  start(context);
}
