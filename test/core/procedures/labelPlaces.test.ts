import { describe, expect, test } from 'vitest';
import { flowSvg, parseProcedure } from '../../../src/core/index.ts';
import { placeLabels, widthOf } from '../../../src/core/procedures/drawing/labelPlaces.ts';

/** The words at edges with the pixels that they take. */
function labelsIn(svg: string) {
  return [...svg.matchAll(/<text class="label" x="(\d+)" y="(\d+)" text-anchor="(\w+)">([^<]*)</g)].map(
    ([, x, y, anchor, text = '']) => {
      const width = widthOf(text);
      const left = anchor === 'start' ? Number(x) : Number(x) - width / 2;
      return { text, left, right: left + width, y: Number(y) };
    },
  );
}

describe('words at edges', () => {
  test('cover no others where several edges meet', () => {
    const text =
      '# 理赔\n1、已保价的，按保价金额赔付；未保价的，最高赔付运费的三倍。\n2、金额超过1000元的，上报区域经理。\n3、打款。\n';
    const labels = labelsIn(flowSvg(parseProcedure('file:///w/a.sop.md', text), 'zh-CN'));
    expect(labels.length).toBeGreaterThan(4);
    const covered = labels.filter((one, index) =>
      labels
        .slice(index + 1)
        .some(({ left, right, y }) => Math.abs(y - one.y) < 13 && left < one.right && one.left < right),
    );
    expect(covered).toEqual([]);
  });

  test('stand right of a loop, within the drawing', () => {
    const text =
      '1. Offer a card; repeat at most three times until the caller accepts. If none is accepted, hand over.\n2. Send.';
    const svg = flowSvg(parseProcedure('file:///w/a.sop.md', text), 'en');
    const box = /<rect class="box" x="(\d+)" [^>]*width="(\d+)" height="\d+" rx="4"/.exec(svg);
    const loop = labelsIn(svg).find((label) => label.text.includes('at most 3'));
    expect(loop?.left).toBeGreaterThan(Number(box?.[1]) + Number(box?.[2]));
    expect(loop?.right).toBeLessThan(Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]));
  });

  test('stay where they are if there is no room', () => {
    const label = { text: 'x', x: 0, y: 0, anchor: 'middle' } as const;
    expect(placeLabels(Array.from({ length: 6 }, () => label)).map(({ y }) => y)).toEqual([0, -13, 13, -26, 0, 0]);
  });
});
