import { CodeActionKind, Disposable, languages, type TextDocument, type Uri, window } from 'vscode';
import { openDocument, SHOTS_SELECTOR } from '../documents.ts';
import type { Findings, ShownFinding } from '../findings.ts';
import { lazily } from '../lazy.ts';
import type { Session } from '../session.ts';
import { createStoredValue } from '../storedValue.ts';

const RULE = 'no-tools';

/** Offers tool files of the folder where a document loads none: as quick fixes, and once per workspace in a message. */
export function registerToolOffer(session: Session, findings: Findings): Disposable {
  const commands = lazily(['sopShots.loadTools'], async () => {
    const { registerLoadTools } = await import('./offerTools.ts');
    return registerLoadTools(session);
  });
  const fixes = languages.registerCodeActionsProvider(
    SHOTS_SELECTOR,
    {
      provideCodeActions: async (document, range) => {
        const found = findUnchecked(findings, document);
        if (found?.shown.range.intersection(range) === undefined) return [];
        const { createToolFixes } = await import('./offerTools.ts');
        return [...(await createToolFixes(session, document, found))];
      },
    },
    { providedCodeActionKinds: [CodeActionKind.QuickFix] },
  );
  return Disposable.from(commands, fixes, offerOnce(session, findings));
}

/** Follows the findings until a workspace was offered its tools. */
function offerOnce(session: Session, findings: Findings): Disposable {
  const toBoolean = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);
  const offered = createStoredValue(session.context.workspaceState, 'sopShots.toolsOffered', toBoolean, session);
  // Files are searched once for each document: its findings change with every letter.
  const searched = new Set<string>();
  let isBusy = offered.get() === true;
  const offer = async (document: TextDocument): Promise<void> => {
    isBusy = true;
    searched.add(document.uri.toString());
    const { offerTools } = await import('./offerTools.ts');
    const wasOffered = await offerTools(session, document, () => void offered.set(true));
    isBusy = wasOffered;
  };
  return findings.onDidChange((uri: Uri) => {
    const document = isBusy || searched.has(uri.toString()) ? undefined : openDocument(uri);
    const isShown = document !== undefined && window.activeTextEditor?.document === document;
    if (isShown && findUnchecked(findings, document) !== undefined) void offer(document);
  });
}

/** The finding that a document loads no tools. */
function findUnchecked(findings: Findings, document: TextDocument): ShownFinding | undefined {
  return findings.current(document).find(({ finding }) => finding.rule === RULE);
}
