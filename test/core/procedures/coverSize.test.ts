import { expect, test } from 'vitest';
import { coverPaths, parseProcedure } from '../../../src/core/index.ts';

/** Conditions one after the other: each step can follow each of those before it. */
const CHAIN = Array.from({ length: 200 }, (_, index) =>
  index < 60 ? `${index + 1}. If part ${index} is missing, order part ${index}.` : `${index + 1}. Do task ${index}.`,
);

test('sixty conditions in a row are covered by few paths: each holds once, and fails once', () => {
  const { flow } = parseProcedure('file:///w/chain.sop.md', CHAIN.join('\n'));
  const cover = coverPaths(flow);
  expect(cover.length).toBeLessThanOrEqual(3);
  const taken = cover.flatMap(({ edges }) => edges);
  const nodes = new Set(taken.map(({ to }) => to));
  expect(flow.nodes.filter(({ id, kind }) => kind === 'step' && !nodes.has(id))).toEqual([]);
  const held = (holds: boolean) =>
    new Set(taken.flatMap((edge) => edge.holds.flatMap((one) => (one.holds === holds ? [one.text] : [])))).size;
  expect(held(true)).toBe(60);
  expect(held(false)).toBe(60);
});
