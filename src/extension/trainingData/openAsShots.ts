import { Position, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import { defineMessages } from '../../core/index.ts';
import {
  createDataLinter,
  createImporter,
  DATA_FILE_NAME,
  type DataShape,
  type ImportedFile,
} from '../../datasets/index.ts';
import type { Session } from '../session.ts';
import { getDataShape, readEditorRows } from './dataDocument.ts';

const say = defineMessages({
  noData: {
    en: 'Open a file with training data first: rows with messages, conversations or instruction.',
    'zh-CN': '请先打开训练数据文件：每行应包含 messages、conversations 或 instruction。',
  },
  none: {
    en: 'No row of {name} can be written as a shot. The Problems view says why.',
    'zh-CN': '{name} 中没有可写成示例的行，原因见“问题”视图。',
  },
  skipped: {
    en: '{shots} {shots|shot|shots} opened. {skipped} {skipped|row was|rows were} skipped; the first is in line {line}.',
    'zh-CN': '已打开 {shots} 个示例，跳过了 {skipped} 行，第一处在第 {line} 行。',
  },
});

/** Opens the rows of training data as unsaved documents beside it: shots, their tools and their system text. */
export async function openAsShots(session: Session, uri: unknown): Promise<readonly Uri[]> {
  const { t } = session;
  const document = uri instanceof Uri ? await workspace.openTextDocument(uri) : window.activeTextEditor?.document;
  const shape = document && getDataShape(session, document);
  if (document === undefined || shape === undefined) {
    void window.showInformationMessage(t(say('noData')));
    return [];
  }
  const name = document.uri.path.split('/').at(-1) ?? '';
  const imported = await importRows(session, document.getText(), shape, document.uri);
  if (imported.shots === 0) {
    void window.showWarningMessage(t(say('none', { name })));
    return [];
  }
  const opened: Uri[] = [];
  // What the shots refer to is there before they are checked.
  const isShots = ({ name: file }: ImportedFile): boolean => file.endsWith('.shots.md');
  const files = [...imported.files.filter((file) => !isShots(file)), ...imported.files.filter(isShots)];
  for (const file of files) opened.push(await openUntitled(document.uri, file));
  const first = opened.find(({ path }) => path.endsWith('.shots.md'));
  if (first !== undefined) await window.showTextDocument(await workspace.openTextDocument(first));
  const [line] = imported.skipped;
  if (line !== undefined) {
    const { shots, skipped } = imported;
    void window.showInformationMessage(t(say('skipped', { shots, skipped: skipped.length, line })));
  }
  return opened;
}

interface ImportedRows {
  readonly files: readonly ImportedFile[];
  readonly shots: number;
  /** The lines of rows that are not shots. */
  readonly skipped: readonly number[];
}

/** Imports under the first stem that no file and no document beside the data has. */
async function importRows(session: Session, text: string, shape: DataShape, uri: Uri): Promise<ImportedRows> {
  const stem = uri.path.split('/').at(-1)?.replace(DATA_FILE_NAME, '') ?? 'data';
  for (let number = 1; ; number++) {
    const imported = readAll(text, shape, number === 1 ? stem : `${stem}-${number}`, session);
    const taken = await Promise.all(imported.files.map(({ name }) => isTaken(uri, name)));
    if (!taken.includes(true)) return imported;
  }
}

function readAll(text: string, shape: DataShape, stem: string, session: Session): ImportedRows {
  const importer = createImporter(stem, session.language());
  const linter = createDataLinter();
  const files: ImportedFile[] = [];
  const skipped: number[] = [];
  for (const row of readEditorRows(text, shape)) {
    const { conversation, findings } = linter.row(row.text, row.line);
    if (conversation === undefined || findings.some(({ rule }) => rule === 'mixed-formats')) {
      skipped.push(row.line);
      continue;
    }
    const before = importer.skipped.length;
    files.push(...importer.add(conversation, row.line));
    if (importer.skipped.length > before) skipped.push(row.line);
  }
  files.push(...importer.end());
  return { files, shots: importer.counts.shots, skipped };
}

function toUntitled(data: Uri, name: string): Uri {
  return Uri.joinPath(data, '..', name).with({ scheme: 'untitled' });
}

async function isTaken(data: Uri, name: string): Promise<boolean> {
  const untitled = toUntitled(data, name).toString();
  if (workspace.textDocuments.some((document) => document.uri.toString() === untitled)) return true;
  return workspace.fs.stat(Uri.joinPath(data, '..', name)).then(
    () => true,
    () => false,
  );
}

async function openUntitled(data: Uri, { name, text }: ImportedFile): Promise<Uri> {
  const uri = toUntitled(data, name);
  await workspace.openTextDocument(uri);
  const edit = new WorkspaceEdit();
  edit.insert(uri, new Position(0, 0), text);
  await workspace.applyEdit(edit);
  return uri;
}
