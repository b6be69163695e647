import { Range, type TextDocument, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { type Shot, type ShotsDocument, shotRemovals } from '../../core/index.ts';
import { addApproval, getReviewer } from '../generation/review/drafts.ts';
import type { Session } from '../session.ts';
import { applyEdit } from '../writing/applyEdit.ts';
import { shotKeys } from './shotList.ts';
import type { ShotNode } from './shotNode.ts';
import type { ShotTree } from './shotTree.ts';
import { say } from './words.ts';

/** Approves the drafts among some lines in the name of a person, in one step to undo. */
export async function approveShots(session: Session, tree: ShotTree, nodes: readonly ShotNode[]): Promise<void> {
  const chosen = await chooseShots(tree, nodes, (status) => status === 'draft');
  if (chosen.size === 0) {
    void window.showInformationMessage(session.t(say('noDrafts')));
    return;
  }
  const name = await getReviewer(session);
  if (name === undefined) return;
  await changeShots(session, chosen, (edit, document, _, shots) => {
    for (const { status } of shots) if (status?.state === 'draft') addApproval(edit, document, status, name);
  });
}

/** Deletes shots from their documents, in one step to undo. */
export async function discardShots(session: Session, tree: ShotTree, nodes: readonly ShotNode[]): Promise<void> {
  // A whole document is a file, and deleting files is the explorer's work.
  const lines = nodes.filter(({ kind }) => kind !== 'document');
  const chosen = await chooseShots(tree, lines, () => true);
  await changeShots(session, chosen, (edit, document, parsed, shots) => {
    for (const { start, end } of shotRemovals(parsed, shots)) {
      edit.delete(document.uri, new Range(document.positionAt(start), document.positionAt(end)));
    }
  });
}

/** The keys of the shots below some lines, by document. */
async function chooseShots(
  tree: ShotTree,
  nodes: readonly ShotNode[],
  isChosen: (status: string) => boolean,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const chosen = new Map<string, Set<string>>();
  const add = async (node: ShotNode): Promise<void> => {
    if (node.kind !== 'shot') {
      for (const child of await tree.getChildren(node)) await add(child);
    } else if (isChosen(node.shot.status)) {
      const keys = chosen.get(node.uri) ?? new Set();
      chosen.set(node.uri, keys.add(node.shot.key));
    }
  };
  for (const node of nodes) await add(node);
  return chosen;
}

type AddChange = (edit: WorkspaceEdit, document: TextDocument, parsed: ShotsDocument, shots: readonly Shot[]) => void;

/** Finds the shots again in the documents as they are now, and changes all of them with one edit. */
async function changeShots(
  session: Session,
  chosen: ReadonlyMap<string, ReadonlySet<string>>,
  addChange: AddChange,
): Promise<void> {
  const edit = new WorkspaceEdit();
  let missing = 0;
  for (const [uri, keys] of chosen) {
    const document = await workspace.openTextDocument(Uri.parse(uri));
    const parsed = (await session.service.getContext(uri, 'shots'))?.document;
    const names = parsed === undefined ? [] : shotKeys(parsed);
    const shots = parsed?.shots.filter((_, index) => keys.has(names[index] ?? '')) ?? [];
    missing += keys.size - shots.length;
    if (parsed !== undefined && shots.length > 0) addChange(edit, document, parsed, shots);
  }
  if (missing > 0) void window.showWarningMessage(session.t(say('changed', { count: missing })));
  if (edit.size > 0) await applyEdit(session, edit);
}
