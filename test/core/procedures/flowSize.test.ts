import { expect, it } from 'vitest';
import { parseProcedure } from '../../../src/core/index.ts';

const edgesOf = (text: string) => parseProcedure('file:///a.sop.md', text).flow.edges.length;

it.each([
  ['conditions without an action', '; if the order is late'],
  ['conditions with one', ', if the order is late, wait a day'],
  ['Chinese conditions', '；如果订单超时'],
])('the graph of one step with many %s grows with the text', (_what, clause) => {
  const few = edgesOf(`1. Check the order${clause.repeat(50)}.\n2. Reply.\n`);
  const many = edgesOf(`1. Check the order${clause.repeat(200)}.\n2. Reply.\n`);
  expect(many).toBeLessThan(1000 + 5 * few);
});

it('spaces in the middle of a step do not hide what is done at the same time', () => {
  const { flow } = parseProcedure(
    'file:///a.sop.md',
    `1. Call the guest${' '.repeat(5)}and at the same time book a room.\n`,
  );
  expect(flow.edges.some(({ kind }) => kind === 'parallel')).toBe(true);
});
