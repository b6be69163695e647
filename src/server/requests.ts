import { type Connection, LSPErrorCodes, type Range, ResponseError, type TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Language, type Refusal, renderMessage } from '../core/index.ts';
import { FIX_ALL } from './capabilities.ts';
import type { Checking } from './checking.ts';
import { fixAllAction, repairsAt } from './repairs.ts';
import type { ServerSession } from './session.ts';

/** What answers requests. */
interface Desk {
  readonly documents: TextDocuments<TextDocument>;
  readonly checking: Checking;
  session(): ServerSession;
  language(): Language;
}

/** Answers every request by the facade's method of that name. */
export function answerRequests(connection: Connection, desk: Desk): void {
  answerAboutPlaces(connection, desk);
  answerAboutNames(connection, desk);
  answerAboutDocuments(connection, desk);
  answerWithEdits(connection, desk);
}

function answerAboutPlaces(connection: Connection, { session }: Desk): void {
  connection.onCompletion(({ textDocument: { uri }, position }, token) =>
    session().service.complete(uri, position, token, session().kindOf(uri)),
  );
  connection.onCompletionResolve((item) => session().service.resolveCompletion(item));
  connection.onSignatureHelp(({ textDocument: { uri }, position }) =>
    session().service.signatureHelp(uri, position, session().kindOf(uri)),
  );
  connection.onHover(({ textDocument: { uri }, position }) =>
    session().service.hover(uri, position, session().kindOf(uri)),
  );
  connection.onSelectionRanges(async ({ textDocument: { uri }, positions }) => [
    ...(await session().service.selectionRanges(uri, positions, session().kindOf(uri))),
  ]);
}

/** An edit of a text that has changed meanwhile would land in the wrong places. */
async function unlessChanged<Answer>(
  { documents }: Desk,
  uri: string,
  answer: () => Promise<Answer>,
): Promise<Answer | ResponseError<void>> {
  const before = documents.get(uri)?.version;
  const given = await answer();
  if (documents.get(uri)?.version === before) return given;
  return new ResponseError<void>(LSPErrorCodes.ContentModified, 'The document has changed meanwhile.');
}

function answerAboutNames(connection: Connection, desk: Desk): void {
  const { session, language } = desk;
  const refuse = ({ refused }: Refusal) =>
    new ResponseError<void>(LSPErrorCodes.RequestFailed, renderMessage(refused, language()));
  connection.onDefinition(async ({ textDocument: { uri }, position }) => [
    ...(await session().service.definition(uri, position, session().kindOf(uri))),
  ]);
  connection.onReferences(async ({ textDocument: { uri }, position, context }, token) => [
    ...(await session().service.references(uri, position, context.includeDeclaration, token, session().kindOf(uri))),
  ]);
  connection.onDocumentHighlight(async ({ textDocument: { uri }, position }) => [
    ...(await session().service.highlights(uri, position, session().kindOf(uri))),
  ]);
  connection.onPrepareRename(async ({ textDocument: { uri }, position }) => {
    const answer = await session().service.prepareRename(uri, position, session().kindOf(uri));
    return 'refused' in answer ? refuse(answer) : answer;
  });
  connection.onRenameRequest(({ textDocument: { uri }, position, newName }, token) =>
    unlessChanged(desk, uri, async () => {
      const answer = await session().service.rename(uri, position, newName, token, session().kindOf(uri));
      return 'refused' in answer ? refuse(answer) : answer;
    }),
  );
  connection.onWorkspaceSymbol(async ({ query }, token) => [
    ...(await session().service.workspaceSymbols(query, token)),
  ]);
}

function answerAboutDocuments(connection: Connection, { session }: Desk): void {
  connection.onDocumentSymbol(async ({ textDocument: { uri } }) => [
    ...(await session().service.documentSymbols(uri, session().kindOf(uri))),
  ]);
  connection.onFoldingRanges(async ({ textDocument: { uri } }) => [
    ...(await session().service.foldingRanges(uri, session().kindOf(uri))),
  ]);
  connection.onDocumentLinks(async ({ textDocument: { uri } }) => [
    ...(await session().service.documentLinks(uri, session().kindOf(uri))),
  ]);
  connection.languages.semanticTokens.on(({ textDocument: { uri } }) =>
    session().service.semanticTokens(uri, undefined, session().kindOf(uri)),
  );
  connection.languages.semanticTokens.onRange(({ textDocument: { uri }, range }) =>
    session().service.semanticTokens(uri, range, session().kindOf(uri)),
  );
  connection.onCodeLens(async ({ textDocument: { uri } }, token) => [
    ...(await session().service.codeLenses(uri, token, session().kindOf(uri))),
  ]);
  connection.languages.inlayHint.on(async ({ textDocument: { uri }, range }) => [
    ...(await session().service.inlayHints(uri, range, session().kindOf(uri))),
  ]);
}

function answerWithEdits(connection: Connection, desk: Desk): void {
  const { session, documents, checking, language } = desk;
  const format = (uri: string, range: Range | undefined) =>
    unlessChanged(desk, uri, async () => [...(await session().service.format(uri, range, session().kindOf(uri)))]);
  connection.onDocumentFormatting(({ textDocument: { uri } }) => format(uri, undefined));
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, range }) => format(uri, range));
  connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, ch }) =>
    unlessChanged(desk, uri, async () => [
      ...(await session().service.formatOnType(uri, position, ch, session().kindOf(uri))),
    ]),
  );
  connection.onCodeAction(async ({ textDocument: { uri }, range, context: { only } }) => {
    const document = documents.get(uri);
    if (document === undefined) return [];
    const asksForAll = only?.some((kind) => FIX_ALL === kind || FIX_ALL.startsWith(`${kind}.`)) === true;
    const wantsQuickFixes = only === undefined || only.some((kind) => kind === '' || kind === 'quickfix');
    const wantsRefactorings = only === undefined || only.some((kind) => kind === '' || /^refactor\b/.test(kind));
    return [
      ...(wantsQuickFixes ? repairsAt(checking.findings(uri), range) : []),
      ...(wantsRefactorings ? await session().service.codeActions(uri, range, session().kindOf(uri)) : []),
      ...(asksForAll ? await fixAllAction(session().service, document, session().kindOf(uri), language()) : []),
    ];
  });
}
