import { resolve } from 'node:path';
import { createLanguageService, defineMessages } from '../../core/index.ts';
import {
  assemblePrompt,
  PROMPT_LINT_OPTIONS,
  type PromptFormatName,
  type PromptSource,
  type Selection,
  type TokenCounter,
} from '../../datasets/index.ts';
import { FileError, replaceFile } from '../../files/index.ts';
import { createUnreadableError } from '../fileFailure.ts';
import type { CliIo } from '../io.ts';
import { loadCounter, readAnywhere } from '../tokenCounter.ts';
import { UsageError } from '../usageError.ts';
import { createNodeHost, getWorkspaceRoot, toUri } from '../workspaceHost.ts';
import { reportPrompt } from './promptReport.ts';

const say = defineMessages({
  unreadable: { en: '{path} cannot be read', 'zh-CN': '无法读取 {path}' },
  noRequest: {
    en: '--select similar needs --request: shots are compared with it',
    'zh-CN': '--select similar 需要 --request：示例与它比较',
  },
  exists: {
    en: '"{path}" already exists; use --force to overwrite it',
    'zh-CN': '“{path}”已存在；使用 --force 可覆盖它',
  },
});

/** The flags of `sop-shots prompt`. */
export interface PromptFlags {
  readonly request?: string;
  readonly system?: string;
  readonly budget?: number;
  readonly shots?: number;
  readonly tokenizer: string;
  readonly select: Selection;
  readonly format: PromptFormatName;
  readonly out?: string;
  readonly force?: boolean;
}

/**
 * Writes a prompt to standard output or a file, and what it is made of to standard error. Exit code 1: it is not what was
 * asked for, for example because the budget is too small.
 */
export async function runPrompt(file: string, flags: PromptFlags, io: CliIo): Promise<void> {
  if (flags.select === 'similar' && (flags.request ?? '').trim() === '') {
    throw new UsageError(say('noRequest'), 'request-missing');
  }
  const counter = await loadCounter(flags.tokenizer, io);
  const system = flags.system === undefined ? '' : await readNamed(flags.system, io);
  const source = await loadSource(file, counter, io);
  const { format, select: selection, request, budget, shots: maxShots } = flags;
  const prompt = assemblePrompt(source, { format, selection, system, request, budget, maxShots });
  if (flags.out === undefined) io.document(prompt.text);
  else await writeNew(flags.out, prompt.text, flags.force === true, io);
  io.stderr(reportPrompt(prompt, source.context.document, counter.name, io.language));
  if (prompt.problems.length > 0) io.setExitCode(1);
}

async function loadSource(file: string, counter: TokenCounter, io: CliIo): Promise<PromptSource> {
  const path = resolve(io.cwd, file);
  const host = createNodeHost({ roots: [getWorkspaceRoot(path, io.cwd)] });
  const uri = toUri(path);
  const read = await host.readFile(uri);
  if (!read.ok) throw createUnreadableError(file, read.reason);
  const service = createLanguageService(host, { language: io.language });
  const kind = service.getFileKind(uri) === undefined && /\.(?:md|markdown|mdx)$/i.test(path) ? 'fences' : 'shots';
  const context = await service.getContext(uri, kind);
  if (context === undefined) throw new UsageError(say('unreadable', { path: file }), 'unreadable');
  const { diagnostics } = await service.lint(uri, PROMPT_LINT_OPTIONS, kind);
  return { context, diagnostics, counter };
}

async function readNamed(file: string, io: CliIo): Promise<string> {
  const read = await readAnywhere(resolve(io.cwd, file));
  if (!read.ok) throw createUnreadableError(file, read.reason);
  return read.text;
}

async function writeNew(file: string, text: string, force: boolean, io: CliIo): Promise<void> {
  try {
    await replaceFile(resolve(io.cwd, file), text, force ? {} : { expected: null });
  } catch (error) {
    if (error instanceof FileError && error.code === 'file-exists') {
      throw new UsageError(say('exists', { path: file }), 'file-exists');
    }
    throw error;
  }
}
