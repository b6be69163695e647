import { type Connection, type InitializeParams, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { capabilities } from './capabilities.ts';
import { createDiagnosticsPublisher, watchFiles } from './diagnosticsPublisher.ts';
import { registerRequestHandlers } from './requests.ts';
import { type CreateHost, createSession, type ServerSession } from './session.ts';

export type { CreateHost } from './session.ts';

/** Serves the language over a connection, which it starts to listen on. */
export function serve(connection: Connection, version: string, createHost: CreateHost): void {
  const documents = new TextDocuments(TextDocument);
  let client: InitializeParams | undefined;
  let current: ServerSession | undefined;
  const session = (): ServerSession => {
    if (current === undefined) throw new Error('A client initializes the server before it asks anything.');
    return current;
  };
  const publisher = createDiagnosticsPublisher(connection, documents, session);

  connection.onInitialize((params) => {
    client = params;
    current = createSession(params, documents, createHost);
    return { capabilities, serverInfo: { name: 'sop-shots', version } };
  });
  connection.onInitialized(async () => {
    if (client?.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      await watchFiles(connection);
    }
    if (client?.capabilities.workspace?.workspaceFolders === true)
      followWorkspaceFolders(connection, session, publisher.checkAll);
    await session().service.prepare();
  });
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    for (const { uri } of changes) await publisher.changed(uri);
  });
  connection.onShutdown(() => publisher.stop());
  registerRequestHandlers(connection, { documents, publisher, session, language: () => session().language });
  documents.listen(connection);
  connection.listen();
}

function followWorkspaceFolders(
  connection: Connection,
  session: () => ServerSession,
  again: () => Promise<void>,
): void {
  connection.workspace.onDidChangeWorkspaceFolders(async ({ added, removed }) => {
    const gone = new Set(removed.map(({ uri }) => uri));
    const kept = session().roots.filter((uri) => !gone.has(uri));
    session().setRoots([...kept, ...added.map(({ uri }) => uri)]);
    await again();
  });
}
