import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { defineMessages, renderMessage } from '../../core/index.ts';
import type { ExportRow, RowLayout } from '../../datasets/index.ts';
import { type OutputFile, openOutput, replaceFile } from '../../files/index.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import { readFileLines } from './fileLines.ts';

const say = defineMessages({
  notEmpty: {
    en: 'the folder "{path}" is not empty; name another one, or use --force to overwrite files in it',
    'zh-CN': '文件夹“{path}”不为空，请另选文件夹，或用 --force 覆盖其中的文件',
  },
  overwrite: {
    en: 'The folder "{path}" is not empty. Overwrite files of the same names? [y/N] ',
    'zh-CN': '文件夹“{path}”不为空。要覆盖同名文件吗？[y/N] ',
  },
});

/** Refuses a folder with files in it, unless the user confirms that they may be overwritten. */
export async function requireOutputFolder(folder: string, force: boolean, io: CliIo): Promise<void> {
  const entries = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries.length === 0 || force) return;
  const path = relative(io.cwd, folder) || '.';
  const answer = await io.ask?.(renderMessage(say('overwrite', { path }), io.language));
  if (!/^(?:y|yes|是)$/i.test(answer?.trim() ?? ''))
    throw new UsageError(say('notEmpty', { path }), 'folder-not-empty');
}

const FILE_NAMES = { chat: 'train.jsonl', react: 'train.react.jsonl' } as const;

/** A data file that is complete, but still has its temporary name. */
interface ReadyFile {
  readonly name: string;
  readonly rows: number;
  readonly output: OutputFile;
}

/**
 * The data files of one export. Rows are first written to one temporary file per form, and no file has its final name
 * before all are complete.
 */
export interface DatasetFolder {
  write(row: ExportRow): Promise<void>;
  /** Arranges the rows. The answer names the files that `commit` creates. */
  arrange(layouts: readonly RowLayout[]): Promise<readonly ReadyFile[]>;
  commit(): Promise<void>;
  discard(): Promise<void>;
}

export function createDatasetFolder(folder: string): DatasetFolder {
  const spools = new Map<ExportRow['form'], OutputFile>();
  let ready: readonly ReadyFile[] = [];
  const openFor = async (form: ExportRow['form']): Promise<OutputFile> => {
    const output = await openOutput(join(folder, FILE_NAMES[form]));
    spools.set(form, output);
    return output;
  };
  return {
    async write({ form, line }) {
      const output = spools.get(form) ?? (await openFor(form));
      await output.write(`${line}\n`);
    },
    async arrange(layouts) {
      const files: ReadyFile[] = [];
      ready = files;
      for (const layout of layouts) {
        const spool = spools.get(layout.form);
        if (spool === undefined) continue;
        const { name, rows } = layout;
        files.push({ name, rows, output: await arrangeRows(spool, join(folder, name), layout) });
      }
      return files;
    },
    async commit() {
      for (const { output } of ready) await output.commit();
    },
    async discard() {
      for (const output of [...spools.values(), ...ready.map((file) => file.output)]) await output.discard();
    },
  };
}

/** The rows of a file in their order: the one with the most keys first. Where nothing changes, they stay as they are. */
async function arrangeRows(spool: OutputFile, path: string, { first, has, change }: RowLayout): Promise<OutputFile> {
  if (first === 0 && has === undefined && change === undefined) return spool;
  await spool.flush();
  const output = await openOutput(path);
  const write = (line: string) => output.write(`${change?.(line) ?? line}\n`);
  try {
    for await (const lines of readFileLines(spool.temporary, Number.POSITIVE_INFINITY)) {
      const head = lines.find(({ index }) => index === first);
      if (head === undefined) continue;
      await write(head.text);
      break;
    }
    for await (const lines of readFileLines(spool.temporary, Number.POSITIVE_INFINITY)) {
      for (const { index, text } of lines) if (index !== first && (has?.(index) ?? true)) await write(text);
    }
  } catch (error) {
    await output.discard();
    throw error;
  }
  return output;
}

/** Writes a small file of an export. */
export async function writeBeside(folder: string, name: string, text: string): Promise<void> {
  await replaceFile(join(folder, name), text);
}
