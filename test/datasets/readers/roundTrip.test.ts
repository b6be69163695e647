import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Conversation, Turn } from '../../../src/datasets/index.ts';
import {
  createDataLinter,
  detectReader,
  findTarget,
  getDefaultSettings,
  readRow,
} from '../../../src/datasets/index.ts';
import { createCallIds } from '../../../src/datasets/readers/calls.ts';
import { datasetReaders } from '../../../src/datasets/readers/index.ts';

const origin = { path: [] };
// A thought or result that contains the tags around it cannot be told from them.
const text = fc
  .string({ minLength: 1, maxLength: 20, unit: fc.constantFrom('a', 'ü', '好', ' ', '"', '\n', '{', '😀') })
  .map((value) => `x${value}x`);
const values = fc.dictionary(
  fc.constantFrom('city', 'n', '名'),
  fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null)),
);
const tool = {
  name: 'find',
  function: { name: 'find', description: 'd', parameters: { type: 'object', properties: { city: {}, n: {}, 名: {} } } },
  wrapper: { type: 'function' },
};

/** A request, rounds of calls with their results, and the last words. */
const conversations = fc
  .record({
    request: text,
    rounds: fc.array(
      fc.record({
        thought: fc.option(text, { nil: '' }),
        calls: fc.array(values, { minLength: 1, maxLength: 3 }),
        result: text,
      }),
      { maxLength: 3 },
    ),
    words: text,
  })
  .map(({ request, rounds, words }): Conversation => {
    const turns: Turn[] = [{ kind: 'user', text: request, origin }];
    for (const [round, { thought, calls, result }] of rounds.entries()) {
      const made = calls.map((given, index) => ({ id: `c${round}x${index}`, name: 'find', arguments: given, origin }));
      turns.push({ kind: 'assistant', thought, text: '', calls: made, origin });
      for (const { id } of made) turns.push({ kind: 'tool', callId: id, name: 'find', text: result, origin });
    }
    turns.push({ kind: 'assistant', thought: '', text: words, calls: [], origin });
    return { form: 'chat', turns, tools: [tool] };
  });

/** What every format keeps: ids and places are its own. */
function comparable({ turns, tools }: Conversation): unknown {
  const kept = turns.map((turn) => {
    if (turn.kind !== 'assistant') return { kind: turn.kind, text: turn.text };
    const { kind, thought, text: words, calls } = turn;
    return { kind, thought, words, calls: calls.map(({ name, arguments: given }) => ({ name, given })) };
  });
  return { kept, tools };
}

const TARGETS = ['openai', 'hf', 'llamafactory', 'llamafactory-v1', 'ms-swift'];

describe('readers', () => {
  it.each(TARGETS)('read what %s writes as the same conversation, without a finding', (id) => {
    const target = findTarget(id);
    if (target === undefined) throw new Error(id);
    const options = { ...getDefaultSettings(target), wireName: (name: string) => name, uniform: true };
    fc.assert(
      fc.property(conversations, (conversation) => {
        const row = target.toRow(conversation, options);
        if ('reason' in row && 'message' in row) throw new Error(String(row.reason));
        const line = JSON.stringify(row);
        const parsed = JSON.parse(line);
        const reader = detectReader(parsed);
        if (reader === undefined) throw new Error('no reader');
        const { conversation: read, problems } = readRow(reader, parsed);
        expect(problems).toEqual([]);
        expect(comparable(read ?? conversation)).toEqual(comparable(conversation));
        expect(createDataLinter().row(line, 1).findings).toEqual([]);
      }),
    );
  });

  it('write the target that they read', () => {
    expect(datasetReaders.map(({ target }) => findTarget(target)?.id)).not.toContain(undefined);
  });

  it('give calls without ids stable ones, another for each', () => {
    const [one, other] = [createCallIds(), createCallIds()].map((callId) => [callId('find'), callId('find')]);
    expect(one).toEqual(other);
    expect(new Set(one).size).toBe(2);
    expect(one?.join(' ')).toMatch(/^[a-z0-9]{9} [a-z0-9]{9}$/);
  });
});
