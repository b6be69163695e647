import { describe, expect, test } from 'vitest';
import { parseProcedure } from '../../../src/core/index.ts';
import { getScenarios } from '../../../src/generation/index.ts';
import { toolOf } from '../tools.ts';

/** The steps of the first scenario: their numbers, and what each calls, or does without a tool. */
function stepsOf(text: string, tools: readonly string[]): readonly string[] {
  const named = tools.map((name) => toolOf(name, { description: name.replaceAll('_', ' ') }));
  const [first] = getScenarios(parseProcedure('file:///w/shop.sop.md', text), named);
  return (first?.steps ?? []).map(({ number, text: words, tools: called, likelyTool }) => {
    return `${number} ${called[0] ?? likelyTool ?? words}`;
  });
}

describe('a rule that demands a confirmation', () => {
  const rule = 'Before any change to an order, obtain explicit user confirmation (yes).';

  test('has the customer asked before the first call that changes something', () => {
    const steps = '1. Look up the order with `get_order`.\n2. Call `change_address`.\n3. Call `send_notice`.\n';
    expect(stepsOf(`# Orders\n\n${rule}\n\n${steps}`, ['get_order', 'change_address', 'send_notice'])).toEqual([
      '1 get_order',
      '2 Say what will be done, and ask the customer to confirm',
      '2 change_address',
      '3 send_notice',
    ]);
  });

  test('asks in Chinese where the procedure is Chinese', () => {
    const steps = '1. 用 `query_order` 查询订单。\n2. 用 `change_address` 修改地址。\n';
    expect(stepsOf(`# 订单\n\n修改订单前须征得客户确认。\n\n${steps}`, ['query_order', 'change_address'])).toEqual([
      '1 query_order',
      '2 说明将办理的事项，请客户确认',
      '2 change_address',
    ]);
  });

  test('is obeyed by a tool that the words of a step only suggest', () => {
    const steps = '1. Look up the order with `get_order`.\n2. Change the address of the parcel.\n';
    expect(stepsOf(`# Orders\n\n${rule}\n\n${steps}`, ['get_order', 'change_parcel_address'])).toContain(
      '2 Say what will be done, and ask the customer to confirm',
    );
  });

  test.each([
    ['only looks something up', `${rule}\n\n1. Call \`get_order\`.\n2. Tell the customer the date.\n`],
    ['has no such rule', '1. Call `get_order`.\n2. Call `change_address`.\n'],
    [
      'has the customer agree in a step',
      `${rule}\n\n1. Ask whether the customer agrees.\n2. If the customer agrees, call \`change_address\`.\n`,
    ],
  ])('asks nothing where the procedure %s', (_, text) => {
    expect(stepsOf(`# Orders\n\n${text}`, ['get_order', 'change_address']).join('\n')).not.toContain('Say what');
  });
});
