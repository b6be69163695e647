import { type Connection, LSPErrorCodes, type Range, ResponseError, type TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { defineMessages, escapeControls, type Language, type Refusal, renderMessage } from '../core/index.ts';
import { FIX_ALL } from './capabilities.ts';
import { getFixAllAction, getQuickFixes } from './codeActions.ts';
import type { DiagnosticsPublisher } from './diagnosticsPublisher.ts';
import type { ServerSession } from './session.ts';

const say = defineMessages({
  changed: { en: 'The document has changed meanwhile.', 'zh-CN': '文档在此期间已被修改。' },
});

/** What request handlers use. */
interface RequestContext {
  readonly documents: TextDocuments<TextDocument>;
  readonly publisher: DiagnosticsPublisher;
  session(): ServerSession;
  language(): Language;
}

/** Registers a handler per request, which calls the method of the language service. */
export function registerRequestHandlers(connection: Connection, context: RequestContext): void {
  registerPositionRequests(connection, context);
  registerSymbolRequests(connection, context);
  registerDocumentRequests(connection, context);
  registerEditRequests(connection, context);
}

function registerPositionRequests(connection: Connection, { session }: RequestContext): void {
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

/** An edit for a text that has changed meanwhile would be applied at the wrong positions. */
async function answerUnlessChanged<Answer>(
  { documents, language }: RequestContext,
  uri: string,
  answer: () => Promise<Answer>,
): Promise<Answer | ResponseError<void>> {
  const before = documents.get(uri)?.version;
  const result = await answer();
  if (documents.get(uri)?.version === before) return result;
  return new ResponseError<void>(LSPErrorCodes.ContentModified, renderMessage(say('changed'), language()));
}

function registerSymbolRequests(connection: Connection, context: RequestContext): void {
  const { session, language } = context;
  const refuse = ({ refused }: Refusal) =>
    new ResponseError<void>(LSPErrorCodes.RequestFailed, escapeControls(renderMessage(refused, language())));
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
    answerUnlessChanged(context, uri, async () => {
      const answer = await session().service.rename(uri, position, newName, token, session().kindOf(uri));
      return 'refused' in answer ? refuse(answer) : answer;
    }),
  );
  connection.onWorkspaceSymbol(async ({ query }, token) => [
    ...(await session().service.workspaceSymbols(query, token)),
  ]);
}

function registerDocumentRequests(connection: Connection, { session }: RequestContext): void {
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

function registerEditRequests(connection: Connection, context: RequestContext): void {
  const { session, documents, publisher, language } = context;
  const format = (uri: string, range: Range | undefined) =>
    answerUnlessChanged(context, uri, async () => [
      ...(await session().service.format(uri, range, session().kindOf(uri))),
    ]);
  connection.onDocumentFormatting(({ textDocument: { uri } }) => format(uri, undefined));
  connection.onDocumentRangeFormatting(({ textDocument: { uri }, range }) => format(uri, range));
  connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position, ch }) =>
    answerUnlessChanged(context, uri, async () => [
      ...(await session().service.formatOnType(uri, position, ch, session().kindOf(uri))),
    ]),
  );
  connection.onCodeAction(async ({ textDocument: { uri }, range, context: { only } }) => {
    const document = documents.get(uri);
    if (document === undefined) return [];
    const asksForAll = only?.some((kind) => FIX_ALL === kind || FIX_ALL.startsWith(`${kind}.`)) === true;
    const wantsQuickFixes = only === undefined || only.some((kind) => kind === '' || kind === 'quickfix');
    const isWanted = (kind = ''): boolean =>
      only === undefined || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
    const rewrites = asksForAll ? [] : await session().service.codeActions(uri, range, session().kindOf(uri));
    return [
      ...(wantsQuickFixes ? getQuickFixes(publisher.findings(uri), range, document, language()) : []),
      ...rewrites.filter(({ kind }) => isWanted(kind)),
      ...(asksForAll ? await getFixAllAction(session().service, document, session().kindOf(uri), language()) : []),
    ];
  });
}
