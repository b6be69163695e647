import { type CodeAction, CodeActionKind, type CreateFile } from 'vscode-languageserver-types';
import { defineMessages } from '../../l10n/messages.ts';
import { getBaseName, getFolder, getRoot, resolvePath, toCanonical } from '../../text/paths.ts';
import type { TextRange } from '../../text/range.ts';
import type { CalledProcedure } from '../../workspace/subjects.ts';
import type { ProcedureContext } from '../context.ts';
import type { FeatureServices } from '../services.ts';

const say = defineMessages({
  create: { en: 'Create procedure {file}', 'zh-CN': '新建流程 {file}' },
  firstStep: { en: '1. Describe the first step.', 'zh-CN': '1. 描述第一个步骤。' },
});

/** Creates the file of a procedure that is named at the cursor and does not exist. Existing files are never overwritten. */
export function procedureCreation(
  services: FeatureServices,
  context: ProcedureContext,
  at: TextRange,
): readonly CodeAction[] {
  const { render, options } = services;
  const missing = context.subject.called.find(
    ({ uri, range }) => uri === undefined && range.start <= at.end && at.start <= range.end,
  );
  const target = missing && fileFor(missing, context);
  if (missing === undefined || target === undefined || !options().createsFiles) return [];
  const file = decodeURIComponent(getBaseName(target));
  const content = `# ${titleFor(missing)}\n\n${render(say('firstStep'))}\n`;
  const create: CreateFile = { kind: 'create', uri: target, options: { overwrite: false, ignoreIfExists: false } };
  const start = { line: 0, character: 0 };
  const edits = [{ range: { start, end: start }, newText: content }];
  const edit = { documentChanges: [create, { textDocument: { uri: target, version: null }, edits }] };
  return [{ title: render(say('create', { file })), kind: CodeActionKind.QuickFix, edit }];
}

/** A path says where the file is; a name alone is looked for beside the procedure that names it. */
function fileFor({ form, name }: CalledProcedure, { uri, roots }: ProcedureContext): string | undefined {
  if (form === 'path') {
    const target = resolvePath(uri, name, roots);
    return target.ok ? target.uri : undefined;
  }
  const root = getRoot(uri, roots);
  const stem = name
    .trim()
    .toLowerCase()
    .replace(/[\\/:*?"<>|\s.]+/g, '-');
  if (root === undefined || stem === '') return undefined;
  return toCanonical(`${getFolder(uri)}/${encodeURIComponent(stem)}.sop.md`);
}

function titleFor({ form, name }: CalledProcedure): string {
  if (form === 'name') return name.trim();
  const stem = getBaseName(name.replaceAll('\\', '/'))
    .replace(/\.sop\.md$/i, '')
    .replaceAll(/[-_]+/g, ' ');
  return stem.charAt(0).toUpperCase() + stem.slice(1);
}
