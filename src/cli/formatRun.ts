import { relative, sep } from 'node:path';
import { writeFile } from 'atomically';
import {
  createLanguageService,
  defineMessages,
  fileKindOf,
  LineIndex,
  type Message,
  type ReadFailure,
  renderMessage,
} from '../core/index.ts';
import { tellFailure, unreadable } from './fileFailure.ts';
import type { CliIo } from './io.ts';
import { isData, namedFiles } from './lintRun.ts';
import { createNodeHost, uriOf, workspaceRootOf } from './workspaceHost.ts';

const say = defineMessages({
  changed: { en: '{path}: formatted\n', 'zh-CN': '{path}：已格式化\n' },
  differs: { en: '{path}: would be formatted\n', 'zh-CN': '{path}：需要格式化\n' },
  none: { en: 'nothing to format: no *.shots.md here\n', 'zh-CN': '没有可格式化的文件：这里没有 *.shots.md\n' },
  one: { en: '1 file, {changed} changed\n', 'zh-CN': '1 个文件，{changed} 个有改动\n' },
  many: { en: '{count} files, {changed} changed\n', 'zh-CN': '{count} 个文件，{changed} 个有改动\n' },
});

export interface FormatRun {
  readonly paths: readonly string[];
  /** Say what would change instead of changing it. */
  readonly check: boolean;
}

/** Formats the shots documents that the command line names. With `check`, exit code 1 tells that some would change. */
export async function runFormat({ paths, check }: FormatRun, io: CliIo): Promise<void> {
  const tell = (message: Message) => renderMessage(message, io.language);
  const named = await namedFiles(paths, io);
  const files = named.filter((path) => isShots(uriOf(path)));
  if (files.length === 0) return io.stderr(tell(say('none')));
  const formatterOf = formatters(io);
  let count = 0;
  for (const path of files) {
    if (io.signal.aborted) return;
    const shown = relative(io.cwd, path).split(sep).join('/');
    const answer = await formatterOf(path);
    if (!answer.ok) {
      tellFailure(unreadable(shown, answer.reason), io);
    } else if (answer.after !== answer.before) {
      if (!check && !(await written(path, answer.after, io))) continue;
      count += 1;
      io.stdout(tell(say(check ? 'differs' : 'changed', { path: shown })));
      if (check) io.setExitCode(1);
    }
  }
  io.stdout(tell(say(files.length === 1 ? 'one' : 'many', { count: files.length, changed: count })));
}

/** Whatever is named and nothing else by its name is shots. */
function isShots(uri: string): boolean {
  const kind = fileKindOf(uri);
  return kind === undefined ? !isData(uri) : kind === 'shots';
}

/** A document before and after, or why it could not be read. */
type Answer =
  | { readonly ok: true; readonly before: string; readonly after: string }
  | { readonly ok: false; readonly reason: ReadFailure };

/** One service a workspace, as tools and project decide what is a call and how it is written. */
function formatters(io: CliIo) {
  const services = new Map<string, ReturnType<typeof workspaceAt>>();
  return async (path: string): Promise<Answer> => {
    const root = workspaceRootOf(path, io.cwd);
    const { host, service } = services.get(root) ?? workspaceAt(root, io);
    services.set(root, { host, service });
    const read = await host.readFile(uriOf(path));
    if (!read.ok) return read;
    const lines = new LineIndex(read.text);
    let after = '';
    let at = 0;
    for (const { range, newText } of await service.format(uriOf(path), undefined, 'shots')) {
      after += read.text.slice(at, lines.offsetAt(range.start)) + newText;
      at = lines.offsetAt(range.end);
    }
    return { ok: true, before: read.text, after: after + read.text.slice(at) };
  };
}

function workspaceAt(root: string, io: CliIo) {
  const host = createNodeHost({ roots: [root], logger: { info: () => {}, warn: () => {} } });
  return { host, service: createLanguageService(host, { language: io.language }) };
}

async function written(path: string, text: string, io: CliIo): Promise<boolean> {
  try {
    await writeFile(path, text);
    return true;
  } catch (error) {
    tellFailure(error, io);
    return false;
  }
}
