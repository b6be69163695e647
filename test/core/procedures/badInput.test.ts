import { describe, expect, it } from 'vitest';
import { createLanguageService, parseProcedure, paths } from '../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

/** The rules that report something, and the actions in the order of the text. */
async function read(text: string) {
  const service = createLanguageService(memoryHost({ 'a.sop.md': text }), { language: 'en' });
  const result = await service.lint(memoryUri('a.sop.md'));
  const { flow, lineKinds } = parseProcedure('file:///w/a.sop.md', text);
  expect(lineKinds).toHaveLength(text.split('\n').length);
  return {
    rules: result?.diagnostics.map(({ rule }) => rule) ?? [],
    actions: flow.nodes.filter(({ kind }) => kind === 'step').map((node) => node.text),
    flow,
  };
}

describe('input that is no tidy procedure', () => {
  it('is one line of items', async () => {
    const { actions, rules } = await read(
      'Returns 1. Ask for the order number. 2. If it is late, refuse and end. 3. Refund. 4. Thank the customer.',
    );
    expect(actions).toEqual(['Ask for the order number', expect.any(String), 'Refund', 'Thank the customer']);
    expect(rules).toEqual([]);
  });

  it('is one line of prose', async () => {
    const { actions, flow } = await read(
      '首先核对订单，然后检查商品。若有损坏，拒绝退货并结束；否则办理退款，最后发送短信。',
    );
    expect(actions).toEqual(['核对订单', '检查商品', '办理退款', '发送短信']);
    expect(flow.edges.filter(({ condition }) => condition === '有损坏').map(({ kind, to }) => [kind, to])).toEqual([
      ['true', 'END'],
      ['false', 's3'],
    ]);
  });

  it('has 10,000 lines', { timeout: 20_000 }, async () => {
    const lines = Array.from({ length: 9_999 }, (_, index) =>
      index % 5 === 2 ? `${index + 1}. If part ${index} is missing, order it.` : `${index + 1}. Do task ${index}.`,
    );
    const { actions, rules, flow } = await read(`# Long\n${lines.join('\n')}`);
    expect(actions).toHaveLength(lines.length);
    expect(rules).toEqual([]);
    expect(paths(flow, 100).isCut).toBe(true);
  });

  it.each([
    ['tabs', '1\tAsk for the number\tdesk\n2\tFind the file\tdesk'],
    ['bars', '| 1 | Ask for the number | desk |\n| 2 | Find the file | desk |'],
    ['a line of dashes', '|---|---|---|\n| 1 | Ask for the number | desk |\n| 2 | Find the file | desk |'],
  ])('is a table without heads, with %s: its numbers say what it holds', async (_name, text) => {
    const { actions, rules } = await read(text);
    expect(actions).toEqual(['Ask for the number', 'Find the file']);
    expect(rules).toEqual([]);
  });

  it('is a table with empty heads: one finding says what would be read', async () => {
    const text = '| | | |\n|---|---|---|\n| 1 | Ask for the number | desk |\n| 2 | Look it up | desk |';
    expect((await read(text)).rules).toEqual(['unread-line']);
  });

  it('has steps that jump to each other for ever', async () => {
    const { rules, flow } = await read('1. Check stock. Go to step 2.\n2. Ask. Go to step 3.\n3. Wait. Go to step 1.');
    expect(rules).toEqual(['endless-loop']);
    const found = paths(flow, 50);
    expect(found.paths.length).toBeGreaterThan(0);
    expect(found.paths.every(({ isTruncated }) => isTruncated)).toBe(true);
  });

  it('has contradictory numbers', async () => {
    const { rules, actions } = await read(
      '1. Open the case.\n3. Ask.\n3. Call.\n2. Write the report.\n2. Close the case.',
    );
    expect(actions).toHaveLength(5);
    expect(new Set(rules)).toEqual(new Set(['step-numbering']));
  });

  it('has amounts that contradict each other', async () => {
    const { rules } = await read(
      '1. Pay:\n   - under 100: pay at once.\n   - 80 to 200: ask the manager.\n2. Close the case.',
    );
    expect(rules).toContain('ambiguous-branch');
  });

  it('mixes three languages', async () => {
    const { rules, flow } = await read(
      '# Rückgabe 退货 Return\n1. 核对订单号。\n2. If the parcel is open, 拒绝退货并结束。\n3. Die Ware prüfen.\n4. 若顾客满意，close the ticket；否则 escalate to the supervisor。',
    );
    expect(rules).toEqual([]);
    expect(flow.edges.filter(({ kind }) => kind === 'true').map(({ condition }) => condition)).toEqual([
      'the parcel is open',
      '顾客满意',
    ]);
  });

  it('is a policy without any order', async () => {
    const { flow, rules } = await read(
      '# Policy\n- Never share personal data.\n- Be polite.\n- Transfer to a person if you cannot help.',
    );
    expect(flow.rules.map(({ kind }) => kind)).toEqual(['never', 'must']);
    expect(flow.edges.map(({ kind, to, condition }) => [kind, to, condition])).toEqual([
      ['any', 'HUMAN', 'you cannot help'],
    ]);
    expect(rules).toEqual([]);
  });

  it('is HTML as text', async () => {
    const { actions, rules } = await read(
      '<h1>Returns</h1>\n<ol>\n<li>Ask for the order.</li>\n<li>If it is late, refuse and end.</li>\n<li>Refund.</li>\n</ol>\n<script>alert(1)</script>',
    );
    expect(actions).toEqual(['Ask for the order', expect.any(String), 'Refund']);
    expect(rules).toEqual([]);
  });

  it('is HTML on one line', async () => {
    const { actions } = await read(
      '<h1>Returns</h1><ol><li>Ask for the order</li><li>Refund <b>it</b></li></ol><p>Thanks</p>',
    );
    expect(actions).toEqual(['Ask for the order', 'Refund it']);
  });
});
