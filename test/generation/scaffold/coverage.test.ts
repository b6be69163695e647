import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  coverPaths,
  type FlowEdge,
  flowCoverage,
  parseProcedure,
  parseShots,
  projectDocument,
  sidesOf,
  slice,
} from '../../../src/core/index.ts';
import { reachabilityOf } from '../../../src/core/procedures/flow/reachability.ts';
import { printShot } from '../../../src/generation/document/printShot.ts';
import { getScenarios } from '../../../src/generation/index.ts';
import { scaffoldShot } from '../../../src/generation/scaffold/scaffold.ts';
import { readFlowFixture } from '../../support/flowText.ts';

const fixtures = new URL('../../fixtures/procedures/', import.meta.url);
const files = ['cases', 'constructs', 'trades'].flatMap((group) =>
  readdirSync(new URL(group, fixtures)).map((file) => `${group}/${file}`),
);

/** Prints one shot for each planned path of a fixture, and reads them again. */
function readBack(file: string) {
  const { text } = readFlowFixture(readFileSync(new URL(file, fixtures), 'utf8'));
  const procedure = parseProcedure('memory:///w/case.sop.md', text);
  const language = /\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en';
  const title = procedure.title === undefined ? '' : slice(text, procedure.title);
  const paths = coverPaths(procedure.flow);
  const shots = getScenarios(procedure, [])
    .slice(0, paths.length)
    .map((scenario, index) => {
      const source = { style: 'react', language, seed: 7, title, tools: [] } as const;
      return printShot(scaffoldShot({ ...scenario, index, variation: 0 }, source), 'react', { language }, language);
    });
  const printed = `---\nsop: ./case.sop.md\n---\n\n${shots.join('\n\n---\n\n')}\n`;
  const document = projectDocument(parseShots(printed), { isTool: () => false });
  return { procedure, paths, coverage: flowCoverage(document, procedure) };
}

function toText({ from, to, kind, condition = '' }: FlowEdge): string {
  return `${from} -> ${to} ${kind} ${condition}`;
}

function sorted(edges: Iterable<FlowEdge>): readonly string[] {
  return [...new Set(edges)].map(toText).sort();
}

describe('the shots scaffolded for a procedure, read again', () => {
  test.each(files)('%s: each takes its path and nothing else', (file) => {
    const { paths, coverage } = readBack(file);
    expect(coverage.shots.map(({ edges }) => sorted(edges.keys()))).toEqual(paths.map(({ edges }) => sorted(edges)));
  });

  test.each(files)('%s: together they take every step and every side that can be reached', (file) => {
    const { procedure, coverage } = readBack(file);
    const { fromStart } = reachabilityOf(procedure.flow);
    const sides = sidesOf(procedure).filter(({ edges }) => !edges.some((edge) => coverage.edges.has(edge)));
    expect(coverage.uncoveredNodes.filter((id) => fromStart.has(id))).toEqual([]);
    expect(sides.flatMap(({ edges }) => edges.filter(({ from }) => fromStart.has(from)).map(toText))).toEqual([]);
  });
});
