import { type ExtensionContext, window } from 'vscode';

/** Called by VS Code when the first document of ours is opened. */
export function activate(context: ExtensionContext): void {
  const channel = window.createOutputChannel('SOP Shots', { log: true });
  context.subscriptions.push(channel);
  channel.info(`SOP Shots ${context.extension.packageJSON.version} is active.`);
}
