import { commands, Disposable, type WebviewPanel } from 'vscode';
import type { ModelChooser } from '../generation/connections/modelChooser.ts';
import type { Session } from '../session.ts';
import { copyAsPrompt } from './copyAsPrompt.ts';
import { previewPrompt } from './previewPrompt.ts';

/** The commands for prompts. */
export function registerPromptCommands(session: Session, models: ModelChooser): Disposable {
  const { tokenizers } = session;
  const open = new Map<string, WebviewPanel>();
  return Disposable.from(
    commands.registerCommand('sopShots.copyAsPrompt', (uri?: unknown, line?: unknown) =>
      copyAsPrompt(session, tokenizers, uri, line),
    ),
    commands.registerCommand('sopShots.previewPrompt', (uri?: unknown) =>
      previewPrompt({ session, tokenizers, models }, open, uri),
    ),
    {
      dispose: () => {
        for (const panel of open.values()) panel.dispose();
      },
    },
  );
}
