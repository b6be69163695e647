import type { Disposable, ExtensionContext } from 'vscode';
import { registerCommands } from './commands/register.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { createFindings } from './findings.ts';
import { registerCodeActions } from './providers/codeActions.ts';
import { registerFixAll } from './providers/fixAll.ts';
import { registerOutline } from './providers/outline.ts';
import { createSession } from './session.ts';
import { registerStatusItem } from './statusItem.ts';

/** Brings everything up; each feature is one line, and VS Code disposes what it registered. */
export function start(context: ExtensionContext): void {
  const session = createSession(context);
  const findings = createFindings();
  const registrations: readonly Disposable[] = [
    findings,
    registerDiagnostics(session, findings),
    registerCodeActions(session, findings),
    registerFixAll(session),
    registerOutline(session),
    registerStatusItem(session, findings),
    registerCommands(session, findings),
  ];
  context.subscriptions.push(...registrations);
}
