import { Disposable } from 'vscode';
import type { Session } from '../session.ts';
import type { WorkspaceChanges } from '../workspaceChanges.ts';
import { registerCompletion } from './completion.ts';
import { registerDecorations } from './decorations.ts';
import { registerFormatting } from './formatting.ts';
import { registerHelp } from './help.ts';
import { registerNavigation } from './navigation.ts';
import { registerOutline } from './outline.ts';
import { registerRefactorings } from './refactorings.ts';
import { registerReferenceLenses } from './referenceLenses.ts';
import { registerStructure } from './structure.ts';

/** Everything an editor user expects of a language. */
export function registerLanguageFeatures(session: Session, changes: WorkspaceChanges): Disposable {
  return Disposable.from(
    registerReferenceLenses(session, changes),
    ...[
      registerCompletion,
      registerHelp,
      registerNavigation,
      registerOutline,
      registerStructure,
      registerDecorations,
      registerFormatting,
      registerRefactorings,
    ].map((register) => register(session)),
  );
}
