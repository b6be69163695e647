import { createReadStream, existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { openOutput } from '../../files/index.ts';
import type { BatchLineResult, BatchReader } from '../../generation/index.ts';

type RejectedResult = Extract<BatchLineResult, { kind: 'rejected' }>;

/** What is wrong with the results of a batch that gave no shot. */
export interface Rejections {
  /** The results by the code of their reason. */
  readonly codes: ReadonlyMap<string, number>;
  /** Results of requests without a shot; a second answer to a request that has one is none. */
  readonly missing: number;
}

interface RejectedLine {
  readonly custom_id: string;
  readonly code: string;
}

/** Servers have a few codes; one that makes up a new one each time is not to fill the memory. */
const MAX_CODES = 40;

export function toRejectedLine({ id, code, findings }: RejectedResult): string {
  const reasons = findings.map(({ rule, message }) => ({ rule, message }));
  return `${JSON.stringify({ custom_id: id, code, findings: reasons })}\n`;
}

/** Removes the failures of requests that got a shot by another line of the results, and counts the others. */
export async function settleRejections(path: string, reader: BatchReader): Promise<Rejections> {
  const codes = new Map<string, number>();
  let missing = 0;
  if (!existsSync(path)) return { codes, missing };
  const output = await openOutput(path);
  try {
    for await (const line of createInterface({ input: createReadStream(path) })) {
      const { custom_id: id, code } = JSON.parse(line) as RejectedLine;
      const isSecondAnswer = code === 'answered-before';
      if (!isSecondAnswer && reader.isAnswered(id)) continue;
      if (!isSecondAnswer) missing++;
      const counted = codes.has(code) || codes.size < MAX_CODES ? code : 'other';
      codes.set(counted, (codes.get(counted) ?? 0) + 1);
      await output.write(`${line}\n`);
    }
    if (codes.size > 0) await output.commit();
  } finally {
    await output.discard();
  }
  if (codes.size === 0) await rm(path, { force: true });
  return { codes, missing };
}
