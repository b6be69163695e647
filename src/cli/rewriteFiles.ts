import { relative, sep } from 'node:path';
import {
  createLanguageService,
  defineMessages,
  escapeControls,
  getFileKind,
  type LanguageService,
  LineIndex,
  type Message,
  type Range,
  type ReadFailure,
  renderMessage,
} from '../core/index.ts';
import { replaceFile } from '../files/index.ts';
import { createUnreadableError, reportFailure } from './fileFailure.ts';
import type { CliIo } from './io.ts';
import { isData, listNamedFiles } from './namedFiles.ts';
import { createNodeHost, getWorkspaceRoot, toUri } from './workspaceHost.ts';

const say = defineMessages({
  changed: { en: '{count} {count|file|files}, {changed} changed\n', 'zh-CN': '{count} 个文件，{changed} 个有改动\n' },
});

/** A change of shots documents. */
export interface Rewriting {
  readonly paths: readonly string[];
  /** Say what would change instead of changing it. */
  readonly check: boolean;
  /** The edits of a document, in order. */
  edits(service: LanguageService, uri: string): Promise<readonly DocumentEdit[]>;
  /** What is said where there is no document, and of a document that changed or would. */
  readonly words: {
    readonly none: Message;
    changed(path: string): Message;
    differs(path: string): Message;
  };
  /** Says what else there is to say of a document that was read. */
  readonly report?: (path: string) => void;
}

/** One replacement in a document. */
export interface DocumentEdit {
  readonly range: Range;
  readonly newText: string;
}

/** Changes the shots documents that the command line names. With `check`, exit code 1 means that some would change. */
export async function rewriteFiles(rewriting: Rewriting, io: CliIo): Promise<void> {
  const { paths, check, words } = rewriting;
  const text = (message: Message) => renderMessage(message, io.language);
  const named = await listNamedFiles(paths, io);
  const files = named.filter((path) => isShots(toUri(path)));
  if (files.length === 0) return io.stderr(text(words.none));
  const rewriteFile = createRewriter(rewriting, io);
  let count = 0;
  for (const path of files) {
    if (io.signal.aborted) return;
    const shown = relative(io.cwd, path).split(sep).join('/');
    const answer = await rewriteFile(path);
    if (!answer.ok) {
      reportFailure(createUnreadableError(shown, answer.reason), io);
    } else if (answer.after !== answer.before) {
      if (!check && !(await tryWrite(path, answer, io))) continue;
      count += 1;
      io.stdout(text((check ? words.differs : words.changed)(escapeControls(shown))));
      if (check) io.setExitCode(1);
    }
    rewriting.report?.(escapeControls(shown));
  }
  io.stdout(text(say('changed', { count: files.length, changed: count })));
}

/** A named file whose name does not say otherwise is read as shots. */
function isShots(uri: string): boolean {
  const kind = getFileKind(uri);
  return kind === undefined ? !isData(uri) : kind === 'shots';
}

/** A document before and after, in the workspace folder `root`. */
interface Rewritten {
  readonly ok: true;
  readonly before: string;
  readonly after: string;
  readonly root: string;
}

type Answer = Rewritten | { readonly ok: false; readonly reason: ReadFailure };

/** One service per workspace: its tools and project settings decide what is a call and how it is written. */
function createRewriter(rewriting: Rewriting, io: CliIo) {
  const services = new Map<string, ReturnType<typeof createWorkspace>>();
  return async (path: string): Promise<Answer> => {
    const root = getWorkspaceRoot(path, io.cwd);
    const { host, service } = services.get(root) ?? createWorkspace(root, io);
    services.set(root, { host, service });
    const read = await host.pin(toUri(path));
    try {
      return read.ok
        ? { ok: true, before: read.text, after: await rewrite(rewriting, service, path, read.text), root }
        : read;
    } finally {
      host.unpin(toUri(path));
    }
  };
}

async function rewrite(rewriting: Rewriting, service: LanguageService, path: string, text: string): Promise<string> {
  const lines = new LineIndex(text);
  let after = '';
  let at = 0;
  for (const { range, newText } of await rewriting.edits(service, toUri(path))) {
    after += text.slice(at, lines.offsetAt(range.start)) + newText;
    at = lines.offsetAt(range.end);
  }
  return after + text.slice(at);
}

function createWorkspace(root: string, io: CliIo) {
  const host = createNodeHost({ roots: [root] });
  return { host, service: createLanguageService(host, { language: io.language }) };
}

async function tryWrite(path: string, { before, after, root }: Rewritten, io: CliIo): Promise<boolean> {
  try {
    await replaceFile(path, after, { expected: before, roots: [root] });
    return true;
  } catch (error) {
    reportFailure(error, io);
    return false;
  }
}
