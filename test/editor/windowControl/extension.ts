import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';
import { text } from 'node:stream/consumers';
import { ConfigurationTarget, commands, type ExtensionContext, window, workspace } from 'vscode';

/** What a test asks of its window, which does it in this order. */
export interface WindowRequest {
  /** Closes all editors, and throws away what is not saved. */
  readonly closeEditors?: boolean;
  /** Commands to run, by their ids. */
  readonly commands?: readonly string[];
  /** User settings to write; null takes one back. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** A file that was written after all others of the workspace: waits until VS Code has told extensions of it. */
  readonly lastFile?: string;
}

/** The file beside the opened folder that says at which port of this machine the window listens. */
export const PORT_FILE = 'window-port';

const seen = new Set<string>();
let tellOfFile: () => void = () => undefined;

/** Lets the test of this window change what a user would need many clicks for. */
export async function activate({ subscriptions }: ExtensionContext): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (folder === undefined) return;
  const watcher = workspace.createFileSystemWatcher('**/*');
  subscriptions.push(
    watcher,
    watcher.onDidCreate(({ fsPath }) => {
      seen.add(basename(fsPath));
      tellOfFile();
    }),
  );
  const server = createServer(async (request, response) => {
    const error = await serve(request).catch(String);
    response.writeHead(error === undefined ? 200 : 500).end(error);
  });
  subscriptions.push({ dispose: () => server.close() });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await writeFile(`${folder}/../${PORT_FILE}`, String((server.address() as AddressInfo).port));
}

async function serve(message: IncomingMessage): Promise<undefined> {
  const {
    closeEditors = false,
    commands: run = [],
    settings = {},
    lastFile,
  } = JSON.parse(await text(message)) as WindowRequest;
  if (closeEditors) await closeAll();
  for (const command of run) await commands.executeCommand(command);
  const configuration = workspace.getConfiguration();
  for (const [name, value] of Object.entries(settings)) {
    await configuration.update(name, value ?? undefined, ConfigurationTarget.Global);
  }
  if (lastFile === undefined) return;
  while (!seen.has(lastFile)) {
    await new Promise<void>((resolve) => {
      tellOfFile = resolve;
    });
  }
}

async function closeAll(): Promise<void> {
  while (window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}
