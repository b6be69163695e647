import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../../../src/core/index.ts';
import { verbatim } from '../../../src/core/l10n/messages.ts';
import { createFix } from '../../../src/core/lint/rule.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

const TOOLS = JSON.stringify([
  {
    name: 'bookTable',
    description: 'Books a table.',
    parameters: {
      type: 'object',
      properties: { guest: { type: 'string' }, seats: { type: 'integer' }, note: { type: 'string' } },
      required: ['guest'],
    },
  },
  {
    name: 'say',
    description: 'Says a text.',
    parameters: { type: 'object', properties: { text: { type: 'string' } } },
  },
]);

function serviceFor(text: string) {
  const service = createLanguageService(memoryHost({ 'a.tools.json': TOOLS, 'a.shots.md': text }), { language: 'en' });
  const uri = memoryUri('a.shots.md');
  return { lint: () => service.lint(uri), fix: async () => (await service.fixAll(uri)).text };
}

const ask = (call: string) => `**User request**: A table, please.\n**API request**: ${call}\n`;

describe('fix-all', () => {
  it('changes the second word of a role before it removes the blank line that makes it a label', async () => {
    const text =
      'Question: Two seats.\n\nThought: Who is it for?\nAction: say(text = "Who?")\nObservation: Ada\n\n' +
      'Thought: Now book.\n\nAct: bookTable(guest = "Ada")\nObservation: done\n\nThought: Booked.\nAnswer: Done.\n';
    const fixed = await serviceFor(text).fix();
    expect(fixed).toContain('Thought: Now book.\nAction: bookTable(guest = "Ada")\n');
    expect((await serviceFor(fixed).lint()).calls).toBe(2);
  });

  it('compares a fix that another one, which changes what the text says, leaves room for', async () => {
    // The separator's fix would join two rounds. The label's fix touches it and would make `问题：` a label.
    const text = '观察：卡纸了\n---\n观察: 卡纸了\n问题：充电桩故障\n';
    expect(await serviceFor(text).fix()).toBe(text);
  });

  it.each([
    ['a thousands separator', 'bookTable("Ada", 2,000)'],
    ['unpacked arguments', 'bookTable(**options)'],
    ['a missing name', 'bookTable(= "Ada", 2)'],
    ['a missing sign', 'bookTable(guest "Ada", seats = "2")'],
    ['a call without end', 'bookTable(guest = "Ada"，seats = 2'],
  ])('leaves a call with %s as it is', async (_name, call) => {
    const text = ask(call);
    expect((await serviceFor(text).lint()).diagnostics.map(({ rule }) => rule)).toContain('call-syntax');
    expect(await serviceFor(text).fix()).toBe(text);
  });

  it('keeps a comment between two equal arguments', async () => {
    const fixed = await serviceFor(ask('bookTable(guest = "Ada", <!-- accept: seats = 2 --> guest = "Ada")')).fix();
    expect(fixed).toBe(ask('bookTable(guest = "Ada" <!-- accept: seats = 2 -->)'));
  });

  it.each(['`{"text": "Hello"}`', 'text="Hello"', '"{\\"text\\": \\"Hello\\"}"'])(
    'does not quote %s, which is JSON or arguments itself',
    async (input) => {
      const text = `Question: Greet.\nThought: I greet.\nAction: say\nAction Input: ${input}\nObservation: ok\nAnswer: Done.\n`;
      expect(await serviceFor(text).fix()).not.toContain('"text": "{');
      expect(await serviceFor(text).fix()).not.toContain('"text": "text=');
      expect(await serviceFor(text).fix()).not.toContain('"text": "`');
    },
  );
});

describe('createFix', () => {
  const edit = (start: number, end: number, newText: string) => ({ range: { start, end }, newText });

  it('sorts edits and merges equal ones', () => {
    expect(createFix(verbatim('x'), [edit(4, 5, 'b'), edit(0, 1, 'a'), edit(4, 5, 'b')]).edits).toEqual([
      edit(0, 1, 'a'),
      edit(4, 5, 'b'),
    ]);
  });

  it('throws for edits that overlap', () => {
    expect(() => createFix(verbatim('x'), [edit(0, 3, 'a'), edit(2, 4, 'b')])).toThrow('overlap');
  });
});
