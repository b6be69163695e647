import { commands, Disposable, type Position, type Uri } from 'vscode';
import type { WorkspaceCoverage } from '../coverage/workspaceCoverage.ts';
import type { Findings } from '../findings.ts';
import { showFlow } from '../flow/showFlow.ts';
import { openProcedure, pasteProcedure } from '../procedureImport/importProcedure.ts';
import type { ProcedureImportPlatform } from '../procedureImport/platform.ts';
import type { Session } from '../session.ts';
import { importTools } from '../toolImport/importTools.ts';
import type { ToolImportPlatform } from '../toolImport/platform.ts';
import { chooseTools } from './chooseTools.ts';
import { convertCalls } from './convertCalls.ts';
import { convertToShots } from './convertToShots.ts';
import { fixAll } from './fixAll.ts';
import { lintWorkspace } from './lintWorkspace.ts';
import { createProcedureFile, createShotsFile, createToolSchemaFile } from './newDocument.ts';
import { openRuleDocumentation } from './openRuleDocumentation.ts';
import { showPreview } from './showPreview.ts';
import { disableRuleForLine, turnRuleOff } from './silenceRule.ts';
import { treatAsShots } from './treatAsShots.ts';

/** Every command by its id. */
export function registerCommands(
  session: Session,
  findings: Findings,
  coverage: WorkspaceCoverage,
  platform: ToolImportPlatform & ProcedureImportPlatform,
): Disposable {
  const table: Readonly<Record<string, (...args: never[]) => unknown>> = {
    'sopShots.lintWorkspace': () => lintWorkspace(session, findings),
    'sopShots.fixAll': () => fixAll(session),
    'sopShots.treatAsShots': () => treatAsShots(session),
    'sopShots.convertToShots': () => convertToShots(session),
    'sopShots.convertCalls': (notation?: string) => convertCalls(session, notation),
    'sopShots.chooseTools': () => chooseTools(session),
    'sopShots.importTools': () => importTools(session, platform),
    'sopShots.pasteProcedure': () => pasteProcedure(session),
    'sopShots.openProcedure': () => openProcedure(session, platform),
    'sopShots.newShots': () => createShotsFile(session),
    'sopShots.newProcedure': () => createProcedureFile(session),
    'sopShots.newToolSchema': () => createToolSchemaFile(session),
    'sopShots.showPreview': () => showPreview(),
    'sopShots.showFlow': () => showFlow(session, coverage),
    'sopShots.showOutput': () => session.log.show(),
    'sopShots.openRuleDocumentation': (rule?: string) => openRuleDocumentation(session, findings, rule),
    'sopShots.disableRuleForLine': (uri: Uri, rule: string, at: Position) => disableRuleForLine(session, uri, rule, at),
    'sopShots.turnRuleOff': (uri: Uri, rule: string) => turnRuleOff(session, uri, rule),
  };
  return Disposable.from(
    ...Object.entries(table).map(([id, run]) => commands.registerCommand(id, run as (...args: unknown[]) => unknown)),
  );
}
