import { PassThrough } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createConnection } from 'vscode-languageserver/node';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import type { Diagnostic, WorkspaceEdit } from 'vscode-languageserver-types';
import { createLifecycle, serve } from '../../src/server/index.ts';
import { FILES } from '../core/features/check.ts';
import { type MemoryHost, memoryHost } from '../support/memoryHost.ts';

const SHOTS =
  '**User**: q\n**Think**: t\n**Action**: SearchSolution(Error = "a", device = "car")\n**Observation**: o\n';
const uri = 'file:///w/a.shots.md';

interface Client {
  readonly connection: MessageConnection;
  readonly host: MemoryHost;
  readonly capabilities: Readonly<Record<string, unknown>>;
  /** The next findings that are pushed for a file. */
  pushed(uri: string): Promise<readonly Diagnostic[]>;
  open(uri: string, text: string, languageId?: string): Promise<void>;
  ask<Answer>(method: string, params: object): Promise<Answer>;
}

/** A client and a server that talk through a pair of streams. */
async function client(files: Readonly<Record<string, string>> = FILES, options: object = {}): Promise<Client> {
  const there = new PassThrough();
  const back = new PassThrough();
  const host = memoryHost(files);
  const writer = new StreamMessageWriter(back);
  const { reader } = createLifecycle(new StreamMessageReader(there), writer);
  serve(createConnection(reader, writer), '1.2.3', () => host);
  const connection = createMessageConnection(new StreamMessageReader(back), new StreamMessageWriter(there));
  const waiting: { readonly uri: string; readonly resolve: (found: readonly Diagnostic[]) => void }[] = [];
  connection.onNotification('textDocument/publishDiagnostics', (params: { uri: string; diagnostics: Diagnostic[] }) => {
    const index = waiting.findIndex((one) => one.uri === params.uri);
    if (index !== -1) waiting.splice(index, 1)[0]?.resolve(params.diagnostics);
  });
  connection.listen();
  onTestFinished(() => connection.dispose());
  const params = {
    processId: null,
    rootUri: null,
    workspaceFolders: [{ uri: 'file:///w', name: 'w' }],
    capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
    ...options,
  };
  const { capabilities } = await connection.sendRequest<{ capabilities: Record<string, unknown> }>(
    'initialize',
    params,
  );
  await connection.sendNotification('initialized', {});
  return {
    connection,
    host,
    capabilities,
    pushed: (uri) => new Promise((resolve) => waiting.push({ uri, resolve })),
    open: (opened, text, languageId = 'sop-shots') =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: opened, languageId, version: 1, text },
      }),
    ask: (method, asked) => connection.sendRequest(method, asked),
  };
}

const textDocument = { uri };
const position = { line: 2, character: 14 };

