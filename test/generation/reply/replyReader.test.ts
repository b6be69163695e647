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
    ['after thoughts', `<think>First {"request": "no", "answer": "no"} and so on</think>\n\n${two}`],
    ['indented', JSON.stringify({ shots: [shot('一'), shot('二')] }, null, 2)],
    ['with commas too many', two.replaceAll('}]', '},]')],
  ])('%s', (_, text) => expect(read(text).early).toEqual([expected('一'), expected('二')]));

  it('with words around it is complete at its end, because the words can be reasoning', () => {
    const { all, early } = read(`Sure! Here are the {examples} you [asked] for:\n${two}\nAnything else?`);
    expect([early, all]).toEqual([[], [expected('一'), expected('二')]]);
  });

  it('gives its shots as they become complete, and keeps them when it breaks off', () => {
    const cut = two.slice(0, two.indexOf('"二"') + 10);
    expect(read(cut, 5, false).all).toEqual([expected('一')]);
  });

  it.each(['{"shots": [', '[', '', '{"shots": [{"request": "一", "rounds": [{"step": "1"}]}, '])(
    'shows the shot that is being written, wherever the reply is: after %j',
    (before) => {
      const whole = JSON.stringify({ ...shot('打印机 "A/3"'), rounds: [{ think: 'hm', action: 'Tell\nthem' }] });
      const seen = Array.from({ length: whole.length - 1 }, (_, at) => {
        const reader = createReplyReader(tools, undefined);
        reader.push(before + whole.slice(0, at + 1));
        return reader.partial;
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
    expect(reader.partial?.request).toBe('Use');
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

describe('reasoning in a reply', () => {
  const draft = JSON.stringify({ shots: [shot('草稿')] });
  const markdownDraft = '**User**: A draft.\n\n**Think**: Hm.\n**Action**: Greet.\n';

  it.each([
    ['between think tags', `<think>Perhaps ${draft}?</think>${two}`],
    ['between thinking tags', `<thinking>\nPerhaps ${draft}?\n</thinking>\n${two}`],
    ['between reasoning tags', `<reasoning>${draft}</reasoning>${two}`],
    ['without an opening tag', `Let me try this.\n${draft}\nNo, better so.\n</think>\n\n${two}`],
    ['with two ends', `A first try: ${draft}</think> and ${draft}</think>${two}`],
    [
      'as Markdown without an opening tag',
      `A first try:\n\n${markdownDraft}\n---\n\n${markdownDraft}\n</think>\n${two}`,
    ],
    [
      'in a harmony channel',
      `<|channel|>analysis<|message|>Perhaps ${draft}<|end|><|start|>assistant<|channel|>final<|message|>${two}<|return|>`,
    ],
  ])('%s is no part of it', (_, text) => {
    for (const length of [1, 7, 4000]) expect(read(text, length).all).toEqual([expected('一'), expected('二')]);
  });

  it('that never ends holds no shot', () => {
    expect(read(`<think>Perhaps ${draft}`).all).toEqual([]);
  });

  it('before Markdown is left out, with the tokens of the chat template', () => {
    const { all } = read(`Let me see.\n</think>\n${markdownDraft}<|im_end|>`);
    expect(all).toMatchObject([{ request: 'A draft.', rounds: [{ action: 'Greet.' }] }]);
  });
});

describe('a copy of the format example', () => {
  const example =
    '{"shots": [{"request": "…", "plan": ["…"], "rounds": [{"step": "1", "think": "…", "action": "…"}]}]}';

  it.each([example, example.replaceAll('…', '...'), `The format: ${example}`])('is no shot: %s', (text) => {
    expect(read(text).all).toEqual([]);
  });

  it('before the shots is left out', () => {
    expect(read(`I reply with ${example}\n${two}`).all).toEqual([expected('一'), expected('二')]);
  });
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
    const begun = markdown.slice(markdown.indexOf('**User'), markdown.indexOf('works again'));
    expect(read(begun).early.map(({ request }) => request)).toEqual(['Nothing prints.']);
  });

  it('shows the shot that is being written', () => {
    const reader = createReplyReader(tools, undefined);
    expect(reader.partial).toBeUndefined();
    reader.push(markdown.slice(0, markdown.indexOf('**Observation')));
    expect(reader.partial).toMatchObject({ request: 'Nothing prints.', rounds: [{ think: 'Look it up.' }] });
    reader.push(markdown.slice(markdown.indexOf('**Observation')));
    expect(reader.partial).toMatchObject({ request: 'It works again.' });
  });

  it('does not take the input of a call for the shot that is being written', () => {
    const reader = createReplyReader(tools, undefined);
    reader.push('**User**: Nothing prints.\n\n**Think**: Ask.\n**Action**: f\n');
    reader.push('**Action Input**: {"question": "Is it plugged in?", "a": 1');
    expect(reader.partial).toMatchObject({ request: 'Nothing prints.' });
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
