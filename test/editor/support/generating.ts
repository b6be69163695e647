import { type CodeLens, ConfigurationTarget, commands, type TextDocument, type Uri, window, workspace } from 'vscode';
import { type OpenAiServer, type ServerOptions, startOpenAiServer } from '../../support/openaiServer.ts';
import { closeAll, eventually } from './editing.ts';

/** A procedure that has the tool file of the tests. */
export const sop = `---
tools: [./test.tools.json]
---

# Jams

1. Look the fault up with \`Find\`.
2. If it helps, say how it is done.
`;

/** A shot as a model would write it. */
export const reply = (error: string, request: string): string =>
  `**User**: ${request}\n**Think**: The fault has to be looked up.\n**Action**: Find(error = "${error}")\n**Observation**: Open the lid.\n**Answer**: Please open the lid.\n`;

/** The user's own settings, since no other place counts for connections. */
export async function setUser(name: string, value: unknown): Promise<void> {
  await workspace.getConfiguration('sopShots').update(name, value, ConfigurationTarget.Global);
}

/** Starts a server and chooses it as the model. */
export async function connect(options: ServerOptions): Promise<OpenAiServer> {
  const server = await startOpenAiServer({ models: ['small'], ...options });
  await setUser('connections', [{ name: 'test', provider: 'custom', baseUrl: server.baseUrl, model: 'small' }]);
  await setUser('connection', 'test');
  return server;
}

/** The document of the preview on the screen. */
export function previewDocument(): TextDocument | undefined {
  const { visibleTextEditors } = window;
  return visibleTextEditors.find(({ document }) => document.uri.scheme === 'sop-shots-preview')?.document;
}

/** The preview once it has a text. */
export async function waitForPreview(pattern: RegExp): Promise<TextDocument> {
  return eventually(
    () => `a preview with ${pattern}, not: ${previewDocument()?.getText()}`,
    () => {
      const document = previewDocument();
      return document !== undefined && pattern.test(document.getText()) ? document : undefined;
    },
  );
}

export async function getLenses(uri: Uri): Promise<readonly string[]> {
  const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 50);
  return lenses.map(({ command }) => command?.title ?? '');
}

/** Run after each test: resets the model and closes all editors. */
export async function endGenerating(server: OpenAiServer | undefined): Promise<void> {
  await server?.close();
  await setUser('connection', undefined);
  await setUser('connections', undefined);
  await commands.executeCommand('sopShots.discardRuns');
  await commands.executeCommand('notifications.clearAll');
  await closeAll();
}

/** What a command that generates answers. */
export interface Answer {
  readonly outcome: string;
  readonly shots: number;
  readonly problems: readonly { readonly code: string; readonly message: string }[];
}

/** Runs a command that generates shots, one by default; with a count the command does not ask. */
export async function run(command: string, given: object = {}): Promise<Answer> {
  const answer = await commands.executeCommand<Answer | undefined>(`sopShots.${command}`, { count: 1, ...given });
  return answer ?? { outcome: 'not begun', shots: 0, problems: [] };
}
