import { describe, expect, it } from 'vitest';
import { bench, edited, shotWith } from '../check.ts';

/** The titles of the actions at the mark, each with the text it leaves. */
async function actionsAt(marked: string): Promise<ReadonlyMap<string, string>> {
  const { service, uri, position, text } = bench(marked);
  const actions = await service.codeActions(uri, { start: position, end: position });
  return new Map(actions.map(({ title, edit }) => [title, edited(text, edit?.changes?.[uri] ?? [])]));
}

const EXPRESSION = 'SearchSolution(Error = "a", top_k = 3)';
const JSON_CALL = '{"name": "SearchSolution", "arguments": {"Error": "a", "top_k": 3}}';
const OPENAI =
  '{"tool_calls":[{"id":"call_1","type":"function","function":{"name":"SearchSolution","arguments":"{\\"Error\\":\\"a\\",\\"top_k\\":3}"}}]}';

describe('the form of a call', () => {
  it.each([
    [`‸${EXPRESSION}`, 'Convert the call to JSON', JSON_CALL],
    [`‸${EXPRESSION}`, 'Convert the call to OpenAI tool_calls', OPENAI],
    [`‸${JSON_CALL}`, 'Convert the call to an expression', EXPRESSION],
    [`‸${JSON_CALL}`, 'Convert the call to OpenAI tool_calls', OPENAI],
    [`‸${OPENAI}`, 'Convert the call to an expression', EXPRESSION],
    ['‸SearchSolution("a", 3)', 'Use parameter names', EXPRESSION],
    ['‸SearchSolution({"Error": "a", "top_k": 3})', 'Convert the call to an expression', EXPRESSION],
  ])('%s: %s', async (call, title, expected) => {
    expect((await actionsAt(shotWith(call))).get(title)).toBe(shotWith(expected));
  });

  it.each([
    '‸SearchSolution(Error = {{x}})',
    '‸SearchSolution(Error = "a"',
    '‸SearchSolution(Error = "a", Error = "b")',
    '[‸SearchSolution(Error = "a"), SearchSolution(Error = "b")]',
    'ask ‸politely',
    '‸Search[some text]',
  ])('is left alone where something would be lost: %s', async (call) => {
    expect([...(await actionsAt(shotWith(call))).keys()].filter((title) => title.startsWith('Write'))).toEqual([]);
  });
});

describe('moving a round', () => {
  const one = '**Think**: one\n**Action**: a\n**Observation**: b\n';
  const two = '**Think**: two\n**Action**: c\n**Observation**: d\n';
  it('up and down', async () => {
    const swapped = `**User**: q\n${two}\n${one}`;
    const text = `**User**: q\n${one}\n${two}`;
    const down = await actionsAt(text.replace('one', 'o‸ne'));
    expect([...down.keys()]).toEqual(['Move round down']);
    expect(down.get('Move round down')).toBe(swapped);
    expect((await actionsAt(text.replace('two', 't‸wo'))).get('Move round up')).toBe(swapped);
  });
  it('is listed among what moves', async () => {
    const { service, uri, position } = bench(`**User**: q\n${one.replace('one', 'o‸ne')}\n${two}`);
    const [action] = await service.codeActions(uri, { start: position, end: position });
    expect(action?.kind).toBe('refactor.move');
  });
  it('is offered in rounds only', async () => {
    expect(await actionsAt(`**User**: q‸\n\n${one}`)).toEqual(new Map());
    expect(await actionsAt('')).toEqual(new Map());
  });
});

describe('recorded conversation', () => {
  const messages = JSON.stringify([
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'My "lamp"\nis dark.' },
    { role: 'assistant', content: 'User: is no label here.' },
  ]);
  const labelled = 'System: Be brief.\n\nUser: My "lamp"\nis dark.\nAssistant:\n\\User: is no label here.\n';

  it('in JSON becomes shots with labels', async () => {
    const [front, body] = ['---\nstyle: chat\n---\n', messages.replace('Be', 'B‸e')];
    expect((await actionsAt(`${front}${body}`)).get('Convert to Shots')).toBe(`${front}${labelled}`);
  });

  it('between tokens becomes shots with labels', async () => {
    const text = '<|im_start|>user\nda‸rk<|im_end|>\n<|im_start|>assistant\nUser: which?<|im_end|>\n';
    expect((await actionsAt(`${text}\n${text.replace('‸', '')}`)).get('Convert to Shots')).toBe(
      'User: dark\nAssistant:\n\\User: which?\nUser: dark\nAssistant:\n\\User: which?\n',
    );
  });

  it('is not laid out', async () => {
    const { service, uri } = bench(`‸${messages}`);
    expect(await service.format(uri)).toEqual([]);
  });
});
