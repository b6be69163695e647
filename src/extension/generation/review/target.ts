import { Range, type TextDocument, Uri, WorkspaceEdit, workspace } from 'vscode';
import { changedLines, type KnownTools, parseShots, projectDocument } from '../../../core/index.ts';
import { type GeneratedShot, getInsertion, type RecordedTarget, toFrontMatterText } from '../../../generation/index.ts';
import { toRange } from '../../convert.ts';
import type { Session } from '../../session.ts';
import { applyEdit } from '../../writing/applyEdit.ts';

/** Where generated shots go once they are accepted. */
export interface Target {
  /** An open or closed document, or the untitled one that will be made. */
  readonly uri: Uri;
  /** The head of a document that does not exist yet; undefined for one that does. */
  readonly front?: string;
  /** Texts that the shots replace, by plan index. */
  readonly replaced?: readonly string[];
  /** Of a single replaced shot: the shapes of its errors and warnings. */
  readonly faults?: readonly string[];
}

/** A document that is to be made beside a file, under a name that nothing has; it gets the head that leads there. */
export async function createTarget(source: Uri | undefined, role: 'sop' | 'tools'): Promise<Target> {
  const folder = source === undefined ? workspace.workspaceFolders?.[0]?.uri : Uri.joinPath(source, '..');
  if (folder === undefined) return { uri: Uri.parse('untitled:generated.shots.md'), front: '' };
  const name = source?.path.split('/').at(-1) ?? '';
  const path = `./${name}`;
  const front = source === undefined ? '' : toFrontMatterText(...toFrontMatterArguments(role, path));
  const stem = name.replace(/\.(?:sop\.md|tools\.\w+|md|\w+)$/, '') || 'generated';
  for (let number = 1; ; number++) {
    const uri = Uri.joinPath(folder, `${stem}${number === 1 ? '' : `-${number}`}.shots.md`);
    const untitled = uri.with({ scheme: 'untitled' });
    const isOpen = workspace.textDocuments.some((document) => document.uri.toString() === untitled.toString());
    if (!isOpen && !(await exists(uri))) return { uri: untitled, front };
  }
}

/** A target as a record holds it. */
export function toRecordedTarget({ uri, ...rest }: Target): RecordedTarget {
  return { ...rest, uri: uri.toString() };
}

/** The target of a record. A document that was to be made may exist by now. */
export async function fromRecordedTarget({ uri: text, front, ...rest }: RecordedTarget): Promise<Target> {
  const uri = Uri.parse(text);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const file = folder && uri.with({ scheme: folder.scheme, authority: folder.authority });
  if (front !== undefined && file !== undefined && (await exists(file))) return { ...rest, uri: file };
  return front === undefined ? { ...rest, uri } : { ...rest, uri, front };
}

function toFrontMatterArguments(role: 'sop' | 'tools', path: string): [string | undefined, readonly string[]] {
  return role === 'sop' ? [path, []] : [undefined, [path]];
}

/** What became of shots that were to be put into a document. */
export interface InsertedShots {
  readonly document: TextDocument;
  /** The shots that are not in it. */
  readonly left: readonly GeneratedShot[];
  /** True if the document cannot be changed, which the user was told. */
  readonly isRefused: boolean;
}

/** Puts shots into the target as it is now, in one step to undo. Answers what could not be put anywhere. */
export async function insertShots(
  session: Session,
  target: Target,
  shots: readonly GeneratedShot[],
  known: KnownTools,
): Promise<InsertedShots> {
  const document = await workspace.openTextDocument(target.uri);
  const ordered = shots.toSorted((a, b) => a.plan.index - b.plan.index);
  const edit = new WorkspaceEdit();
  const left =
    target.replaced === undefined
      ? appendShots(edit, document, target.front ?? '', ordered, known)
      : replaceShots(edit, document, target.replaced, ordered);
  if (left.length === ordered.length) return { document, left, isRefused: false };
  const isApplied = await applyEdit(session, edit);
  return { document, left: isApplied ? left : ordered, isRefused: !isApplied };
}

function appendShots(
  edit: WorkspaceEdit,
  document: TextDocument,
  front: string,
  shots: readonly GeneratedShot[],
  known: KnownTools,
): readonly GeneratedShot[] {
  const text = document.getText();
  const base = text.trim() === '' ? front : text;
  const { offset, text: added } = getInsertion(
    projectDocument(parseShots(base), known),
    shots.map((shot) => shot.text),
  );
  const after = base.slice(0, offset) + added + base.slice(offset);
  for (const { range, newText } of changedLines(text, after)) edit.replace(document.uri, toRange(range), newText);
  return [];
}

/** A text that is missing was edited in the meantime: its shot is returned to the caller. */
function replaceShots(
  edit: WorkspaceEdit,
  document: TextDocument,
  replaced: readonly string[],
  shots: readonly GeneratedShot[],
): readonly GeneratedShot[] {
  const text = document.getText();
  return shots.filter((shot) => {
    const old = replaced[shot.plan.index];
    const at = old === undefined ? -1 : text.indexOf(old);
    if (old === undefined || at === -1) return true;
    const range = new Range(document.positionAt(at), document.positionAt(at + old.length));
    edit.replace(document.uri, range, shot.text);
    return false;
  });
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
