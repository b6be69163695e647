import { describe, expect, test } from 'vitest';
import {
  combinedCoverage,
  flowCoverage,
  parseProcedure,
  parseShots,
  projectDocument,
} from '../../../src/core/index.ts';

const procedure = parseProcedure(
  'file:///w/a.sop.md',
  '1. Ask for the card.\n2. If it is lost, block it.\n3. Thank the caller.\n## When to escalate\n- The caller is angry.\n',
);

function coverageOf(text: string) {
  return flowCoverage(projectDocument(parseShots(text), { isTool: () => false }), procedure);
}

describe('coverage of a graph', () => {
  const round = (step: number) => `<!-- step ${step} -->\n**Think**: t\n**Action**: a\n**Observation**: o\n\n`;

  test('a shot covers the sides it takes', () => {
    const { nodes, uncoveredNodes, uncoveredEdges } = coverageOf(`**User**: q\n${round(1)}${round(3)}`);
    expect([...nodes]).toEqual(['1', '3']);
    expect(uncoveredNodes).toEqual(['2']);
    expect(uncoveredEdges.map(({ from, to, kind }) => `${from} ${to} ${kind}`)).toEqual([
      '1 2 true',
      '2 3 next',
      'ANY HUMAN any',
    ]);
  });

  test('shots add up', () => {
    const { shots, uncoveredNodes } = coverageOf(
      `**User**: q\n${round(1)}${round(3)}---\n\n**User**: r\n${round(1)}${round(2)}${round(3)}`,
    );
    expect(shots.map(({ nodes }) => nodes.size)).toEqual([2, 3]);
    expect(uncoveredNodes).toEqual([]);
  });

  test('documents add up, with the shots that carry out each node', () => {
    const documents = [`${round(1)}${round(2)}`, `${round(1)}${round(3)}`].map((rounds, index) => ({
      uri: `file:///w/${index}.shots.md`,
      document: projectDocument(parseShots(`**User**: q\n${rounds}`), { isTool: () => false }),
      procedures: [procedure],
    }));
    const { covered, uncovered, shots } = combinedCoverage(procedure, documents);
    expect([...covered].filter((part) => typeof part === 'string')).toEqual(['1', '2', '3']);
    expect([...uncovered].map((part) => (typeof part === 'string' ? part : part.kind))).toEqual(['next', 'any']);
    expect(shots.get('1')?.map(({ uri }) => uri)).toEqual(['file:///w/0.shots.md', 'file:///w/1.shots.md']);
    expect(shots.get('3')).toHaveLength(1);
    expect(combinedCoverage(procedure, []).uncovered.size).toBe(3 + procedure.flow.edges.length);
  });

  test('no shots cover nothing', () => {
    expect(coverageOf('').uncoveredEdges).toHaveLength(procedure.flow.edges.length);
  });

  test.each([
    [2, 'false'],
    [3, 'true'],
  ])('a step of at most two repetitions that is carried out %i times ends as %s', (times, kind) => {
    const retried = parseProcedure(
      'file:///w/b.sop.md',
      '1. Ask for the card.\n2. Charge the card. If the charge fails, try again at most 2 times.\n',
    );
    const text = `**User**: q\n${round(1)}${round(2).repeat(times)}`;
    const { edges } = flowCoverage(projectDocument(parseShots(text), { isTool: () => false }), retried);
    expect([...edges].filter(({ to }) => to === 'END').map((edge) => edge.kind)).toEqual([kind]);
  });

  test('a shot that stops on the way takes the exit whose condition it says', () => {
    const { edges } = coverageOf(`**User**: q\n${round(1).replace(': o', ': The caller is angry.')}`);
    expect([...edges].map(({ kind }) => kind)).toEqual(['next', 'any']);
  });
});

describe('clauses of one step', () => {
  const sides = parseProcedure(
    'file:///w/b.sop.md',
    '1. If the card is lost, block it with `Block`; otherwise close the matter kindly.\n2. Thank the caller.\n',
  );
  const takenBy = (round: string) =>
    flowCoverage(projectDocument(parseShots(`**User**: q\n${round}`), { isTool: () => true }), sides)
      .shots.flatMap(({ edges }) => [...edges.keys()])
      .map(({ kind, condition }) => `${kind} ${condition ?? ''}`.trim());

  test('are told apart by the tool a round calls', () => {
    expect(takenBy('<!-- step 1 -->\n**Action**: Block(card = "1")\n**Observation**: o\n')).toContain(
      'true the card is lost',
    );
  });

  test('are told apart by words', () => {
    expect(takenBy('<!-- step 1 -->\n**Action**: I close the matter kindly.\n**Observation**: o\n')).toContain(
      'false the card is lost',
    );
  });

  test('are told apart from a side that only ends', () => {
    const ending = parseProcedure('file:///w/c.sop.md', '1. If it is known, explain it; otherwise hand over.\n');
    const kinds = ['Explain it.', 'Hand over.'].map((action) => {
      const round = `<!-- step 1 -->\n**Action**: ${action}\n**Observation**: o\n`;
      const document = projectDocument(parseShots(`**User**: q\n${round}`), { isTool: () => true });
      return [...flowCoverage(document, ending).edges].map(({ kind }) => kind);
    });
    expect(kinds).toEqual([
      ['next', 'true', 'end'],
      ['next', 'false'],
    ]);
  });

  test('are left open where neither tells', () => {
    expect(takenBy('<!-- step 1 -->\n**Action**: Well.\n**Observation**: o\n')).toEqual(['next']);
  });
});
