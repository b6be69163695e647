import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReplyReader } from '../../../src/generation/reply/replyReader.ts';

const tools = { isTool: () => true, takesText: () => false };
const shot = (request: string) => ({
  request,
  plan: [],
  rounds: [
    { step: '1', think: '想一想', action: '', calls: [{ name: 'f', arguments: '{"a": "}{"}' }], observation: 'ok' },
  ],
  answer: '',
});
const expected = (request: string) => ({
  request,
  plan: [],
  rounds: [
    { step: '1', think: '想一想', action: '', calls: [{ name: 'f', arguments: { a: '}{' } }], observation: 'ok' },
  ],
  answer: '',
});

/** Reads a reply in pieces of a length. */
function read(text: string, length = 5, whole = true) {
  const reader = createReplyReader(tools, undefined);
  const early = [];
  for (let at = 0; at < text.length; at += length) early.push(...reader.push(text.slice(at, at + length)));
  return { early, all: [...early, ...reader.end(whole)] };
}

const two = JSON.stringify({ shots: [shot('一'), shot('二')] });

describe('a structured reply', () => {
  it.each([
    ['bare', two],
    ['as a list', JSON.stringify([shot('一'), shot('二')])],
    ['fenced', `\`\`\`json\n${two}\n\`\`\``],
    ['with words around', `Sure! Here are the {examples} you [asked] for:\n${two}\nAnything else?`],
    ['after thoughts', `<think>First {"request": "no", "answer": "no"} and so on</think>\n\n${two}`],
    ['indented', JSON.stringify({ shots: [shot('一'), shot('二')] }, null, 2)],
    ['with commas too many', two.replaceAll('}]', '},]')],
  ])('%s', (_, text) => expect(read(text).early).toEqual([expected('一'), expected('二')]));

  it('gives its shots as they become complete, and keeps them when it breaks off', () => {
    const cut = two.slice(0, two.indexOf('"二"') + 10);
    expect(read(cut, 5, false).all).toEqual([expected('一')]);
  });

  it.each(['{"shots": [', '[', '', '{"shots": [{"request": "一", "rounds": [{"step": "1"}]}, '])(
    'shows the shot that is being written, wherever the reply stands: behind %j',
    (before) => {
      const whole = JSON.stringify({ ...shot('打印机 "A/3"'), rounds: [{ think: 'hm', action: 'Tell\nthem' }] });
      const seen = Array.from({ length: whole.length - 1 }, (_, at) => {
        const reader = createReplyReader(tools, undefined);
        reader.push(before + whole.slice(0, at + 1));
        return reader.begun;
      });
      const known = seen.filter((content) => content !== undefined);
      expect(known.length).toBeGreaterThan(whole.length / 3);
      expect(known.every(({ request }) => '打印机 "A/3"'.startsWith(request))).toBe(true);
      expect(known.at(-1)).toMatchObject({ rounds: [{ think: 'hm', action: 'Tell\nthem' }] });
    },
  );

  it('shows no half of a masked name', () => {
    const reader = createReplyReader(tools, undefined);
    reader.push('{"shots": [{"request": "Use tool_1');
    expect(reader.begun?.request).toBe('Use');
  });

  it('may be one shot without a list', () => {
    expect(read(JSON.stringify(shot('一'))).all).toEqual([expected('一')]);
  });

  it('may have raw line breaks in its strings', () => {
    const text = '{"shots": [{"request": "a\nb", "rounds": [{"action": "do\tit"}]}]}';
    expect(read(text).all[0]).toMatchObject({ request: 'a\nb', rounds: [{ action: 'do\tit' }] });
  });

  it('reads the same wherever it is torn', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (length) => {
        expect(read(`x {y} ${two}`, length).all).toEqual([expected('一'), expected('二')]);
      }),
    );
  });

  it.each([
    ['call instead of calls', { call: { name: 'f', arguments: { a: 1 } } }],
    ['calls of the protocol', { tool_calls: [{ function: { name: 'f', arguments: '{"a": 1}' } }] }],
    ['a call where the words belong', { action: { tool: 'f', parameters: { a: 1 } } }],
  ])('understands %s', (_, round) => {
    const text = JSON.stringify({ request: 'x', rounds: [round] });
    expect(read(text).all[0]?.rounds[0]?.calls).toEqual([{ name: 'f', arguments: { a: 1 } }]);
  });

  it.each(['', 'I am sorry.', '{"shots": []}', '{"a": 1}', '{"request": "no more"}', '[1, 2'])('is none: %j', (text) =>
    expect(read(text).all).toEqual([]),
  );
});

describe('a reply in Markdown', () => {
  const markdown = `Here you are:

**User**: Nothing prints.

**Think**: Look it up.
**Action**: SearchSolution(Error = "paper jam")
**Observation**: Open the cover.

---

**User**: It works again.

**Action**: Thank the customer.
`;

  it('is read', () => {
    expect(read(markdown).all).toMatchObject([
      {
        request: 'Nothing prints.',
        rounds: [
          { think: 'Look it up.', action: 'SearchSolution(Error = "paper jam")', observation: 'Open the cover.' },
        ],
      },
      { request: 'It works again.', rounds: [{ action: 'Thank the customer.' }] },
    ]);
  });

  it('that broke off keeps its complete shots', () => {
    expect(read(markdown.slice(0, -20), 5, false).all.map(({ request }) => request)).toEqual(['Nothing prints.']);
  });

  it('gives its first shot once the second has begun', () => {
    const begun = markdown.slice(0, markdown.indexOf('works again'));
    expect(read(begun).early.map(({ request }) => request)).toEqual(['Nothing prints.']);
  });

  it('shows the shot that is being written', () => {
    const reader = createReplyReader(tools, undefined);
    expect(reader.begun).toBeUndefined();
    reader.push(markdown.slice(0, markdown.indexOf('**Observation')));
    expect(reader.begun).toMatchObject({ request: 'Nothing prints.', rounds: [{ think: 'Look it up.' }] });
    reader.push(markdown.slice(markdown.indexOf('**Observation')));
    expect(reader.begun).toMatchObject({ request: 'It works again.' });
  });

  it('does not take the input of a call for the shot that is being written', () => {
    const reader = createReplyReader(tools, undefined);
    reader.push('**User**: Nothing prints.\n\n**Think**: Ask.\n**Action**: f\n');
    reader.push('**Action Input**: {"question": "Is it plugged in?", "a": 1');
    expect(reader.begun).toMatchObject({ request: 'Nothing prints.' });
  });

  it('may hold JSON calls', () => {
    const text = '**User**: x\n\n**Action**: f\n**Action Input**: {"question": "y"}\n**Observation**: z\n';
    expect(read(text).all).toHaveLength(1);
  });

  it('may be function calling', () => {
    const text = 'User request: x\nAPI schema: f\nAPI request: f(a=1)\nAPI response: {"ok": true}\n';
    expect(read(text).all[0]?.rounds).toMatchObject([{ action: 'f(a=1)', observation: '{"ok": true}' }]);
  });

  it('may be Plan-and-Solve', () => {
    const text = 'User: x\nPlan:\n1. look\n2. tell\nStep 1: look it up\nStep 2: tell them\nAnswer: done\n';
    expect(read(text).all[0]).toMatchObject({ plan: ['look', 'tell'], answer: 'done' });
  });
});
