import { CodeLens, Disposable, EventEmitter, languages } from 'vscode';
import { toRange } from '../convert.ts';
import type { Session } from '../session.ts';
import { setting } from '../settings.ts';
import type { WorkspaceChanges } from '../workspaceChanges.ts';
import { ask, NAMING_SELECTOR } from './asking.ts';

/**
 * Links above tools, steps and shots that count what refers to them. They are asked for again after changes of other
 * files: a name that is replaced in all of them is counted in each when the last one has it.
 */
export function registerReferenceLenses(session: Session, changes: WorkspaceChanges): Disposable {
  const changed = new EventEmitter<void>();
  let following: Disposable | undefined;
  return Disposable.from(
    changed,
    { dispose: () => following?.dispose() },
    languages.registerCodeLensProvider(NAMING_SELECTOR, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document, token) => {
        if (!setting('codeLens')) return [];
        following ??= changes.follow(() => changed.fire());
        const found = await ask(session, document, [], (service, uri, kind) => service.codeLenses(uri, token, kind));
        return found.map(({ range, command }) => new CodeLens(toRange(range), command));
      },
    }),
  );
}
