import { describe, expect, it } from 'vitest';
import {
  createMemoryJournal,
  type JournalEntry,
  type RunOptions,
  type RunRecord,
  readJournalEntry,
  readRecord,
  toRecordedOptions,
  toRecordedTask,
  toRunOptions,
  toTask,
} from '../../../src/generation/index.ts';
import { modelAt } from '../../models/support.ts';
import { startOpenAiServer } from '../../support/openaiServer.ts';
import { repairSop, repairTools, replyOf, threeShots } from './samples.ts';
import { allowed, createTestContext, runAll } from './testContext.ts';

const options: RunOptions = { seed: 3, existing: ['**User**: x'], takenIds: new Set(['s-1']) };

async function recordOf() {
  const context = await createTestContext({ tools: repairTools, sop: repairSop });
  const task = { ...context.task, count: 3 };
  const record: RunRecord = {
    version: 1,
    id: 'r-1',
    started: 0,
    connection: 'near',
    model: 'small',
    host: '127.0.0.1',
    target: { uri: 'file:///w/a.shots.md' },
    task: toRecordedTask(task),
    options: toRecordedOptions(options),
    handled: [],
  };
  return { ...context, task, record };
}

describe('a record of a run', () => {
  it('is read back as it was written', async () => {
    const { record, task } = await recordOf();
    const read = readRecord(JSON.stringify(record));
    expect(read).toEqual(record);
    expect(toTask(record, task.tools)).toEqual(task);
    expect(toRunOptions(record)).toEqual(options);
  });

  it('is none if it was cut short, or is of another version', async () => {
    const { record } = await recordOf();
    const text = JSON.stringify(record);
    expect(readRecord(text.slice(0, -20))).toBeUndefined();
    expect(readRecord(JSON.stringify({ ...record, version: 2 }))).toBeUndefined();
    expect(readRecord('')).toBeUndefined();
    expect(readRecord('{}')).toBeUndefined();
  });

  it('makes the same requests again, so that nothing is paid for twice', async () => {
    await using server = await startOpenAiServer({ replies: [{ text: replyOf(...threeShots) }] });
    const { record, services, task } = await recordOf();
    const entries: JournalEntry[] = [];
    const journal = { get: () => undefined, add: async (entry: JournalEntry) => void entries.push(entry) };
    const model = allowed(modelAt(server.baseUrl));
    const first = await runAll(task, options, { ...services, model, journal });
    const kept = createMemoryJournal(entries.flatMap((entry) => readJournalEntry(JSON.stringify(entry)) ?? []));
    const known = readRecord(JSON.stringify(record)) ?? record;
    const second = await runAll(toTask(known, task.tools), toRunOptions(known), {
      ...services,
      model,
      journal: kept,
    });
    expect(server.chats).toHaveLength(1);
    expect(second.shots.map(({ text }) => text)).toEqual(first.shots.map(({ text }) => text));
  });
});
