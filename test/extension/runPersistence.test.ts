import { describe, expect, it } from 'vitest';
import { createRunPersistence } from '../../src/extension/generation/run/runPersistence.ts';
import type { RunStore } from '../../src/extension/generation/run/runStore.ts';
import {
  type ConsentQuestion,
  createMemoryJournal,
  type GuardedModel,
  type RunRecord,
  type Verdict,
} from '../../src/generation/index.ts';

const draft: RunRecord = {
  version: 1,
  id: 'r-1',
  started: 0,
  connection: 'far',
  model: 'large',
  host: 'far.example',
  level: 'strict',
  target: { uri: 'file:///w/a.shots.md' },
  task: { kind: 'from-sop' },
  options: {},
  handled: ['s-0'],
};

const question = { destination: { origin: 'https://far.example', host: 'far.example' }, model: 'large' };
const entry = { key: 'k', text: 'paid for', finish: 'stop', usage: { inputTokens: 1, outputTokens: 1 } } as const;

/** A persistence over a store in memory, and the records that the store holds. */
async function keeperWith(verdict: Verdict) {
  const records = new Map<string, RunRecord>();
  const memory = createMemoryJournal();
  let size = 0;
  const journal = {
    get size() {
      return size;
    },
    get: memory.get,
    add: async (added: Parameters<typeof memory.add>[0]) => {
      size++;
      await memory.add(added);
    },
  };
  const store: Omit<RunStore, 'onDidChange'> = {
    list: async () => [...records.values()],
    keep: async (record) => void records.set(record.id, record),
    journal: async () => journal,
    remove: async (id) => void records.delete(id),
  };
  const model = { chat: {}, guard: async () => verdict } as unknown as GuardedModel;
  const persistence = await createRunPersistence(store, draft, model);
  return { persistence, records, ask: () => persistence.model.guard(question as ConsentQuestion) };
}

const send: Verdict = { kind: 'send', level: 'names' };

describe('what is kept of a run', () => {
  it.each(['scaffold', 'cancel'] as const)('is nothing where the answer was %s', async (kind) => {
    const { ask, records } = await keeperWith({ kind });
    expect(await ask()).toEqual({ kind });
    expect(records.size).toBe(0);
  });

  it('begins once it may be sent, masked as was decided', async () => {
    const { ask, records } = await keeperWith(send);
    await ask();
    expect(records.get('r-1')).toMatchObject({ host: 'far.example', level: 'names', handled: ['s-0'] });
    const plain = await keeperWith({ kind: 'send', level: undefined });
    await plain.ask();
    expect(plain.records.get('r-1')).not.toHaveProperty('level');
  });

  it('is forgotten where nothing was answered', async () => {
    const { ask, persistence, records } = await keeperWith(send);
    await ask();
    expect(await persistence.ended('incomplete', 0)).toBe(false);
    expect(records.size).toBe(0);
  });

  it.each(['complete', 'stopped'] as const)('of a %s one stays until its last shot was seen to', async (outcome) => {
    const { ask, persistence, records } = await keeperWith(send);
    await ask();
    await persistence.journal.add(entry);
    expect(await persistence.ended(outcome, 2)).toBe(false);
    await persistence.handled(['s-1'], 1);
    expect(records.get('r-1')?.handled).toEqual(['s-0', 's-1']);
    await persistence.handled(['s-2'], 0);
    expect(records.size).toBe(0);
  });

  it('of one that broke off stays even then, for it can go on', async () => {
    const { ask, persistence, records } = await keeperWith(send);
    await ask();
    await persistence.journal.add(entry);
    expect(await persistence.ended('incomplete', 1)).toBe(true);
    await persistence.handled(['s-1'], 0);
    expect(records.get('r-1')?.handled).toEqual(['s-0', 's-1']);
  });

  it('stays while it runs, though all shots so far were accepted', async () => {
    const { ask, persistence, records } = await keeperWith(send);
    await ask();
    await persistence.journal.add(entry);
    await persistence.handled(['s-1'], 0);
    expect(records.size).toBe(1);
    await persistence.ended('complete', 0);
    expect(records.size).toBe(0);
  });
});