describe('the language server', () => {
  it('pushes findings and offers their repairs', async () => {
    const { open, pushed, ask } = await client();
    const findings = pushed(uri);
    await open(uri, SHOTS);
    const [finding] = await findings;
    expect(finding).toMatchObject({ code: 'parameter-value', source: 'sop-shots', severity: 1 });
    const range = finding?.range;
    const actions = await ask<readonly { kind: string }[]>('textDocument/codeAction', {
      textDocument,
      range,
      context: { diagnostics: [] },
    });
    expect(actions.map(({ kind }) => kind)).toContain('quickfix');
  });

  it('fixes all in a document that is shots by its language alone', async () => {
    const { open, pushed, ask } = await client();
    const prompt = uri.replace('a.shots.md', 'prompt.md');
    const findings = pushed(prompt);
    await open(prompt, '**User**: a\n**Think**: b\n\n**Action**: c\n');
    expect(await findings).toHaveLength(1);
    const actions = await ask<readonly { edit: { changes: Record<string, unknown> } }[]>('textDocument/codeAction', {
      textDocument: { uri: prompt },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [], only: ['source.fixAll.sopShots'] },
    });
    expect(actions.map(({ edit }) => Object.keys(edit.changes))).toEqual([[prompt]]);
  });

  it('answers while a large tool file is read', { timeout: 60_000 }, async () => {
    const operation = (index: number) =>
      `  /orders${index}:\n    post:\n      operationId: order${index}\n      responses: {}\n      description: Orders.\n`;
    const operations = Array.from({ length: 20_000 }, (_, index) => operation(index)).join('');
    const api = `openapi: 3.0.3\ninfo: {title: Orders, version: "1"}\npaths:\n${operations}`;
    const { open, pushed, ask } = await client({ ...FILES, 'api.yaml': api });
    const first = pushed(uri);
    await open(uri, SHOTS);
    await first;
    const other = 'file:///w/b.shots.md';
    const calls = '**User**: q\n**Think**: t\n**Action**: order7()\n**Observation**: o\n';
    let findings: readonly Diagnostic[] | undefined;
    const checked = pushed(other).then((found) => {
      findings = found;
    });
    await open(other, `---\ntools: ./api.yaml\n---\n${calls}`);
    let answers = 0;
    for (; findings === undefined; answers++) await ask('textDocument/completion', { textDocument, position });
    await checked;
    expect(findings).toEqual([]);
    // Where nobody got a turn, one would be answered before the file is read, and one after it.
    expect(answers).toBeGreaterThan(3);
  });

  it('checks again after an edit and when a file changes outside', async () => {
    const { open, pushed, connection, host } = await client();
    const first = pushed(uri);
    await open(uri, SHOTS);
    expect(await first).toHaveLength(1);
    const second = pushed(uri);
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: SHOTS.replace('car', 'router') }],
    });
    expect(await second).toEqual([]);
    const third = pushed(uri);
    host.write('a.tools.json', FILES['a.tools.json']?.replace('"router"', '"modem"') ?? '');
    await connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: 'file:///w/a.tools.json', type: 2 }],
    });
    expect(await third).toHaveLength(1);
  });

  it.each(['rename', 'formatting'])('takes back a %s of a document that changed meanwhile', async (method) => {
    const { open, pushed, ask, connection, host } = await client();
    const findings = pushed(uri);
    await open(uri, SHOTS);
    await findings;
    // The answer waits for a file until the edit has arrived.
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { readFile } = host;
    Object.assign(host, {
      readFile: async (file: string) => {
        await released;
        return readFile(file);
      },
      isWritable: () => released.then(() => true),
    });
    await connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: 'file:///w/a.tools.json', type: 2 }],
    });
    const answer = ask(`textDocument/${method}`, { textDocument, position, newName: 'Look', options: {} });
    const refused = expect(answer).rejects.toThrow('The document has changed meanwhile.');
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: `\n${SHOTS}` }],
    });
    // Messages are read in order: once a request after the edit is answered, even with an error, the edit has arrived.
    await expect(ask('sop-shots/nothing', {})).rejects.toThrow();
    release();
    await refused;
  });

  it('creates files only for a client that can', async () => {
    const book = SHOTS.replace('SearchSolution', 'Book');
    const range = { start: position, end: position };
    const titles = async (options: object): Promise<readonly string[]> => {
      const { open, pushed, ask } = await client({}, options);
      const findings = pushed(uri);
      await open(uri, book);
      await findings;
      const actions = await ask<readonly { title: string }[]>('textDocument/codeAction', {
        textDocument,
        range,
        context: { diagnostics: [] },
      });
      return actions.map(({ title }) => title).filter((title) => title.startsWith('Declare'));
    };
    expect(await titles({})).toEqual([]);
    const workspaceEdit = { documentChanges: true, resourceOperations: ['create'] };
    expect(await titles({ capabilities: { workspace: { workspaceEdit } } })).toEqual([
      'Declare tool `Book` in new file a.tools.json',
    ]);
  });

  it('speaks the language that is asked for', async () => {
    const { open, pushed } = await client(FILES, { initializationOptions: { language: 'zh-CN' } });
    const findings = pushed(uri);
    await open(uri, SHOTS);
    expect((await findings)[0]?.message).toMatch(/\p{Script=Han}/u);
  });

  it('renames across files, and says why not', async () => {
    const { open, ask } = await client();
    await open(uri, SHOTS);
    const edit = await ask<WorkspaceEdit>('textDocument/rename', { textDocument, position, newName: 'Find' });
    expect(Object.keys(edit.changes ?? {}).sort()).toEqual([
      'file:///w/a.shots.md',
      'file:///w/a.tools.json',
      'file:///w/repair.sop.md',
    ]);
    await expect(ask('textDocument/rename', { textDocument, position, newName: 'SubmitOrder' })).rejects.toThrow(
      /already/,
    );
  });

  it.each([
    ['textDocument/completion', { position: { line: 2, character: 27 } }],
    ['textDocument/hover', { position }],
    ['textDocument/signatureHelp', { position: { line: 2, character: 27 } }],
    ['textDocument/definition', { position }],
    ['textDocument/references', { position, context: { includeDeclaration: true } }],
    ['textDocument/documentHighlight', { position }],
    ['textDocument/prepareRename', { position }],
    ['textDocument/documentSymbol', {}],
    ['textDocument/foldingRange', {}],
    ['textDocument/selectionRange', { positions: [position] }],
    ['textDocument/semanticTokens/full', {}],
    ['textDocument/codeLens', {}],
    ['textDocument/formatting', { options: { tabSize: 2, insertSpaces: true } }],
  ])('answers %s', async (method, params) => {
    const { open, ask } = await client();
    await open(uri, SHOTS.replace('"a", ', '"a",  '));
    const answer = await ask<object | readonly unknown[]>(method, { textDocument, ...params });
    expect(Array.isArray(answer) ? answer.length : Object.keys(answer ?? {}).length).toBeGreaterThan(0);
  });

  it('returns nothing for files of other kinds', async () => {
    const { ask } = await client();
    const other = { textDocument: { uri: 'file:///w/none.txt' }, position };
    expect(await ask('textDocument/hover', other)).toBeNull();
    expect(await ask('textDocument/definition', other)).toEqual([]);
  });
});

