import { commands, Disposable, type Uri } from 'vscode';
import type { Findings } from '../findings.ts';
import type { Session } from '../session.ts';
import { chooseTools } from './chooseTools.ts';
import { convertToShots } from './convertToShots.ts';
import { fixAll } from './fixAll.ts';
import { lintWorkspace } from './lintWorkspace.ts';
import { newProcedure, newShots, newToolSchema } from './newDocument.ts';
import { openRuleDocumentation } from './openRuleDocumentation.ts';
import { showPreview } from './showPreview.ts';
import { disableRuleForLine, turnRuleOff } from './silenceRule.ts';
import { treatAsShots } from './treatAsShots.ts';

/** Every command by its id. */
export function registerCommands(session: Session, findings: Findings): Disposable {
  const table: Readonly<Record<string, (...args: never[]) => unknown>> = {
    'sopShots.lintWorkspace': () => lintWorkspace(session, findings),
    'sopShots.fixAll': () => fixAll(session),
    'sopShots.treatAsShots': () => treatAsShots(session),
    'sopShots.convertToShots': () => convertToShots(session),
    'sopShots.chooseTools': () => chooseTools(session),
    'sopShots.newShots': () => newShots(session),
    'sopShots.newProcedure': () => newProcedure(session),
    'sopShots.newToolSchema': () => newToolSchema(session),
    'sopShots.showPreview': () => showPreview(),
    'sopShots.showOutput': () => session.log.show(),
    'sopShots.openRuleDocumentation': (rule?: string) => openRuleDocumentation(session, findings, rule),
    'sopShots.disableRuleForLine': disableRuleForLine,
    'sopShots.turnRuleOff': (uri: Uri, rule: string) => turnRuleOff(session, uri, rule),
  };
  return Disposable.from(
    ...Object.entries(table).map(([id, run]) => commands.registerCommand(id, run as (...args: unknown[]) => unknown)),
  );
}
