import { describe, expect, it } from 'vitest';
import { checkCalls, type DocumentContext } from '../../../src/core/index.ts';
import { NO_RULES } from '../../../src/evaluation/matching/matchRules.ts';
import { matchTurn } from '../../../src/evaluation/matching/matchTurn.ts';
import type { ActualCall, MatchCode } from '../../../src/evaluation/matching/turns.ts';
import { type CorpusRow, corpusRows, readRow } from '../../support/corpusCalls.ts';

const rows = corpusRows();
const byId = new Map(rows.map((row) => [row.id, row]));

interface ReadCalls {
  readonly made: readonly ActualCall[];
  readonly tools: DocumentContext['tools'];
}

async function callsOf({ tools, calls }: Pick<CorpusRow, 'tools' | 'calls'>): Promise<ReadCalls> {
  const context = await readRow(tools, calls, 'API request');
  const made = checkCalls(context.document, context.tools).map(({ site, values, surplus }): ActualCall => {
    const { call } = site;
    const isBroken =
      call.unreadable === true || surplus.length > 0 || call.problems.some(({ kind }) => kind === 'syntax');
    return { name: call.name.text, values: isBroken ? undefined : values, text: '' };
  });
  return { made, tools: context.tools };
}

function codesOf({ made: expected, tools }: ReadCalls, made: readonly ActualCall[]): readonly MatchCode[] {
  const turn = {
    calls: expected.map(({ name, values = {} }) => ({ name, values })),
    otherCalls: [],
    rules: NO_RULES,
    steps: [],
  };
  const actual = { text: '', said: '', calls: made, isOtherNotation: false, step: undefined };
  return matchTurn(turn, actual, { tools }).problems.map(({ code }) => code);
}

/**
 * What a mutant of each rule may be reported as. A value of an argument that the valid call leaves out is unknown, and one
 * that differs only in space breaks the schema. Of a repeated name the first value counts, so nothing changes.
 */
const CODES: Readonly<Record<string, readonly MatchCode[]>> = {
  'missing-parameter': ['missing-parameter', 'schema-invalid'],
  'unknown-parameter': ['unknown-parameter'],
  'unknown-tool': ['wrong-tool'],
  'parameter-type': ['wrong-type', 'wrong-value', 'missing-parameter', 'unknown-parameter'],
  'parameter-value': ['wrong-value', 'wrong-type', 'unknown-parameter', 'schema-invalid'],
  'call-syntax': ['invalid-json', 'missing-call', 'no-call'],
};

describe('the corpus of calls', () => {
  it('matches itself where it is valid', async () => {
    const wrong: string[] = [];
    for (const row of rows) {
      if (row.valid !== true && row.kind !== 'tolerant') continue;
      const read = await callsOf(row);
      const codes = codesOf(read, read.made);
      if (codes.length > 0) wrong.push(`${row.id}: ${codes.join()}`);
    }
    expect(wrong).toEqual([]);
  }, 300_000);

  it('fails with the right code where a mutant changes the meaning', async () => {
    const wrong: string[] = [];
    const readBases = new Map<CorpusRow, ReadCalls>();
    for (const row of rows) {
      const { base_id: id } = row as CorpusRow & { readonly base_id?: string };
      const base = id === undefined ? undefined : byId.get(id);
      const allowed = CODES[row.rule ?? ''];
      if (row.kind !== 'mutant' || base === undefined || allowed === undefined) continue;
      const readBase = readBases.get(base) ?? (await callsOf(base));
      readBases.set(base, readBase);
      const { made } = await callsOf({ tools: base.tools, calls: row.calls });
      const codes = codesOf(readBase, made);
      if (!codes.some((code) => allowed.includes(code))) wrong.push(`${row.id} (${row.rule}): ${codes.join()}`);
    }
    expect(wrong).toEqual([]);
  }, 300_000);
});
