import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALL_NOTATION_IDS } from '../../../../src/core/index.ts';
import { runs } from '../../../support/properties.ts';
import { bench, edited, shotWith } from '../check.ts';

/** The text with its calls in a notation, and why calls were left as they are. */
async function converted(text: string, notation: string) {
  const { service, uri } = bench(`‸${text}`);
  const answer = await service.convertCalls(uri, notation);
  if (answer === undefined) throw new Error('The document is no shots document.');
  return {
    text: edited(text, answer.edits),
    count: answer.converted,
    kept: answer.kept.map(({ reason }) => reason),
  };
}

/** The calls of a text, by the blocks they are in. */
async function callsOf(text: string): Promise<string> {
  const { service, uri } = bench(`‸${text}`);
  const context = await service.getContext(uri);
  const { document } = context ?? {};
  const roles = document?.shots.map((shot) =>
    shot.blocks.map(({ role }) => role).filter((role) => role !== 'actionInput'),
  );
  const calls = document?.callOccurrences.map(({ call }) => [
    call.name.text,
    call.arguments.map(({ name, value }) => [name?.text, 'value' in value ? value.value : value.kind]),
  ]);
  return JSON.stringify([roles, calls, document?.tree.comments.length]);
}

const EXPRESSION = 'SearchSolution(Error = "a", top_k = 3)';

describe('converting calls', () => {
  it.each(CALL_NOTATION_IDS)('to %s and back keeps them', async (notation) => {
    const text = shotWith(EXPRESSION);
    const there = await converted(text, notation);
    expect(there.kept).toEqual([]);
    expect(await callsOf(there.text)).toBe(await callsOf(text));
    expect((await converted(there.text, 'expression')).text).toBe(text);
    expect((await converted(there.text, notation)).text).toBe(there.text);
  });

  it('takes two labels together', async () => {
    const text =
      '**User**: q\n**Think**: t\n**Action**: SearchSolution\n**Action Input**: {"Error": "a"}\n**Observation**: o\n';
    expect((await converted(text, 'expression')).text).toBe(
      '**User**: q\n**Think**: t\n**Action**: SearchSolution(Error = "a")\n**Observation**: o\n',
    );
  });

  it('takes calls of one turn together', async () => {
    const call = (name: string) => `{"name": "SearchSolution", "arguments": {"Error": "${name}"}}`;
    const text = `User: q\nAssistant: I look.\nSearchSolution(Error = "a")\nSearchSolution(Error = "b")\nTool: x\nTool: y\nAssistant: z\n`;
    const { text: after, count } = await converted(text, 'mistral');
    expect(after).toContain(`I look.\n[TOOL_CALLS] [${call('a')}, ${call('b')}]\nTool: x`);
    expect(count).toBe(2);
    expect(await callsOf(after)).toBe(await callsOf(text));
  });

  it('keeps words, comments and prose around them', async () => {
    const text = shotWith('Look it up first.\n- SearchSolution(Error = "a")').replace(
      '**Think**',
      '<!-- step 2 -->\n**Think**',
    );
    const { text: after } = await converted(text, 'json');
    expect(after).toBe(
      text.replace('SearchSolution(Error = "a")', '{"name": "SearchSolution", "arguments": {"Error": "a"}}'),
    );
  });

  it.each([
    ['SearchSolution(Error = {{x}})', 'A value is a placeholder or was left out.'],
    ['SearchSolution(Error = "a"', 'The call has a syntax error.'],
    ['SearchSolution(Error = "a", Error = "b")', 'An argument has no name, or is given twice.'],
    ['SearchSolution(Error = "a") -> found', 'The result is on the same line.'],
    ['SearchSolution(\n  Error = "a", # the fault\n)', 'There is a comment in the call.'],
    ['SearchSolution(Error = "a\\n\\nUser: b")', 'The notation cannot hold these values as they are.'],
    ['SearchSolution(Error = "a", top_k = 3.0)', 'The notation cannot hold these values as they are.'],
  ])('leaves %s as it is', async (call, reason) => {
    const text = shotWith(call);
    expect(await converted(text, 'anthropic')).toEqual({ text, count: 0, kept: [reason] });
  });

  it('leaves JSON as it is', async () => {
    const text = JSON.stringify([
      { role: 'user', content: 'q' },
      { role: 'assistant', content: '<tool_call>{"name": "SearchSolution", "arguments": {"Error": "a"}}</tool_call>' },
    ]);
    expect((await converted(text, 'expression')).text).toBe(text);
  });

  it('never changes what a document says', async () => {
    const value = fc.string({ unit: 'grapheme', maxLength: 12 });
    const call = fc
      .tuple(value, fc.integer({ min: 1, max: 9 }))
      .map(([text, count]) => `SearchSolution(Error = ${JSON.stringify(text)}, top_k = ${count})`);
    const shot = fc.array(call, { minLength: 1, maxLength: 3 }).map((list) => shotWith(list.join('\n')));
    await fc.assert(
      fc.asyncProperty(
        shot,
        fc.constantFrom(...CALL_NOTATION_IDS),
        fc.constantFrom(...CALL_NOTATION_IDS),
        async (text, one, other) => {
          const before = await callsOf(text);
          const first = (await converted(text, one)).text;
          expect(await callsOf(first)).toBe(before);
          expect(await callsOf((await converted(first, other)).text)).toBe(before);
        },
      ),
      { numRuns: runs },
    );
  });
});

describe('the code action', () => {
  it('writes the other calls like the one at the cursor', async () => {
    const json = '{"name": "SearchSolution", "arguments": {"Error": "b"}}';
    const { service, uri, position, text } = bench(shotWith(`‸SearchSolution(Error = "a")\n${json}`));
    const actions = await service.codeActions(uri, { start: position, end: position });
    const found = actions.find(({ title }) => title === 'Write all calls of the document like this one');
    expect(edited(text, found?.edit?.changes?.[uri] ?? [])).toBe(
      shotWith('SearchSolution(Error = "a")\nSearchSolution(Error = "b")'),
    );
  });
});
