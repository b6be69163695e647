import {
  Disposable,
  DocumentLink,
  FoldingRange,
  FoldingRangeKind,
  languages,
  SelectionRange,
  SymbolInformation,
  type SymbolKind,
  Uri,
} from 'vscode';
import type * as lsp from 'vscode-languageserver-types';
import { toRange } from '../convert.ts';
import type { Session } from '../session.ts';
import { toKind, toLocation } from './answers.ts';
import { ask, NAMING_SELECTOR, WRITING_SELECTOR } from './asking.ts';

/** How documents are built: symbols of the workspace, folds, growing selections, links. */
export function registerStructure(session: Session): Disposable {
  return Disposable.from(
    languages.registerWorkspaceSymbolProvider({
      async provideWorkspaceSymbols(query, token) {
        const found = await session.service.workspaceSymbols(query, token);
        return found.flatMap(({ name, kind, containerName = '', location }) =>
          'range' in location
            ? new SymbolInformation(name, toKind<SymbolKind>(kind), containerName, toLocation(location))
            : [],
        );
      },
    }),
    languages.registerFoldingRangeProvider(WRITING_SELECTOR, {
      async provideFoldingRanges(document) {
        const found = await ask(session, document, [], (service, uri, kind) => service.foldingRanges(uri, kind));
        return found.map(({ startLine, endLine, kind }) => new FoldingRange(startLine, endLine, foldKind(kind)));
      },
    }),
    languages.registerSelectionRangeProvider(WRITING_SELECTOR, {
      async provideSelectionRanges(document, positions) {
        const found = await ask(session, document, [], (service, uri, kind) =>
          service.selectionRanges(uri, positions, kind),
        );
        return found.map(toSelectionRange);
      },
    }),
    languages.registerDocumentLinkProvider(NAMING_SELECTOR, {
      async provideDocumentLinks(document) {
        const found = await ask(session, document, [], (service, uri, kind) => service.documentLinks(uri, kind));
        return found.map(({ range, target, tooltip }) => {
          const link = new DocumentLink(toRange(range), target === undefined ? undefined : Uri.parse(target));
          if (tooltip !== undefined) link.tooltip = tooltip;
          return link;
        });
      },
    }),
  );
}

function foldKind(kind: string | undefined): FoldingRangeKind | undefined {
  if (kind === undefined) return undefined;
  return kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Region;
}

function toSelectionRange({ range, parent }: lsp.SelectionRange): SelectionRange {
  return new SelectionRange(toRange(range), parent && toSelectionRange(parent));
}
