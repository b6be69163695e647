import { type Disposable, DocumentSymbol, languages, type SymbolKind } from 'vscode';
import type * as lsp from 'vscode-languageserver-types';
import { toRange } from '../convert.ts';
import type { Session } from '../session.ts';
import { toKind } from './answers.ts';
import { ask, WRITING_SELECTOR } from './asking.ts';

/** The outline of shots and procedures, which Markdown's own no longer gives to a file of another language. */
export function registerOutline(session: Session): Disposable {
  return languages.registerDocumentSymbolProvider(
    WRITING_SELECTOR,
    {
      provideDocumentSymbols: async (document) => {
        const found = await ask(session, document, [], (service, uri, kind) => service.documentSymbols(uri, kind));
        return found.map(toSymbol);
      },
    },
    { label: 'SOP Shots' },
  );
}

function toSymbol({
  name,
  detail = '',
  kind,
  range,
  selectionRange,
  children = [],
}: lsp.DocumentSymbol): DocumentSymbol {
  const symbol = new DocumentSymbol(name, detail, toKind<SymbolKind>(kind), toRange(range), toRange(selectionRange));
  symbol.children = children.map(toSymbol);
  return symbol;
}
