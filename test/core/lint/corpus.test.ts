import { describe, expect, it } from 'vitest';
import { checkCalls } from '../../../src/core/callChecks/checkCalls.ts';
import { corpusFolder } from '../../support/corpus.ts';
import {
  BLOCKS,
  type CorpusBlock,
  type CorpusRow,
  corpusRows,
  findingsIn,
  lintRow,
  readRow,
} from '../../support/corpusCalls.ts';

/** Why a row is not read as the corpus says; undefined where it is. */
type Check = (row: CorpusRow, block: CorpusBlock) => Promise<string | undefined>;

/** Rows that the format reads otherwise than the corpus, each with the reason. */
const EXPECTED: ReadonlyMap<string, string> = new Map(
  ['ace_en/agent_multi_turn_20/71', 'ace_en/agent_multi_turn_22/75', 'ace_en/agent_multi_turn_26/79'].map((id) => [
    id,
    '`required` names `payment_methods`, the property is `payment_method`: a name that is no property is no error',
  ]),
);

const validCalls: Check = async (row, block) => {
  const { diagnostics } = await lintRow(row.tools, row.calls, block);
  const [error] = diagnostics.filter(({ severity }) => severity === 'error');
  return error === undefined ? undefined : `${error.rule}: ${error.message}`;
};

const invalidCalls: Check = async (row, block) => {
  const { diagnostics } = await lintRow(row.tools, row.calls, block);
  const isFound = diagnostics.some(({ severity }) => severity === 'error');
  return isFound ? undefined : `no error, though ${row.why ?? row.per_call?.find(({ valid }) => !valid)?.why}`;
};

const mutants: Check = async (row, block) => {
  const linted = await lintRow(row.tools, row.calls, block);
  const found = findingsIn(linted, row.bad_call ?? 0).map(({ rule }) => rule);
  return found.includes(row.rule ?? '') ? undefined : `${row.rule} expected, but [${found.join(', ')}]`;
};

const tolerated: Check = async (row, block) => {
  const linted = await lintRow(row.tools, row.calls, block);
  const unexpected = linted.diagnostics.find(({ rule }) => rule !== row.finding);
  if (unexpected !== undefined) return `${unexpected.rule}: ${unexpected.message}`;
  const canonical = await readRow(row.tools, row.canonical ?? [], block);
  const [meant, read] = [canonical, linted.context].map(({ document, tools }) => {
    return JSON.stringify(checkCalls(document, tools).map(({ site, values }) => [site.call.name.text, values]));
  });
  return meant === read ? undefined : `read as ${read}, but ${meant} is meant`;
};

async function disagreements(rows: readonly CorpusRow[], block: CorpusBlock, check: Check): Promise<readonly string[]> {
  const found: string[] = [];
  for (const row of rows) {
    const reason = await check(row, block);
    if (reason !== undefined) found.push(`${row.id}: ${reason}`);
  }
  return found;
}

const rows = corpusRows();

function idOf(line: string): string {
  return line.slice(0, line.indexOf(':'));
}

function isExpected(line: string): boolean {
  return EXPECTED.has(idOf(line));
}

const SETS: readonly (readonly [string, (row: CorpusRow) => boolean, Check, number])[] = [
  ['valid calls get no error', ({ kind, valid }) => kind !== 'mutant' && valid === true, validCalls, 0.995],
  ['invalid calls get one', ({ kind, valid }) => kind !== 'mutant' && valid === false, invalidCalls, 1],
  ['mutants get the named rule within the broken call', ({ kind }) => kind === 'mutant', mutants, 0.995],
  ['tolerated variants mean what their canonical form means', ({ kind }) => kind === 'tolerant', tolerated, 1],
];

describe.runIf(corpusFolder !== undefined).each(BLOCKS)('the corpus of calls, as %s', (block) => {
  it.each(SETS)('%s', { timeout: 240_000 }, async (title, belongs, check, share) => {
    const chosen = rows.filter(belongs);
    const all = await disagreements(chosen, block, check);
    const found = all.filter((line) => !isExpected(line));
    console.log(`${block}: ${title}: ${chosen.length - all.length} of ${chosen.length}`);
    for (const line of all) console.log(`  ${line}${isExpected(line) ? ` (${EXPECTED.get(idOf(line))})` : ''}`);
    expect(chosen.length).toBeGreaterThan(0);
    expect(1 - found.length / chosen.length).toBeGreaterThanOrEqual(share);
  });
});
