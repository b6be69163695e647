import type { CreateFile, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import { changedLines } from '../../edits/changedLines.ts';
import { takesTools } from '../../edits/toolShape.ts';
import { type WrittenEntry, withToolsFile } from '../../edits/toolsFileEntry.ts';
import type { ToolEntry } from '../../model/model.ts';
import type { ToolFile } from '../../schemas/tool.ts';
import { getBaseName, getFolder, getRoot, resolvePath, toCanonical } from '../../text/paths.ts';
import { writtenPath } from '../../text/relativePath.ts';
import { getSharedPaths } from '../../workspace/parsedShots.ts';
import type { ShotsContext } from '../context.ts';
import type { FeatureServices } from '../services.ts';
import { hasChoice } from '../toolChoiceOccurrences.ts';

/** The files that count for a document and that a tool can be added to, in their order. */
export async function openToolFiles(
  { isWritable, roots }: FeatureServices,
  context: ShotsContext,
): Promise<readonly ToolFile[]> {
  const found: ToolFile[] = [];
  const restricted = restrictedFiles(context);
  for (const file of context.subject.tools.files) {
    const isOwn = file.uri === context.uri || getRoot(file.uri, roots) === undefined;
    // What is added to a file of which only some tools are chosen would not count.
    if (isOwn || restricted.has(file.uri) || !takesTools(file.format)) continue;
    if (await isWritable(file.uri)) found.push(file);
  }
  return found;
}

function restrictedFiles(context: ShotsContext): ReadonlySet<string> {
  const { from, entries } = countingEntries(context);
  return new Set(
    entries.filter(hasChoice).flatMap(({ path }) => {
      const target = resolvePath(from, path, context.roots);
      return target.ok ? [target.uri] : [];
    }),
  );
}

/** The entries that decide which tool files count: the document's own, its procedures', or the project's. */
function countingEntries({ uri, subject }: ShotsContext): {
  readonly from: string;
  readonly entries: readonly ToolEntry[];
} {
  const own = { from: uri, entries: subject.document.frontMatter?.tools ?? [] };
  const all = [own, ...getSharedPaths(subject.procedures, subject.project)];
  return all.find(({ entries }) => entries.length > 0) ?? own;
}

/** A tool file that is not there yet, beside the document. */
export interface NewFile {
  readonly uri: string;
  readonly name: string;
  readonly edits: (content: string, others: readonly TextEdit[]) => WorkspaceEdit | undefined;
}

const MAX_NAMES = 100;

/** Undefined where a document has no folder or cannot name the file, or where no name is free. Existing files are never overwritten. */
export async function chooseToolFile(
  services: FeatureServices,
  context: ShotsContext,
  extension: 'json' | 'yaml',
): Promise<NewFile | undefined> {
  const { uri, roots } = context;
  const folder = getRoot(uri, roots) === undefined ? roots[0] : getFolder(uri);
  const canName = context.reading === 'document' && services.options().createsFiles;
  if (folder === undefined || !canName) return undefined;
  const stem = getBaseName(uri).replace(/(?:\.shots)?\.[^.]*$/i, '') || 'shots';
  for (let count = 1; count < MAX_NAMES; count++) {
    const name = `${stem}${count === 1 ? '' : `-${count}`}.tools.${extension}`;
    const target = toCanonical(`${folder.replace(/\/$/, '')}/${encodeURIComponent(name)}`);
    const found = await services.workspace.uncached.read(target);
    if (found.ok || found.reason !== 'not-found') continue;
    return { uri: target, name, edits: (content, others) => creation(context, target, content, others) };
  }
  return undefined;
}

function creation(
  context: ShotsContext,
  target: string,
  content: string,
  others: readonly TextEdit[],
): WorkspaceEdit | undefined {
  const { uri, text } = context;
  const after = withToolsFile(text, pathTo(context, target), entriesSoFar(context));
  if (after === undefined) return undefined;
  const start = { line: 0, character: 0 };
  const create: CreateFile = { kind: 'create', uri: target, options: { overwrite: false, ignoreIfExists: false } };
  return {
    documentChanges: [
      create,
      edit(target, [{ range: { start, end: start }, newText: content }]),
      edit(uri, [...changedLines(text, after), ...others]),
    ],
  };
}

function edit(uri: string, edits: readonly TextEdit[]): TextDocumentEdit {
  return { textDocument: { uri, version: null }, edits: [...edits] };
}

function pathTo({ uri, roots }: ShotsContext, target: string): string {
  return writtenPath(uri, target, roots);
}

/** What counts for a document that names no tools itself, as it would name it. */
function entriesSoFar(context: ShotsContext): readonly WrittenEntry[] {
  const { from, entries } = countingEntries(context);
  if (entries.length === 0) {
    const files = context.subject.tools.files.filter(({ uri }) => uri !== context.uri);
    return files.map(({ uri }) => ({ path: pathTo(context, uri) }));
  }
  return entries.map(({ path, include, exclude }) => {
    const target = resolvePath(from, path, context.roots);
    return { path: target.ok ? pathTo(context, target.uri) : path, include, exclude };
  });
}
