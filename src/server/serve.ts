import { type Connection, type InitializeParams, TextDocuments } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { capabilities } from './capabilities.ts';
import { createChecking, watchFiles } from './checking.ts';
import { answerRequests } from './requests.ts';
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
  const checking = createChecking(connection, documents, session);

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
      followFolders(connection, session, checking.checkAll);
    await session().service.prepare();
  });
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    for (const { uri } of changes) await checking.changed(uri);
  });
  connection.onShutdown(() => checking.stop());
  answerRequests(connection, { documents, checking, session, language: () => session().language });
  documents.listen(connection);
  connection.listen();
}

function followFolders(connection: Connection, session: () => ServerSession, again: () => Promise<void>): void {
  connection.workspace.onDidChangeWorkspaceFolders(async ({ added, removed }) => {
    const gone = new Set(removed.map(({ uri }) => uri));
    const kept = session().roots.filter((uri) => !gone.has(uri));
    session().setRoots([...kept, ...added.map(({ uri }) => uri)]);
    await again();
  });
}
