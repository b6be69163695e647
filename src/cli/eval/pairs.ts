import { join, relative, resolve } from 'node:path';
import { defineMessages, type Message, renderMessage } from '../../core/index.ts';
import {
  createPreferenceWriter,
  findPreferenceTarget,
  type PreferenceTarget,
  type PreferenceWriter,
  preferenceTargets,
} from '../../datasets/index.ts';
import { type CaseResult, getCaseName, toFailurePair } from '../../evaluation/index.ts';
import { replaceFile } from '../../files/index.ts';
import { requireOutputFolder } from '../dataset/datasetFolder.ts';
import { printMessage } from '../generation/connect.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import type { EvalSession } from './evalSession.ts';
import type { EvalFlags } from './flags.ts';
import { type CaseRun, toShownPath } from './runs.ts';

const say = defineMessages({
  unknown: {
    en: 'unknown target of preference pairs "{id}"; available: {known}',
    'zh-CN': '未知的偏好数据格式“{id}”；可用的有：{known}',
  },
  where: { en: '--pairs needs --out FOLDER', 'zh-CN': '--pairs 需要 --out 文件夹' },
  tools: {
    en: '--pairs needs --as tools: in text the labels of the document are part of the turn',
    'zh-CN': '--pairs 需要 --as tools：以文本发送时，文档的标签会成为内容的一部分',
  },
  written: {
    en: '{pairs} preference {pairs|pair|pairs} written to {path} ({rows} {rows|row|rows}).',
    'zh-CN': '已将 {pairs} 个偏好对写入 {path}（{rows} 行）。',
  },
  none: { en: 'No case failed, so there is no preference pair to write.', 'zh-CN': '没有失败的用例，因此没有偏好对。' },
  leftOut: { en: 'left out: {name}: {message}', 'zh-CN': '未写入：{name}：{message}' },
});

/** Where preference pairs go. */
export interface PairRequest {
  readonly target: PreferenceTarget;
  readonly folder: string;
}

/** Checks `--pairs` and `--out` before anything is sent. Undefined without them. */
export async function readPairRequest(flags: EvalFlags, io: CliIo): Promise<PairRequest | undefined> {
  if (flags.pairs === undefined) return undefined;
  const target = findPreferenceTarget(flags.pairs);
  if (target === undefined) {
    throw new UsageError(say('unknown', { id: flags.pairs, known: preferenceTargets.map(({ id }) => id) }));
  }
  if (flags.out === undefined) throw new UsageError(say('where'));
  if (flags.as === 'text') throw new UsageError(say('tools'));
  const folder = resolve(io.cwd, flags.out);
  await requireOutputFolder(folder, flags.force === true, io);
  return { target, folder };
}

/** A failed case that makes no pair. */
interface LeftOut {
  readonly path: string;
  readonly name: string;
  readonly code: string;
  readonly message: Message;
}

/** Writes the failed cases of all runs as preference pairs, each once. */
export async function writePairs(
  { io, loaded }: EvalSession,
  { target, folder }: PairRequest,
  runs: readonly CaseRun[],
): Promise<void> {
  const [source] = loaded.sources;
  const writer = createPreferenceWriter(target, source?.project.export ?? {});
  const lines = new Set<string>();
  const leftOut = new Map<string, LeftOut>();
  let pairs = 0;
  for (const result of runs.flatMap(({ results }) => results)) {
    const path = toShownPath(io.cwd, result.case.source.uri);
    const name = getCaseName(result.case);
    for (const found of toRows(result, writer)) {
      if ('code' in found) leftOut.set(`${path} ${name} ${found.code}`, { path, name, ...found });
      else if (found.rows.some((row) => !lines.has(row))) {
        pairs++;
        for (const row of found.rows) lines.add(row);
      }
    }
  }
  for (const { path, name, message } of leftOut.values()) {
    printMessage(io, say('leftOut', { name: `${path} ${name}`, message }));
  }
  if (pairs === 0) return printMessage(io, say('none'));
  const file = join(folder, 'train.jsonl');
  await replaceFile(file, [...lines].map((line) => `${line}\n`).join(''));
  for (const { name, text } of writer.companions([{ name: 'train.jsonl', rows: lines.size }])) {
    await replaceFile(join(folder, name), text);
  }
  const left = [...leftOut.values()].map((each) => ({ ...each, message: renderMessage(each.message, io.language) }));
  const report = { version: 1, target: target.id, pairs, rows: lines.size, leftOut: left };
  await replaceFile(join(folder, 'report.json'), `${JSON.stringify(report, undefined, 2)}\n`);
  printMessage(io, say('written', { pairs, path: relative(io.cwd, file), rows: lines.size }));
}

type Found = { readonly rows: readonly string[] } | { readonly code: string; readonly message: Message };

/** The rows of each attempt that failed. */
function toRows(result: CaseResult, writer: PreferenceWriter): readonly Found[] {
  return result.attempts.flatMap((attempt): readonly Found[] => {
    if (attempt.kind !== 'judged' || attempt.match.passed) return [];
    const pair = toFailurePair(result.case, attempt);
    if ('code' in pair) return [{ code: pair.code, message: pair.message }];
    const written = writer.write(pair);
    return 'reason' in written ? [{ code: written.reason, message: written.message }] : [{ rows: written }];
  });
}