describe('the order of messages', () => {
  /** A server that no client has initialized. */
  function start(): MessageConnection {
    const there = new PassThrough();
    const back = new PassThrough();
    const writer = new StreamMessageWriter(back);
    const { reader } = createLifecycle(new StreamMessageReader(there), writer);
    serve(createConnection(reader, writer), '1.2.3', () => memoryHost(FILES));
    const connection = createMessageConnection(new StreamMessageReader(back), new StreamMessageWriter(there));
    connection.listen();
    onTestFinished(() => connection.dispose());
    return connection;
  }
  const initialize = (connection: MessageConnection) =>
    connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });

  it('is refused where a request comes before initialize', async () => {
    const connection = start();
    for (const method of ['textDocument/hover', 'shutdown', 'sop-shots/other']) {
      await expect(connection.sendRequest(method, { textDocument, position })).rejects.toMatchObject({ code: -32002 });
    }
    await expect(initialize(connection)).resolves.toMatchObject({ serverInfo: { name: 'sop-shots' } });
  });

  it('is refused where initialize comes twice', async () => {
    const connection = start();
    await initialize(connection);
    await expect(initialize(connection)).rejects.toMatchObject({ code: -32600 });
  });

  it('is refused after shutdown', async () => {
    const connection = start();
    await initialize(connection);
    expect(await connection.sendRequest('shutdown')).toBeNull();
    for (const method of ['textDocument/hover', 'initialize', 'shutdown']) {
      await expect(connection.sendRequest(method, { textDocument, position })).rejects.toMatchObject({ code: -32600 });
    }
  });
});
