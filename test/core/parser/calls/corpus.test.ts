import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CallNode } from '../../../../src/core/parser/callNodes.ts';
import { type FoundCalls, parseCalls } from '../../../../src/core/parser/calls/index.ts';
import { corpusFolder } from '../../../support/corpus.ts';
import { plain } from './check.ts';

interface Row {
  readonly id: string;
  readonly kind: 'published' | 'authored' | 'mutant' | 'tolerant';
  readonly tools: readonly { readonly function: { readonly name: string } }[];
  readonly calls: readonly string[];
  readonly rule?: string;
  readonly bad_call?: number;
  readonly canonical?: readonly string[];
  readonly finding?: string | null;
  readonly per_call?: readonly { readonly valid: boolean; readonly why?: string }[];
}

function readRows(folder: string): readonly Row[] {
  const lines = readFileSync(join(folder, 'calls.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Row);
}

function readBlock(row: Row, calls: readonly string[], meant: 'detect' | 'always'): FoundCalls {
  const names = new Set(row.tools.map((tool) => tool.function.name));
  const text = calls.join('\n');
  return parseCalls(text, 0, text.length, { meant, isTool: (name) => names.has(name) });
}

const isBroken = (call: CallNode | undefined) => call?.problems.some(({ kind }) => kind === 'syntax') ?? false;

/** The malformed calls of a row. */
function brokenOf(row: Row): readonly number[] {
  const authored = (row.per_call ?? []).flatMap(({ why }, index) => (why?.startsWith('SyntaxError') ? [index] : []));
  return row.rule === 'call-syntax' && row.bad_call !== undefined ? [row.bad_call, ...authored] : authored;
}

/** What is read otherwise than the corpus says; nothing if all is well. */
function disagreement(row: Row, meant: 'detect' | 'always'): string | undefined {
  const { calls } = readBlock(row, row.calls, meant);
  if (calls.length !== row.calls.length) return `${calls.length} calls`;
  const broken = brokenOf(row);
  const found = calls.flatMap((call, index) => (isBroken(call) ? [index] : []));
  if (found.join() !== broken.join()) return `syntax problems in ${found.join()}`;
  if (row.kind === 'tolerant') return tolerantDisagreement(row, calls);
  let start = 0;
  for (const [index, call] of calls.entries()) {
    const end = start + (row.calls[index]?.length ?? 0);
    if (call.start !== start || call.end !== end) return `call ${index} is ${call.start} to ${call.end}`;
    if (!broken.includes(index) && call.problems.length > 0) return `problems in ${index}`;
    start = end + 1;
  }
  return undefined;
}

function tolerantDisagreement(row: Row, calls: readonly CallNode[]): string | undefined {
  const meant = readBlock(row, row.canonical ?? [], 'always')
    .calls.map(plain)
    .join('\n');
  const read = calls.map(plain).join('\n');
  if (read !== meant) return read;
  const kinds = new Set(calls.flatMap(({ problems }) => problems.map(({ kind }) => kind)));
  const expected = row.finding === 'nonstandard-punctuation' ? 'punctuation' : '';
  return [...kinds].join() === expected ? undefined : `kinds ${[...kinds].join()}`;
}

describe.runIf(corpusFolder !== undefined)('calls that others wrote', () => {
  const rows = corpusFolder === undefined ? [] : readRows(corpusFolder);

  it.each(['detect', 'always'] as const)('are read as they are meant: %s', (meant) => {
    const wrong = rows.flatMap((row) => {
      const reason = disagreement(row, meant);
      return reason === undefined ? [] : [`${row.id}: ${reason}`];
    });
    expect(rows.length).toBeGreaterThan(3000);
    expect(wrong).toEqual([]);
  });
});
