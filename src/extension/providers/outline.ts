import { type Disposable, DocumentSymbol, type DocumentSymbolProvider, languages, SymbolKind } from 'vscode';
import { type OutlineItem, outlineOf } from '../../core/index.ts';
import { toRange } from '../convert.ts';
import { shotsSelector } from '../documents.ts';
import type { Session } from '../session.ts';

const kinds: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  heading: SymbolKind.String,
  shot: SymbolKind.Event,
  round: SymbolKind.Method,
  plan: SymbolKind.Array,
  answer: SymbolKind.Constant,
};

/** The outline of a shots document, which Markdown's own no longer gives to a file of another language. */
export function registerOutline(session: Session): Disposable {
  const provider: DocumentSymbolProvider = {
    provideDocumentSymbols: async ({ uri }) => {
      const context = await session.service.contextOf(uri.toString(), 'shots');
      return context ? outlineOf(context.document, session.language()).map(toSymbol) : [];
    },
  };
  return languages.registerDocumentSymbolProvider(shotsSelector, provider, { label: 'SOP Shots' });
}

function toSymbol(item: OutlineItem): DocumentSymbol {
  const symbol = new DocumentSymbol(
    item.name,
    item.detail,
    kinds[item.kind],
    toRange(item.range),
    toRange(item.selection),
  );
  symbol.children = item.children.map(toSymbol);
  return symbol;
}
