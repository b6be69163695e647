import { describe, expect, it } from 'vitest';
import { readSource, readSourceInSteps } from '../../../src/core/text/source/sourceDocument.ts';
import type { Steps } from '../../../src/core/text/timeSlices.ts';

const LENGTH = 200_000;
const ENTRY = '    key: value\n    list:\n      - one\n      - two\n';
const entries = Array.from({ length: LENGTH / ENTRY.length }, (_, index) => `  entry${index}:\n${ENTRY}`).join('');
const PLAIN = `paths:\n${entries}`;

function run<Result>(steps: Steps<Result>): { readonly count: number; readonly result: Result } {
  for (let count = 0; ; count++) {
    const step = steps.next();
    if (step.done) return { count, result: step.value };
  }
}

describe('a large source is read in steps', () => {
  it.each([
    ['plain YAML', PLAIN],
    ['YAML with an anchor', `shared: &shared {a: 1}\nuse: *shared\n${PLAIN}`],
    ['YAML with an error', `${PLAIN}open: [\n`],
    ['several documents', `${PLAIN}---\n${PLAIN}`],
  ])('%s', (_, text) => {
    const { count, result } = run(readSourceInSteps('file:///w/a.yaml', text));
    // Each step is at most a part of some ten thousand characters.
    expect(count).toBeGreaterThan(LENGTH / 50_000);
    const atOnce = readSource('file:///w/a.yaml', text);
    expect(result.value).toEqual(atOnce.value);
    expect(result.problems).toEqual(atOnce.problems);
    expect(result.rangesAt('/paths/entry7/list/1')).toEqual(atOnce.rangesAt('/paths/entry7/list/1'));
  });
});
