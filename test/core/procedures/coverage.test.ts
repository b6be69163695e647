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

describe('sides that lead to the same step', () => {
  const round = (step: number, result: string) =>
    `<!-- step ${step} -->\n**Think**: t\n**Action**: a\n**Observation**: ${result}\n\n`;
  const taken = (sop: string, ...rounds: readonly string[]) => {
    const document = projectDocument(parseShots(`**User**: q\n${rounds.join('')}`), { isTool: () => false });
    const { edges } = flowCoverage(document, parseProcedure('file:///w/d.sop.md', sop));
    return [...edges]
      .filter(({ condition }) => condition !== undefined)
      .map(({ kind, condition }) => `${kind} ${condition}`);
  };
  const RETRIED =
    '1. Find the file.\n2. Print it. If the print fails, try again once.\n3. If it still fails, call the engineer.\n4. Hand it out.\n';
  const chinese = '1. 称重。\n2. 3公斤以下的，收10元；3公斤以上的，收20元。\n3. 开票。\n';

  test.each([
    ['It works.', 'The print does not fail.', ['false the print fails']],
    ['The print fails.', 'It does not fail any more.', ['loop the print fails', 'false it still fails']],
  ])('are distinguished by the result: %s', (first, second, expected) => {
    const rounds = first === 'It works.' ? [round(2, second)] : [round(2, first), round(2, second)];
    expect(taken(RETRIED, round(1, 'o'), ...rounds, round(4, 'o'))).toEqual(expected);
  });

  test.each([
    ['重量在3公斤以下。', 'true 3公斤以下'],
    ['重量在3公斤以上。', 'true 3公斤以上'],
  ])('are distinguished by amounts: %s', (result, expected) => {
    expect(taken(chinese, round(1, 'o'), round(2, result), round(3, 'o'))).toEqual([expected]);
  });

  test.each(['o', '是否3公斤以下？', '还不知道是否3公斤以下。'])('are left open where nothing tells: %s', (result) => {
    expect(taken(chinese, round(1, 'o'), round(2, result), round(3, 'o'))).toEqual([]);
  });

  test('are not taken on a way that the shot denies', () => {
    const sop = '1. Ask for the key.\n2. If the key is lost, change the lock.\n3. Sign the list.\n';
    expect(taken(sop, round(1, 'The key is not lost.'), round(3, 'o'))).toEqual(['false the key is lost']);
    expect(taken(sop, round(1, 'The key is lost.'), round(2, 'o'), round(3, 'o'))).toEqual(['true the key is lost']);
  });
});

describe('nodes', () => {
  test('without a round are not covered, unless there is nothing to do at them', () => {
    const { nodes } = flowCoverage(
      projectDocument(
        parseShots('**User**: q\n<!-- step 1 -->\n**Action**: a\n**Observation**: o\n<!-- step 3 -->\n**Action**: a\n'),
        { isTool: () => false },
      ),
      parseProcedure('file:///w/e.sop.md', '1. Knock.\n2. Wait.\n3. Enter.\n'),
    );
    expect([...nodes]).toEqual(['1', '3']);
  });

  test('of sentences without numbers are covered by rounds with their words', () => {
    const prose = parseProcedure(
      'file:///w/f.sop.md',
      'First wash the bottle. Then fill it with milk. Finally close the lid.\n',
    );
    const text =
      '**User**: q\n**Action**: I wash the bottle now.\n**Observation**: o\n\n**Action**: Fill it with milk.\n**Observation**: o\n';
    const { nodes, uncoveredNodes } = flowCoverage(projectDocument(parseShots(text), { isTool: () => false }), prose);
    expect([...nodes]).toEqual(['s1', 's2']);
    expect(uncoveredNodes).toEqual(['s3']);
  });
});
