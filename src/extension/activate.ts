import type { Disposable, ExtensionContext } from 'vscode';
import type { ReadRange } from '../finetuning/index.ts';
import { registerAgentTools } from './agentTools/register.ts';
import { registerCommands } from './commands/register.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { createFindings } from './findings.ts';
import { type GenerationPlatform, registerGeneration } from './generation/register.ts';
import { registerLora } from './lora/register.ts';
import { registerCodeActions } from './providers/codeActions.ts';
import { registerFixAll } from './providers/fixAll.ts';
import { registerLanguageFeatures } from './providers/register.ts';
import { createSession } from './session.ts';
import { registerStatusItem } from './statusItem.ts';

/** What only some platforms have. */
export interface Platform extends GenerationPlatform {
  readonly name: 'desktop' | 'web';
  /** True if the code was compiled at an earlier start. */
  readonly isCompiled?: boolean;
  /** Reads a piece of a file. Without it large weights cannot be looked into. */
  readonly readRange?: ReadRange;
}

/** Brings everything up; each feature is one line, and VS Code disposes what it registered. */
export function start(context: ExtensionContext, platform: Platform): void {
  const session = createSession(context);
  const compiled = platform.isCompiled ? ', compiled at an earlier start' : '';
  session.log.info(`SOP Shots ${context.extension.packageJSON.version}, ${platform.name}${compiled}`);
  const findings = createFindings();
  const registrations: readonly Disposable[] = [
    findings,
    registerDiagnostics(session, findings),
    registerCodeActions(session, findings),
    registerFixAll(session),
    registerLanguageFeatures(session),
    registerStatusItem(session, findings),
    registerCommands(session, findings),
    registerLora(session, platform.readRange),
    registerGeneration(session, findings, platform),
    registerAgentTools(session),
  ];
  context.subscriptions.push(...registrations);
}
