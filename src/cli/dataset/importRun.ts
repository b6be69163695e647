import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { defineMessages, escapeControls, type Language, renderMessage } from '../../core/index.ts';
import {
  createDataLinter,
  createImporter,
  type DataShape,
  type ImportedFile,
  type Importer,
} from '../../datasets/index.ts';
import { replaceFile } from '../../files/index.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import { detectData } from './dataFile.ts';
import { type DataRow, readDataRows } from './dataRows.ts';
import { requireOutputFolder } from './datasetFolder.ts';
import { readNames } from './exportFlags.ts';
import { lintRow } from './lintData.ts';

const say = defineMessages({
  missing: { en: 'no such file "{path}"', 'zh-CN': '没有文件“{path}”' },
  notData: {
    en: '"{path}" holds no training data: expected rows with messages, conversations or instruction',
    'zh-CN': '“{path}”不是训练数据：每行应包含 messages、conversations 或 instruction',
  },
  skipped: {
    en: '{path}:{line}: skipped, {reason}\n',
    'zh-CN': '{path}:{line}：已跳过，{reason}\n',
  },
  text: {
    en: 'a text in it would be read as a call or a label',
    'zh-CN': '其中的文本会被当作调用或标签',
  },
  order: { en: 'the order of its turns has no form as a shot', 'zh-CN': '其轮次顺序无法写成示例' },
  more: { en: '{n} more rows skipped\n', 'zh-CN': '另有 {n} 行已跳过\n' },
  done: {
    en: '{shots} {shots|shot|shots} with {tools} {tools|tool|tools} in {files} {files|file|files}\n',
    'zh-CN': '{shots} 个示例、{tools} 个工具，共 {files} 个文件\n',
  },
});

/** What the command line says, as commander gives it. */
export interface ImportFlags {
  readonly out: string;
  readonly wireNames?: string;
  readonly language?: Language;
  readonly force?: boolean;
}

/** Reads a file of training data and writes documents with their tool files. */
export async function runImport(file: string, flags: ImportFlags, io: CliIo): Promise<void> {
  const path = resolve(io.cwd, file);
  if (!existsSync(path)) throw new UsageError(say('missing', { path: file }), 'missing');
  const shape = await detectData(path);
  if (shape === undefined) throw new UsageError(say('notData', { path: file }), 'not-training-data');
  const names = flags.wireNames === undefined ? {} : await readNames(flags.wireNames, io);
  const out = resolve(io.cwd, flags.out);
  await requireOutputFolder(out, flags.force === true, io);
  const stem = basename(path).replace(/\.(?:jsonl?|ndjson)$/i, '');
  const importer = createImporter(stem, flags.language ?? io.language, names);
  const report = createSkipReport(file, io);
  let files = 0;
  const write = async (written: readonly ImportedFile[]): Promise<void> => {
    for (const { name, text } of written) await replaceFile(join(out, name), text);
    files += written.length;
  };
  await importRows({ path, shape, importer, report, write, io });
  await write(importer.end());
  report.end();
  const { shots, tools } = importer.counts;
  io.stdout(renderMessage(say('done', { shots, tools, files }), io.language));
}

interface ImportRun {
  readonly path: string;
  readonly shape: DataShape;
  readonly importer: Importer;
  readonly report: ReturnType<typeof createSkipReport>;
  readonly write: (files: readonly ImportedFile[]) => Promise<void>;
  readonly io: CliIo;
}

async function importRows({ path, shape, importer, report, write, io }: ImportRun): Promise<void> {
  const linter = createDataLinter();
  for await (const rows of readDataRows(path, shape)) {
    if (io.signal.aborted) return;
    for (const row of rows) {
      const { conversation, findings } = lintRow(linter, row);
      const problem = findings.find(({ severity }) => severity === 'error');
      if (conversation === undefined || problem?.rule === 'mixed-formats') {
        report.skip(row, problem === undefined ? say('order') : problem.message);
        continue;
      }
      const before = importer.skipped.length;
      await write(importer.add(conversation, row.line));
      if (importer.skipped.length > before) report.skip(row, say(importer.skipped.at(-1)?.reason ?? 'order'));
    }
  }
}

const MAX_REPORTED = 20;

function createSkipReport(file: string, io: CliIo) {
  let count = 0;
  return {
    skip({ line }: DataRow, reason: ReturnType<typeof say>): void {
      count += 1;
      io.setExitCode(1);
      if (count > MAX_REPORTED) return;
      io.stderr(renderMessage(say('skipped', { path: escapeControls(file), line, reason }), io.language));
    },
    end(): void {
      if (count > MAX_REPORTED) io.stderr(renderMessage(say('more', { n: count - MAX_REPORTED }), io.language));
    },
  };
}
