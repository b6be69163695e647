import { type Uri, workspace } from 'vscode';
import { defineMessages, type Message } from '../../core/index.ts';
import type { ResolveLinks } from '../links.ts';
import {
  type StagedFile,
  stageWhole,
  type WholeFileOptions,
  WriteError,
  type WriteFailure,
  writeWhole,
} from './wholeFile.ts';

const say = defineMessages({
  'file-changed': {
    en: '{name} is not written (file-changed): it was changed in the meantime. Open it and try again.',
    'zh-CN': '未写入 {name}（file-changed）：文件已被更改。请打开文件查看后重试。',
  },
  'file-exists': {
    en: '{name} is not written (file-exists): a file with this name was created in the meantime.',
    'zh-CN': '未写入 {name}（file-exists）：已存在同名文件。',
  },
  link: {
    en: '{name} is not written (link): it is a symbolic link. Choose the file it leads to.',
    'zh-CN': '未写入 {name}（link）：这是符号链接，请选择它指向的文件。',
  },
  'not-a-file': {
    en: '{name} is not written (not-a-file): it is a folder.',
    'zh-CN': '未写入 {name}（not-a-file）：这是文件夹。',
  },
  'outside-workspace': {
    en: '{name} is not written (outside-workspace): a symbolic link leads out of the workspace.',
    'zh-CN': '未写入 {name}（outside-workspace）：符号链接指向工作区之外。',
  },
  'read-only': {
    en: '{name} is not written (read-only): the file or its file system is read-only.',
    'zh-CN': '未写入 {name}（read-only）：文件或其文件系统是只读的。',
  },
  'short-write': {
    en: '{name} is not written (short-write): the disk may be full.',
    'zh-CN': '未写入 {name}（short-write）：磁盘可能已满。',
  },
  failed: { en: '{name} is not written: {reason}', 'zh-CN': '未写入 {name}：{reason}' },
} satisfies Record<WriteFailure | 'failed', unknown>);

/** A file with what it is to hold. */
export interface NewContent {
  readonly target: Uri;
  readonly bytes: Uint8Array;
}

/** Writes whole files of the workspace. */
export interface FileWriter {
  /** `expected` is the content that the user agreed to replace, `null` for a new file. */
  write(target: Uri, bytes: Uint8Array, expected?: Uint8Array | null): Promise<void>;
  /** Writes several files that belong together: none gets its name before all are complete. */
  writeAll(files: readonly NewContent[]): Promise<void>;
  /** The content of a file now, to compare it later; `null` if there is none. */
  contentOf(target: Uri): Promise<Uint8Array | null>;
}

/** Creates the writer of this window. `resolveLinks` is missing in the browser. */
export function createFileWriter(resolveLinks: ResolveLinks | undefined): FileWriter {
  const optionsFor = (target: Uri): WholeFileOptions => ({
    roots: (workspace.workspaceFolders ?? []).map(({ uri }) => uri),
    resolveLinks: target.scheme === 'file' ? resolveLinks : undefined,
  });
  return {
    write: (target, bytes, expected) =>
      writeWhole(workspace.fs, target, bytes, {
        ...(expected === undefined ? {} : { expected }),
        ...optionsFor(target),
      }),
    writeAll: async (files) => {
      const staged: StagedFile[] = [];
      try {
        for (const { target, bytes } of files) {
          staged.push(await stageWhole(workspace.fs, target, bytes, optionsFor(target)));
        }
        for (const file of staged) await file.commit();
      } finally {
        for (const file of staged) await file.discard();
      }
    },
    contentOf: async (target) =>
      workspace.fs.readFile(target).then(
        (content) => content,
        () => null,
      ),
  };
}

/** What to tell the user about a file that was not written. */
export function toWriteMessage(target: Uri, error: unknown): Message {
  const name = workspace.asRelativePath(target);
  if (error instanceof WriteError) return say(error.code, { name });
  return say('failed', { name, reason: error instanceof Error ? error.message : String(error) });
}
