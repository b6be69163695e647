import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { END, HUMAN, type Procedure, parseProcedure, paths } from '../../../src/core/index.ts';
import { readFlowFixture } from '../../support/flowText.ts';
import { runs } from '../../support/properties.ts';

const folder = new URL('../../fixtures/procedures/', import.meta.url);
const lines = ['constructs', 'cases', 'trades'].flatMap((name) =>
  readdirSync(new URL(`${name}/`, folder)).flatMap((file) => {
    return readFlowFixture(readFileSync(new URL(`${name}/${file}`, folder), 'utf8')).text.split('\n');
  }),
);
/** Lines of many procedures in any order: contradictory numbers, several languages, tables without heads. */
const mixture = fc.array(fc.constantFrom(...lines, '', '<li>Call <b>us</b></li>', '| a | b |', '```'), {
  maxLength: 30,
});

describe('any mixture of lines', () => {
  test('is read: every line has one kind, every edge its nodes, every range its place', () => {
    fc.assert(
      fc.property(mixture, (chosen) => {
        const text = chosen.join('\n');
        const { lineKinds, flow, lines: index, steps } = parseProcedure('', text);
        expect(lineKinds).toHaveLength(index.lineCount);
        const ids = new Set(flow.nodes.map(({ id }) => id));
        expect(ids.size).toBe(flow.nodes.length);
        for (const { from, to, range } of flow.edges) {
          expect(ids.has(from) && ids.has(to)).toBe(true);
          expect(range.start <= range.end && range.end <= text.length).toBe(true);
        }
        expect(new Set(steps.map(({ id }) => id)).size).toBe(steps.length);
      }),
      { numRuns: runs },
    );
  });

  test('has paths that begin at a start and finish at an end, or say that they are cut', () => {
    fc.assert(
      fc.property(mixture, (chosen) => {
        const { flow } = parseProcedure('', chosen.join('\n'));
        const starts = new Set(flow.sections.map(({ start }) => start));
        for (const { edges, isTruncated } of paths(flow, 30).paths) {
          expect(starts.has(edges[0]?.from ?? '') || edges[0]?.kind === 'any').toBe(true);
          const last = edges.at(-1)?.to;
          expect(isTruncated || last === END || last === HUMAN).toBe(true);
        }
      }),
      { numRuns: runs },
    );
  });
});

describe('a text that is edited', () => {
  test('is read as if nobody had seen the text before it', () => {
    const edit = fc.record({
      at: fc.nat(),
      taken: fc.nat(2),
      added: fc.constantFrom('x', ' ', '。', '\n', '**', '- ', '1. ', '如果', 'if it fails, '),
    });
    fc.assert(
      fc.property(mixture, fc.array(edit, { maxLength: 6 }), (chosen, edits) => {
        let text = chosen.join('\n');
        let procedure = parseProcedure('', text);
        for (const { at, taken, added } of edits) {
          const from = at % (text.length + 1);
          text = text.slice(0, from) + added + text.slice(from + taken);
          procedure = parseProcedure('', text, procedure);
          expect(JSON.stringify(modelOf(procedure))).toBe(JSON.stringify(modelOf(parseProcedure('', text))));
        }
      }),
      { numRuns: runs },
    );
  });
});

function modelOf({ steps, lists, lineKinds, flow }: Procedure): object {
  return { steps, lists, lineKinds, flow };
}
