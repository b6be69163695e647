import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { defineMessages } from '../../core/index.ts';
import { FileError, replaceFile } from '../../files/index.ts';
import {
  applyEdits,
  type GeneratedShot,
  generateShots,
  getRepairEdits,
  insertShots,
  type RunOptions,
  type RunServices,
  type RunSummary,
  type Task,
} from '../../generation/index.ts';
import { requireWritable } from '../fileFailure.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import { printMessage } from './connect.ts';
import type { GenerateFlags } from './flags.ts';
import type { GenerationContext } from './generationContext.ts';
import { type JournalFile, openJournal, type WrittenShots } from './journalFile.ts';
import { keepBackup } from './keepBackup.ts';
import { createRunReport, getExitCode } from './report.ts';

const say = defineMessages({
  changed: {
    en: '"{path}" changed in the meantime and was not modified; run the repair again',
    'zh-CN': '“{path}”在此期间被修改过，因此未作改动；请重新运行修复',
  },
  resumed: { en: 'resuming {path}', 'zh-CN': '从 {path} 继续' },
  appeared: {
    en: '"{path}" was created in the meantime; the shots were added at its end',
    'zh-CN': '“{path}”在此期间被创建，示例已添加到其末尾',
  },
});

/** A run that writes to a document or to standard output. */
export interface ShotsRun {
  readonly flags: GenerateFlags;
  readonly context: GenerationContext;
  readonly task: Task;
  readonly options: RunOptions;
  readonly services: RunServices;
  /** Identifies the input of the run. */
  readonly name: string;
  readonly io: CliIo;
}

/** Runs the generation and writes the shots. What is in the document already is never rewritten without --force. */
export async function writeShots(run: ShotsRun): Promise<void> {
  const { context, io, options, services, task } = run;
  const { path } = context;
  if (path !== undefined) await requireWritable(path);
  const journal = services.model === undefined || path === undefined ? undefined : await openJournal(path);
  if (context.isNew && journal?.resumes === true) await journal.restart();
  if (journal?.resumes === true) printMessage(io, say('resumed', { path: path ?? '' }));
  const report = createRunReport(io);
  const shots: GeneratedShot[] = [];
  let summary: RunSummary | undefined;
  const running = generateShots(task, options, journal === undefined ? services : { ...services, journal }, io.signal);
  for await (const event of running) {
    report.event(event);
    if (event.kind === 'shot') shots.push(event.shot);
    if (event.kind === 'done') summary = event.summary;
  }
  const fresh = shots.filter(({ id }) => !context.resumed.some((shot) => shot.id?.value === id));
  if (fresh.length > 0) await writeOutput(run, fresh, journal);
  if (summary === undefined) return;
  if (summary.outcome === 'complete') await journal?.remove();
  const code = getExitCode(summary, report.errors);
  if (code !== 0) io.setExitCode(code);
}

async function writeOutput(
  run: ShotsRun,
  shots: readonly GeneratedShot[],
  journal: JournalFile | undefined,
): Promise<void> {
  const ordered = shots.toSorted((a, b) => a.plan.index - b.plan.index);
  const { path, repair } = run.context;
  if (path === undefined) return run.io.document(withShots(run.context.text, ordered, run.context));
  if (repair !== undefined) return replaceFaultyShots(run, path, repair, ordered);
  const written: WrittenShots = {
    ids: ordered.map(({ id }) => id),
    plans: ordered.map(({ plan }) => plan.index),
    run: run.name,
  };
  const write = async (before: string | undefined, base: string): Promise<void> => {
    const after = withShots(base, ordered, run.context);
    await journal?.writing(written, after);
    await replaceFile(path, after, { expected: before ?? null });
  };
  if (run.context.isNew) await writeNewFile(run, path, write);
  else await retryWhenChanged(path, write);
  await journal?.written(written);
}

type Write = (before: string | undefined, base: string) => Promise<void>;

/** A new document. An existing one is replaced only with --force, and kept as a backup. */
async function writeNewFile({ context, flags, io }: ShotsRun, path: string, write: Write): Promise<void> {
  if (flags.force === true && existsSync(path)) {
    const before = await readFile(path, 'utf8');
    await keepBackup(path, io);
    return write(before, context.text);
  }
  try {
    await write(undefined, context.text);
  } catch (error) {
    if (!(error instanceof FileError) || error.code !== 'file-exists') throw error;
    await retryWhenChanged(path, write);
    printMessage(io, say('appeared', { path }));
  }
}

const MAX_WRITE_ATTEMPTS = 20;

/** Adds to a document as it is now. If it changes between reading and writing, it is read again. */
async function retryWhenChanged(path: string, write: Write): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const before = await readFile(path, 'utf8');
    try {
      return await write(before, before);
    } catch (error) {
      const changed = error instanceof FileError && error.code === 'file-changed';
      if (!changed || attempt === MAX_WRITE_ATTEMPTS) throw error;
    }
  }
}

function withShots(base: string, shots: readonly GeneratedShot[], { services }: GenerationContext): string {
  return insertShots(
    base,
    shots.map(({ text }) => text),
    services.knownTools,
  );
}

async function replaceFaultyShots(
  { context }: ShotsRun,
  path: string,
  repair: NonNullable<GenerationContext['repair']>,
  shots: readonly GeneratedShot[],
): Promise<void> {
  const before = await readFile(path, 'utf8');
  if (before !== context.text) throw new UsageError(say('changed', { path }));
  const edits = getRepairEdits(context.context.document, repair, shots, repair.before);
  await replaceFile(path, applyEdits(before, edits), { expected: before });
}
