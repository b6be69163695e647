import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../src/core/index.ts';
import { assemblePrompt, PROMPT_FORMAT_NAMES, type Prompt, SELECTIONS } from '../../../src/datasets/index.ts';
import { ORDERS, promptOf, shotsOf, sourceOf } from './support.ts';

const reasons = ({ omitted }: Prompt): readonly string[] =>
  omitted.map(({ shot, message }) => `${shot.index + 1}: ${renderMessage(message, 'en')}`);

const whys = ({ parts }: Prompt): readonly string[] =>
  parts.flatMap(({ why }) => (why === undefined ? [] : [renderMessage(why, 'en')]));

const MIXED = {
  'o.tools.json': ORDERS['o.tools.json'] ?? '',
  'sop-shots.yaml': 'rules:\n  placeholder-value: off\n  elided-content: off\n',
  'a.shots.md': `---
tools: ./o.tools.json
---

**User**: Where is A1?
**Action**: TrackOrder(id = "A1")
**Observation**: on its way

**User**: Where is B2?
**Action**: TrackOrder(id = B2)
**Observation**: lost

**User**: Where is it?
**Action**: TrackOrder(id = "{{id}}")
**Observation**: lost

**User**: Where is C3?
**Action**: TrackOrder(id = "C3")
**Observation**: ……

<!-- status: draft -->
**User**: Where is D4?
**Action**: TrackOrder(id = "D4")
**Observation**: lost

**User**: Where is E5?
**Action**: TrackOrder(id = "E5")
**Observation**: lost <!-- To write: what really comes back -->
`,
};

describe('assemblePrompt', () => {
  it('leaves out what must not reach a model, and says why', async () => {
    const prompt = await promptOf(MIXED);
    expect(shotsOf(prompt)).toEqual([1]);
    expect(reasons(prompt)).toEqual([
      '2: it has errors (call-syntax)',
      '3: it contains placeholders',
      '4: a part of it is left out',
      '5: it is a draft',
      '6: it is a draft',
    ]);
  });

  it('includes drafts on request, but nothing else that must not reach a model', async () => {
    const prompt = await promptOf(MIXED, { drafts: 'included' });
    expect(shotsOf(prompt)).toEqual([1, 5, 6]);
    expect(reasons(prompt)).toHaveLength(3);
  });

  it('includes every shot if the budget is large enough', async () => {
    const prompt = await promptOf(ORDERS, { budget: 10_000 });
    expect(shotsOf(prompt)).toEqual([1, 2, 3, 4]);
    expect(prompt.problems).toEqual([]);
    expect(whys(prompt)[0]).toMatch(/^all shots are included, \d+ tokens$/);
  });

  it('reports a budget that the other parts exceed', async () => {
    const prompt = await promptOf(ORDERS, { budget: 50 });
    expect(shotsOf(prompt)).toEqual([]);
    expect(prompt.problems.map(({ code }) => code)).toEqual(['budget-exceeded']);
  });

  it('reports a document without usable shots', async () => {
    const prompt = await promptOf({ 'a.shots.md': '# Nothing yet\n' });
    expect(prompt.problems.map(({ code }) => code)).toEqual(['no-shots']);
  });

  it('never exceeds the budget with shots, and is deterministic', async () => {
    const source = await sourceOf(ORDERS);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2500 }),
        fc.constantFrom(...SELECTIONS),
        fc.constantFrom(...PROMPT_FORMAT_NAMES),
        fc.constantFrom(undefined, 'Where is my order?'),
        (budget, selection, format, request) => {
          const settings = { budget, selection, format, request, system: 'Help.', maxShots: undefined };
          const prompt = assemblePrompt(source, settings);
          if (shotsOf(prompt).length > 0) expect(prompt.count.tokens).toBeLessThanOrEqual(budget);
          expect(shotsOf(prompt).length + prompt.omitted.length).toBe(4);
          expect(assemblePrompt(source, settings).text).toBe(prompt.text);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('coverage', () => {
  it('takes the shots that add something, the shorter of equal ones, and says what they add', async () => {
    const prompt = await promptOf(ORDERS, { selection: 'coverage' });
    expect(shotsOf(prompt)).toEqual([1, 3, 4]);
    expect(whys(prompt)[0]).toMatch(/^adds TrackOrder, \d+ tokens$/);
    expect(whys(prompt).join('\n')).toContain('way = "voucher"');
    expect(reasons(prompt)).toEqual(['2: it adds no step, branch, tool or value']);
  });

  it('names steps and branches of the procedure', async () => {
    const files = {
      ...ORDERS,
      'o.sop.md':
        '1. Find the order with `TrackOrder`.\n2. If the customer wants money back, call `Refund`.\n3. Otherwise say where it is.\n',
      'a.shots.md': (ORDERS['a.shots.md'] ?? '').replace('tools:', 'sop: ./o.sop.md\ntools:'),
    };
    const prompt = await promptOf(files, { selection: 'coverage' });
    expect(whys(prompt).join('\n')).toMatch(/adds step 1 and TrackOrder, /);
    expect(whys(prompt).join('\n')).toMatch(/adds step 2, "the customer wants money back", Refund and /);
  });
});

describe('coverage without anything to cover', () => {
  it('includes all shots and says so', async () => {
    const prompt = await promptOf(
      { 'a.shots.md': '**User**: It beeps.\n**Think**: Why?\n**Action**: Ask the customer.\n' },
      { selection: 'coverage' },
    );
    expect(shotsOf(prompt)).toEqual([1]);
    expect(prompt.problems.map(({ code }) => code)).toEqual(['nothing-to-cover']);
  });
});

describe('similar', () => {
  it('puts the most similar shot last', async () => {
    const prompt = await promptOf(ORDERS, { selection: 'similar', request: 'Can I get a voucher for order Z9?' });
    expect(shotsOf(prompt).at(-1)).toBe(4);
    expect(whys(prompt).at(-1)).toMatch(/^similarity to the request 100 %, \d+ tokens$/);
  });

  it('takes the number of shots that was asked for', async () => {
    const settings = { selection: 'similar', request: 'pay back to my card', maxShots: 1 } as const;
    const prompt = await promptOf(ORDERS, settings);
    expect(shotsOf(prompt)).toEqual([3]);
    expect(reasons(prompt)).toContain('1: the maximum number of shots is 1');
  });

  it('needs a request', async () => {
    const prompt = await promptOf(ORDERS, { selection: 'similar' });
    expect(prompt.problems.map(({ code }) => code)).toEqual(['request-missing']);
    expect(shotsOf(prompt)).toHaveLength(4);
  });
});
