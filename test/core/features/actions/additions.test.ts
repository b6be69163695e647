import { describe, expect, it } from 'vitest';
import { type BenchOptions, bench, edited, shotWith } from '../check.ts';

/** What an action at the mark, or at a selected text, leaves of a file; undefined if it is not offered. */
async function outcome(marked: string, title: string, selected = '', options: BenchOptions = {}) {
  const { service, uri, position, text, lines } = bench(marked, options);
  const end = lines.positionAt(lines.offsetAt(position) + selected.length);
  const action = (await service.codeActions(uri, { start: position, end })).find((one) => one.title === title);
  const [changed, edits] = Object.entries(action?.edit?.changes ?? {})[0] ?? [];
  if (changed === undefined || edits === undefined) return undefined;
  return edited(text, edits);
}

describe('optional parameters', () => {
  const title = 'Add optional parameters';
  it.each([
    ['‸SearchSolution(Error = "a")', 'SearchSolution(Error = "a", top_k = 3, device = "printer")'],
    ['‸SearchSolution(Error="a", top_k=2)', 'SearchSolution(Error="a", top_k=2, device="printer")'],
    ['‸SearchSolution("a")', 'SearchSolution("a", top_k = 3, device = "printer")'],
    ['‸SearchAvailableTime(day = "Monday")', 'SearchAvailableTime(day = "Monday", onsite = {{onsite}})'],
    [
      '‸{"name": "SearchAvailableTime", "arguments": {"day": "Monday"}}',
      '{"name": "SearchAvailableTime", "arguments": {"day": "Monday", "onsite": "{{onsite}}"}}',
    ],
    ['‸SearchSolution()', 'SearchSolution(top_k = 3, device = "printer")'],
  ])('are added to %s', async (call, expected) => {
    expect(await outcome(shotWith(call), title)).toBe(shotWith(expected));
  });
  it.each([
    '‸SearchSolution(Error = "a", top_k = 1, device = "router")',
    '‸SearchSolution(Error = "a"',
    '‸SearchSolution(...)',
    '‸Unknown(a = 1)',
    'ask ‸politely',
  ])('are not offered for %s', async (call) => {
    expect(await outcome(shotWith(call), title)).toBeUndefined();
  });
});

describe('splitting a shot', () => {
  const title = 'Start a new shot with this round';
  const one = '**Think**: one\n**Action**: a\n**Observation**: b\n';
  const two = '**Think**: t‸wo\n**Action**: c\n';
  it.each(['\n', ''])('puts a request before the round, after %j', async (gap) => {
    const expected = `**User**: q\n${one}\n**User**:\n${two.replace('‸', '')}`;
    expect(await outcome(`**User**: q\n${one}${gap}${two}`, title)).toBe(expected);
  });
  it('is not offered in the first round', async () => {
    expect(await outcome(`**User**: q\n${one.replace('one', '‸one')}`, title)).toBeUndefined();
  });
});

describe('wrapping a selection', () => {
  const title = 'Convert selection to a round';
  it.each([
    ['Look it up.', '**Think**: Look it up.\n**Action**:\n**Observation**:'],
    ['Look.\nFind(a = 1)\nFound.', '**Think**: Look.\n**Action**: Find(a = 1)\n**Observation**: Found.'],
  ])('%j', async (prose, expected) => {
    expect(await outcome(`**User**: q\n\n‸${prose}\n`, title, prose)).toBe(`**User**: q\n\n${expected}\n`);
  });
  it.each([
    ['‸**User**: q\n', '**User**: q'],
    ['**User**: q\n\n‸   \n', '   '],
    ['**User**: q\n\n‸prose\n', ''],
  ])('is not offered for %j', async (text, selected) => {
    expect(await outcome(text, title, selected)).toBeUndefined();
  });
});
