import { Disposable, DocumentHighlight, type DocumentHighlightKind, languages } from 'vscode';
import type { Refusal } from '../../core/index.ts';
import { toRange } from '../convert.ts';
import type { Session } from '../session.ts';
import { toEdit, toKind, toLocation } from './answers.ts';
import { ask, NAMING_SELECTOR } from './asking.ts';

/** Definition, references, highlights and rename. */
export function registerNavigation(session: Session): Disposable {
  return Disposable.from(
    languages.registerDefinitionProvider(NAMING_SELECTOR, {
      async provideDefinition(document, position) {
        const found = await ask(session, document, [], (service, uri, kind) => service.definition(uri, position, kind));
        return found.map(toLocation);
      },
    }),
    languages.registerReferenceProvider(NAMING_SELECTOR, {
      async provideReferences(document, position, { includeDeclaration }, token) {
        const found = await ask(session, document, [], (service, uri, kind) =>
          service.references(uri, position, includeDeclaration, token, kind),
        );
        return found.map(toLocation);
      },
    }),
    languages.registerDocumentHighlightProvider(NAMING_SELECTOR, {
      async provideDocumentHighlights(document, position) {
        const found = await ask(session, document, [], (service, uri, kind) => service.highlights(uri, position, kind));
        return found.map(
          ({ range, kind }) => new DocumentHighlight(toRange(range), kind && toKind<DocumentHighlightKind>(kind)),
        );
      },
    }),
    registerRename(session),
  );
}

function registerRename(session: Session): Disposable {
  // VS Code shows the message of an error that a provider of renames throws.
  const refuse = ({ refused }: Refusal): never => {
    throw new Error(session.t(refused));
  };
  return languages.registerRenameProvider(NAMING_SELECTOR, {
    async prepareRename(document, position) {
      const answer = await ask(session, document, undefined, (service, uri, kind) =>
        service.prepareRename(uri, position, kind),
      );
      if (answer === undefined) return undefined;
      if ('refused' in answer) return refuse(answer);
      return { range: toRange(answer.range), placeholder: answer.placeholder };
    },
    async provideRenameEdits(document, position, newName, token) {
      const answer = await ask(session, document, undefined, (service, uri, kind) =>
        service.rename(uri, position, newName, token, kind),
      );
      if (answer === undefined) return undefined;
      return 'refused' in answer ? refuse(answer) : toEdit(answer);
    },
  });
}
