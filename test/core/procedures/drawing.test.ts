import { describe, expect, test } from 'vitest';
import {
  coverPaths,
  flowJson,
  flowMermaid,
  flowSvg,
  layoutFlow,
  parseProcedure,
  paths,
} from '../../../src/core/index.ts';

const TEXT =
  '# Lost <key>\n1. Ask for the "room" number.\n2. If the guest is known, cut a key; otherwise go to step 1.\n3. Note it.\n';
const procedure = parseProcedure('file:///w/key.sop.md', TEXT);

const SIZES = { node: 220, bend: 12, gap: 40 };

describe('drawings of a procedure', () => {
  test('Mermaid text escapes what would end a label', () => {
    const text = flowMermaid(procedure, 'en');
    expect(text.startsWith('flowchart TD\n')).toBe(true);
    expect(text).toContain('#34;room#34;');
    expect(text.split('\n').filter((line) => line.includes('->'))).toHaveLength(procedure.flow.edges.length);
  });

  test('JSON counts lines and columns from one', () => {
    const data = JSON.parse(flowJson(procedure));
    expect(data.nodes.find((node: { readonly id: string }) => node.id === '1').range.start).toEqual({
      line: 2,
      column: 4,
    });
    expect(data.edges).toHaveLength(procedure.flow.edges.length);
  });

  test('SVG has a focusable group for each node and no markup of the text', () => {
    const svg = flowSvg(procedure, 'en', { covered: new Set(['1']), uncovered: new Set(['3']) });
    expect(svg.match(/tabindex="0"/g)).toHaveLength(procedure.flow.nodes.length);
    expect(svg).not.toContain('<key>');
    expect(svg).toContain('class="step covered" data-node="1"');
    expect(svg).toContain('class="step uncovered" data-node="3"');
  });

  test('no line of a node begins with a closing punctuation mark', () => {
    const text = '# 漏水\n1. 如果未见积水应当立即拆开墙板了，如墙体已经开裂应立即联系维修公司。\n';
    const svg = flowSvg(parseProcedure('file:///w/leak.sop.md', text), 'zh-CN');
    expect(svg).toMatch(/>1 如果未见积水应当立即拆开墙板了，</);
    expect(svg).not.toMatch(/>[，。；：、）]/);
  });

  test('covered and uncovered edges differ in shape, and each node says where it leads', () => {
    const [first, second] = procedure.flow.edges;
    if (first === undefined || second === undefined) throw new Error('There are no edges.');
    const colors = { covered: new Set([first, '1']), uncovered: new Set([second, '2']) };
    const svg = flowSvg(procedure, 'en', colors);
    expect(svg.match(/class="edge covered"[^>]*url\(#headcovered\)/g)).toHaveLength(1);
    expect(svg.match(/class="edge uncovered"[^>]*url\(#headuncovered\)/g)).toHaveLength(1);
    expect(svg).toMatch(/aria-label="1 Ask for the &#34;room&#34; number; covered; /);
    expect(svg).toMatch(
      /aria-label="2 If the guest is known[^"]*; not covered; the guest is known: 2 cut a key; otherwise: 1 Ask/,
    );
    expect(flowSvg(procedure, 'zh-CN', colors)).toContain('已覆盖');
  });

  test('every node lies below all that lead to it, loops apart', () => {
    const { placements } = layoutFlow(procedure.flow, SIZES);
    for (const { from, to, kind } of procedure.flow.edges) {
      if (kind !== 'loop') expect(placements.get(to)?.row).toBeGreaterThan(placements.get(from)?.row ?? 0);
    }
  });
});

describe('edges that pass other rows', () => {
  const skipping = parseProcedure(
    'file:///w/skip.sop.md',
    '1. Ask.\n2. If it is hot, cool it.\n3. If it is wet, dry it.\n4. If it is broken, mend it.\n5. Close.\n',
  );

  test('bend around the nodes of these rows', () => {
    const { placements, bends } = layoutFlow(skipping.flow, SIZES);
    const nodes = [...placements.values()];
    const all = [...bends.values()].flat();
    expect(all.length).toBeGreaterThan(3);
    for (const { row, x } of all) {
      const near = nodes.filter((node) => node.row === row && Math.abs(node.x - x) < SIZES.node / 2);
      expect(near).toEqual([]);
    }
  });

  test('no two nodes overlap, and nothing lies outside', () => {
    const { placements, width } = layoutFlow(skipping.flow, SIZES);
    const nodes = [...placements.values()];
    for (const node of nodes) {
      expect(node.x - SIZES.node / 2).toBeGreaterThanOrEqual(0);
      expect(node.x + SIZES.node / 2).toBeLessThanOrEqual(width + 1);
      const others = nodes.filter((other) => other !== node && other.row === node.row);
      for (const other of others) expect(Math.abs(other.x - node.x)).toBeGreaterThanOrEqual(SIZES.node);
    }
  });

  test('of a long procedure are bounded', () => {
    const text = Array.from({ length: 2000 }, (_, index) => `${index + 1}. If part ${index} fails, stop.`).join('\n');
    const { bends } = layoutFlow(parseProcedure('file:///w/long.sop.md', text).flow, SIZES);
    expect([...bends.values()].flat().length).toBeLessThanOrEqual(20_000);
  });
});

describe('paths of a large procedure', () => {
  const steps = Array.from({ length: 200 }, (_, index) =>
    index % 3 === 1
      ? `${index + 1}. If part ${index} is missing, order part ${index}.`
      : `${index + 1}. Do task ${index}.`,
  );
  const large = parseProcedure('file:///w/large.sop.md', steps.join('\n'));

  test('are cut, and say so', () => {
    const found = paths(large.flow, 100);
    expect(found.paths).toHaveLength(100);
    expect(found.isCut).toBe(true);
  });

  test('are covered by few', () => {
    const cover = coverPaths(large.flow);
    const taken = new Set(cover.flatMap(({ edges }) => edges));
    expect(large.flow.edges.filter((edge) => !taken.has(edge))).toEqual([]);
    expect(cover.length).toBeLessThanOrEqual(2);
  });
});
