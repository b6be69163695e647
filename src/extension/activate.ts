import type { Disposable, ExtensionContext } from 'vscode';
import type { ReadRange } from '../finetuning/index.ts';
import { registerAgentTools } from './agentTools/register.ts';
import { registerCommands } from './commands/register.ts';
import { registerConnectionsView } from './connectionsView/register.ts';
import { createWorkspaceCoverage } from './coverage/workspaceCoverage.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { createFindings } from './findings.ts';
import { type GenerationPlatform, registerGeneration } from './generation/commands/register.ts';
import type { ResolveLinks } from './links.ts';
import { registerLora } from './lora/register.ts';
import type { ProcedureImportPlatform } from './procedureImport/platform.ts';
import { registerProcedures } from './procedures/register.ts';
import { registerPrompts } from './prompt/register.ts';
import { registerCodeActions } from './providers/codeActions.ts';
import { registerFixAll } from './providers/fixAll.ts';
import { registerPasteHtml } from './providers/pasteHtml.ts';
import { registerLanguageFeatures } from './providers/register.ts';
import { registerResults } from './results/register.ts';
import { registerRunsView } from './runsView/register.ts';
import { createSession } from './session.ts';
import { registerShotsView } from './shotsView/register.ts';
import { registerStatusItem } from './statusItem.ts';
import { registerTesting } from './testing/register.ts';
import type { ToolImportPlatform } from './toolImport/platform.ts';
import { registerToolOffer } from './toolOffer/register.ts';
import { registerToolsView } from './toolsView/register.ts';
import { registerDataDiagnostics } from './trainingData/dataDiagnostics.ts';
import { registerDatasets } from './trainingData/register.ts';
import { createWorkspaceChanges } from './workspaceChanges.ts';

/** What only some platforms have. */
export interface Platform extends GenerationPlatform, ToolImportPlatform, ProcedureImportPlatform {
  readonly name: 'desktop' | 'web';
  /** True if the code was compiled at an earlier start. */
  readonly isCompiled?: boolean;
  /** Reads a piece of a file. Without it large weights cannot be looked into. */
  readonly readRange?: ReadRange;
  /** Where symbolic links lead. */
  readonly resolveLinks?: ResolveLinks;
}

/** Brings everything up; each feature is one line, and VS Code disposes what it registered. */
export function start(context: ExtensionContext, platform: Platform): void {
  const session = createSession(context, platform.resolveLinks);
  const compiled = platform.isCompiled ? ', compiled at an earlier start' : '';
  session.log.info(`SOP Shots ${context.extension.packageJSON.version}, ${platform.name}${compiled}`);
  const findings = createFindings();
  const changes = createWorkspaceChanges(session);
  const coverage = createWorkspaceCoverage(session, changes);
  const generation = registerGeneration(session, findings, platform);
  const registrations: readonly Disposable[] = [
    findings,
    changes,
    coverage,
    registerDiagnostics(session, findings),
    registerCodeActions(session, findings),
    registerToolOffer(session, findings),
    registerFixAll(session),
    registerLanguageFeatures(session, changes),
    ...registerPasteHtml(session, platform),
    registerStatusItem(session, findings),
    registerCommands(session, findings, coverage, platform),
    registerLora(session, platform.readRange),
    registerPrompts(session, generation.models),
    registerDatasets(session),
    registerDataDiagnostics(session),
    generation,
    registerProcedures(session, coverage),
    registerShotsView(session, findings, changes),
    registerToolsView(session, coverage),
    registerConnectionsView(session, generation),
    registerRunsView(session, generation.runs, generation.stored),
    registerTesting(session, findings, coverage, generation),
    registerResults(session),
    registerAgentTools(session),
  ];
  context.subscriptions.push(...registrations);
}
