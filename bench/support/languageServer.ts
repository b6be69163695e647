import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';

const PROGRAM = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
const LONGEST_BLOCK = new URL('./longestBlock.ts', import.meta.url).href;

/** A document as a client opens it. */
export interface OpenedDocument {
  /** In the folder of the server. */
  readonly name: string;
  readonly languageId: string;
  readonly text: string;
}

/**
 * How long the built language server is busy at most in one turn of its event loop, in milliseconds of processor time, from
 * the opening of a document to its findings. Completions in another document are asked for all the while.
 */
export async function measureLongestBlock(
  folder: string,
  typedIn: OpenedDocument,
  opened: OpenedDocument,
): Promise<number> {
  const server = spawn(process.execPath, ['--import', LONGEST_BLOCK, PROGRAM, 'lsp', '--stdio'], { cwd: folder });
  const said = text(server.stderr);
  const client = await connect(server, folder);
  await open(client, folder, typedIn);
  const complete = (): Promise<unknown> =>
    client.sendRequest('textDocument/completion', {
      textDocument: { uri: uriOf(folder, typedIn.name) },
      position: { line: typedIn.text.split('\n').length - 2, character: 0 },
    });
  for (let index = 0; index < 50; index++) await complete();
  server.kill('SIGUSR2');
  await complete();
  let isChecked = false;
  const checked = open(client, folder, opened).then(() => {
    isChecked = true;
  });
  while (!isChecked) await complete();
  await checked;
  await client.sendRequest('shutdown');
  await client.sendNotification('exit');
  await once(server, 'exit');
  client.dispose();
  const [, longest] = /\nblocked ([\d.]+)\n$/.exec(await said) ?? [];
  if (longest === undefined) throw new Error(`the server ended with ${server.exitCode}: ${await said}`);
  return Number(longest);
}

async function connect(server: ChildProcessWithoutNullStreams, folder: string): Promise<MessageConnection> {
  const client = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  client.listen();
  await client.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'bench' }],
    capabilities: {},
  });
  await client.sendNotification('initialized', {});
  return client;
}

/** Opens a document, and resolves when its findings are there. */
async function open(client: MessageConnection, folder: string, { name, languageId, text: content }: OpenedDocument) {
  const uri = uriOf(folder, name);
  const checked = new Promise<void>((resolve) => {
    const listener = client.onNotification('textDocument/publishDiagnostics', (published: { readonly uri: string }) => {
      if (published.uri !== uri) return;
      listener.dispose();
      resolve();
    });
  });
  await client.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId, version: 1, text: content },
  });
  await checked;
}

function uriOf(folder: string, name: string): string {
  return pathToFileURL(join(folder, name)).href;
}
