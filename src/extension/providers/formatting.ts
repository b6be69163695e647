import { Disposable, languages } from 'vscode';
import { SHOTS_SELECTOR } from '../documents.ts';
import type { Session } from '../session.ts';
import { toTextEdit } from './answers.ts';
import { ask } from './asking.ts';

/** Formats shots: whole, in part, and as one types. */
export function registerFormatting(session: Session): Disposable {
  return Disposable.from(
    languages.registerDocumentFormattingEditProvider(SHOTS_SELECTOR, {
      async provideDocumentFormattingEdits(document) {
        const edits = await ask(session, document, [], (service, uri, kind) => service.format(uri, undefined, kind));
        return edits.map(toTextEdit);
      },
    }),
    languages.registerDocumentRangeFormattingEditProvider(SHOTS_SELECTOR, {
      async provideDocumentRangeFormattingEdits(document, range) {
        const edits = await ask(session, document, [], (service, uri, kind) => service.format(uri, range, kind));
        return edits.map(toTextEdit);
      },
    }),
    languages.registerOnTypeFormattingEditProvider(
      SHOTS_SELECTOR,
      {
        async provideOnTypeFormattingEdits(document, position, character) {
          const edits = await ask(session, document, [], (service, uri, kind) =>
            service.formatOnType(uri, position, character, kind),
          );
          return edits.map(toTextEdit);
        },
      },
      '\n',
      ')',
    ),
  );
}
