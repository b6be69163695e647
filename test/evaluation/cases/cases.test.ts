import { describe, expect, it } from 'vitest';
import { createCases, DEFAULT_PROMPT_OPTIONS, type PromptOptions } from '../../../src/evaluation/index.ts';
import { HEAD, loadSources } from './sources.ts';

async function casesOf(
  documents: Readonly<Record<string, string>>,
  more: Partial<PromptOptions> = {},
  sop = '',
  heldOut?: readonly string[],
) {
  return createCases(await loadSources(documents, sop, heldOut), { ...DEFAULT_PROMPT_OPTIONS, ...more });
}

const shot = (request: string, ...rest: readonly string[]): string =>
  [`**User**: ${request}`, '', ...rest, ''].join('\n');
const JAM = shot(
  'The printer jams on every second page.',
  '**Think**: Search.',
  '**Action**: Find(error = "jam")',
  '**Observation**: Open it.',
);
const NOISE = shot(
  'A strange noise comes out of the heating at night.',
  '**Action**: Find(error = "noise")',
  '**Observation**: Nothing.',
  '',
  '**Action**: Book(day = "Monday")',
  '**Observation**: W-1',
  '',
  '**Answer**: Your number is W-1.',
);

describe('cases', () => {
  it('are the rounds that act, and the answer', async () => {
    const { cases } = await casesOf({ 'a.shots.md': HEAD + JAM + NOISE });
    expect(cases.map(({ id }) => id.replace(/^.*#/, ''))).toEqual(['1/1', '2/1', '2/2', '2/answer']);
    expect(cases.map(({ expected }) => expected.calls.map(({ name }) => name))).toEqual([
      ['Find'],
      ['Find'],
      ['Book'],
      [],
    ]);
    expect(cases[1]?.expected.otherCalls).toEqual([{ name: 'Book', values: { day: 'Monday' } }]);
  });

  it('have different ids although two shots have the same', async () => {
    const { cases } = await casesOf({ 'a.shots.md': `${HEAD}<!-- id: x -->\n${JAM}\n<!-- id: x -->\n${NOISE}` });
    expect(new Set(cases.map(({ id }) => id)).size).toBe(4);
  });

  it('replay the history of the author', async () => {
    const { cases } = await casesOf({ 'a.shots.md': HEAD + JAM + NOISE });
    const roles = cases.map((test) => test.request().messages.map(({ role }) => role));
    expect(roles).toEqual([
      ['system', 'user'],
      ['system', 'user'],
      ['system', 'user', 'assistant', 'tool'],
      ['system', 'user', 'assistant', 'tool', 'assistant', 'tool'],
    ]);
  });

  it('give each parallel call a result', async () => {
    const text = shot(
      'Two faults.',
      '**Action**: Find(error = "a")',
      '**Action**: Find(error = "b")',
      '**Observation**: Both.',
      '',
      '**Action**: Book(day = "x")',
      '**Observation**: W',
    );
    const { cases } = await casesOf({ 'a.shots.md': HEAD + text });
    const tools = cases[1]?.request().messages.filter(({ role }) => role === 'tool');
    expect(tools?.map(({ content }) => content)).toEqual(['Both.', '']);
  });

  it('read rules from comments in the round or directly after it', async () => {
    const text = NOISE.replace(
      '**Observation**: Nothing.',
      '<!-- accept: error = "hum" | sound -->\n**Observation**: Nothing.\n<!-- ignore: day, error -->',
    ).replace('**Answer**', '<!-- allow-extra: Find -->\n<!-- accept: day = * -->\n\n**Answer**');
    const { cases } = await casesOf({ 'a.shots.md': HEAD + text });
    const [first, second] = cases.map(({ expected }) => expected.rules);
    expect(first?.accepted.get('error')).toEqual(['hum', 'sound']);
    expect([...(first?.ignored ?? [])]).toEqual(['day', 'error']);
    expect(second?.accepted.get('day')).toBe('any');
    expect([...(second?.extraTools ?? [])]).toEqual(['Find']);
    expect(second?.ignored.size).toBe(0);
  });

  it('know the step from the comment, else from the tool', async () => {
    const sop = '1. Search with `Find`.\n2. Book with `Book`.\n3. Say goodbye.\n';
    const head = '---\ntools: [./a.tools.json]\nsop: ./a.sop.md\n---\n\n';
    const { cases } = await casesOf(
      { 'a.shots.md': head + NOISE.replace('**Action**: Book', '<!-- step 3 -->\n**Action**: Book') },
      {},
      sop,
    );
    expect(cases.map(({ expected }) => expected.steps)).toEqual([['1'], ['3'], []]);
    expect(cases[0]?.request().messages[0]?.content).toContain('2. Book with `Book`.');
  });
});

describe('skipped shots', () => {
  it.each([
    ['draft', `<!-- status: draft -->\n${JAM}`],
    ['errors', JAM.replace('Find(error = "jam")', 'Find(error = 3)')],
    ['placeholder', JAM.replace('"jam"', '{{fault}}')],
    ['omitted', JAM.replace('"jam"', '...')],
  ])('have the reason %s', async (code, text) => {
    const { cases, skipped } = await casesOf({ 'a.shots.md': HEAD + text + NOISE });
    expect(skipped.map((one) => one.code)).toEqual([code]);
    expect(cases.length).toBe(3);
    expect(cases[0]?.shown).toBe(0);
  });
});

describe('shown shots', () => {
  const systemOf = async (
    documents: Readonly<Record<string, string>>,
    at: number,
    more: Partial<PromptOptions> = {},
    sop = '',
    heldOut?: readonly string[],
  ) => {
    const { cases } = await casesOf(documents, more, sop, heldOut);
    const test = cases[at];
    return { text: test?.request().messages[0]?.content ?? '', shown: test?.shown, nearest: test?.nearest };
  };

  it('are the others, without comments and headings', async () => {
    const { text, shown, nearest } = await systemOf(
      { 'a.shots.md': `${HEAD}## One\n<!-- id: one -->\n${JAM}\n## Two\n${NOISE}` },
      1,
    );
    expect(text).toContain('**User**: The printer jams');
    expect(text).not.toMatch(/strange noise|## One|id: one/);
    expect(shown).toBe(1);
    expect(nearest).toBeGreaterThanOrEqual(0);
  });

  it('leave out near-duplicates of the tested shot', async () => {
    const again = JAM.replace('second page', 'second  page!').replace('"jam"', '"paper jam"');
    const { text, shown } = await systemOf({ 'a.shots.md': HEAD + JAM + again + NOISE }, 0);
    expect(text).not.toContain('jams on');
    expect(shown).toBe(1);
  });

  it('leave out shots with the same calls', async () => {
    const other = JAM.replace('The printer jams on every second page.', 'Paper gets stuck all the time.');
    const { shown } = await systemOf({ 'a.shots.md': HEAD + JAM + other + NOISE }, 0);
    expect(shown).toBe(1);
  });

  it('leave out variants of the same branch', async () => {
    const sop =
      '1. Search with `Find`.\n2. If nothing is found, book a visit with `Book`; otherwise go to step 3.\n3. Say goodbye.\n';
    const head = '---\ntools: [./a.tools.json]\nsop: ./a.sop.md\n---\n\n';
    const other = shot(
      'Water drips from the ceiling of my kitchen.',
      '**Action**: Find(error = "leak")',
      '**Observation**: Nothing.',
      '',
      '**Action**: Book(day = "Sunday")',
      '**Observation**: W-7',
    );
    const { shown } = await systemOf({ 'a.shots.md': head + NOISE + other }, 0, {}, sop);
    expect(shown).toBe(0);
  });

  it('fit into the budget', async () => {
    const { shown } = await systemOf({ 'a.shots.md': HEAD + JAM + NOISE }, 0, { shotTokens: 10 });
    expect(shown).toBe(0);
  });

  it('come from the other documents where some are held out', async () => {
    const documents = { 'a.shots.md': HEAD + JAM, 'b.shots.md': HEAD + NOISE };
    const { text, shown } = await systemOf(documents, 0, {}, '', ['a.shots.md']);
    expect([text.includes('strange noise'), shown]).toEqual([true, 1]);
    expect((await casesOf(documents, {}, '', ['a.shots.md'])).cases.length).toBe(1);
  });
});
