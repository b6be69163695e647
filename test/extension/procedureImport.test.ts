import {
  AlignmentType,
  Document,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
} from 'docx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProcedure } from '../../src/core/index.ts';
import { nameOfProcedure, toProcedureText } from '../../src/extension/procedureImport/pastedText.ts';
import { readHtml, readWord } from '../../src/extension/procedureImport/readDocument.ts';

function stepsOf(text: string): readonly string[] {
  const { steps } = parseProcedure('file:///w/a.sop.md', text);
  return steps.map(({ number, words: { start, end } }) => `${number} ${text.slice(start, end)}`);
}

describe('a procedure from the clipboard', () => {
  it('gets a heading, and its steps are read', () => {
    const text = toProcedureText('退货流程\r\n\r\n\r\n1.\t核对订单。\r\n2.\t如果过期，\u00a0结束。\r\n\r\n');
    expect(text).toBe('# 退货流程\n\n1.\t核对订单。\n2.\t如果过期， 结束。\n');
    expect(stepsOf(text)).toEqual(['1 核对订单。', '2 如果过期， 结束。']);
    expect(nameOfProcedure(text)).toBe('退货流程');
  });

  it('may be HTML', () => {
    const text = toProcedureText('<h1>Returns</h1><ol><li>Ask for the order.</li><li>If it is late, end.</li></ol>');
    expect(stepsOf(text)).toEqual(['1 Ask for the order.</li>', '2 If it is late, end.</li></ol>']);
    expect(parseProcedure('file:///w/a.sop.md', text).lineKinds[0]).toBe('title');
  });

  it.each([
    ['1. Check.\n2. End.', '1. Check.\n2. End.\n'],
    ['Ask the customer for the number.\nThen look it up.', 'Ask the customer for the number.\nThen look it up.\n'],
    ['第一步 核对\n第二步 退款', '第一步 核对\n第二步 退款\n'],
    ['# Returns\n1. Check.', '# Returns\n1. Check.\n'],
    ['Returns', 'Returns\n'],
    [' \n\t\r\n', ''],
  ])('%j keeps its words', (pasted, expected) => {
    expect(toProcedureText(pasted)).toBe(expected);
  });

  it('has a name that file systems accept', () => {
    expect(nameOfProcedure('# Returns: shop/online?\n')).toBe('Returns-shop-online');
    expect(nameOfProcedure('1. Check.\n')).toBeUndefined();
    expect(nameOfProcedure('# ...\n')).toBeUndefined();
  });

  it('loses no visible character', () => {
    const visible = (text: string): string => text.replaceAll(/[\s#\u00a0\u202f\u200b\ufeff\u00ad\u2028\u2029]/g, '');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(toProcedureText(text))).toBe(visible(text));
      }),
    );
  });
});

/** A Word document with numbering of its own, as Word keeps it: the numbers are not in the text. */
async function wordDocument(): Promise<Uint8Array> {
  const level = (depth: number, text: string) => ({
    level: depth,
    format: LevelFormat.DECIMAL,
    text,
    alignment: AlignmentType.START,
  });
  const step = (text: string, depth = 0) => new Paragraph({ text, numbering: { reference: 'steps', level: depth } });
  const row = (cells: readonly string[]) =>
    new TableRow({ children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })) });
  return Packer.toBuffer(
    new Document({
      numbering: { config: [{ reference: 'steps', levels: [level(0, '%1.'), level(1, '%1.%2.')] }] },
      sections: [
        {
          children: [
            new Paragraph({ text: 'Returns', heading: HeadingLevel.HEADING_1 }),
            step('Look the order up with `find_order`.'),
            step('If it is late, refuse.'),
            step('Swap the part.'),
            step('In stock: send it.', 1),
            step('Else: refund.', 1),
            new Table({ rows: [row(['No.', 'Action']), row(['4', 'Close the case'])] }),
          ],
        },
      ],
    }),
  );
}

describe('a procedure from a document', () => {
  it('keeps headings, numbers, levels and tables of Word', async () => {
    const text = await readWord(await wordDocument());
    expect(text).toMatch(/^# Returns\n\n1\. Look the order up with `find_order`\.\n/);
    expect(stepsOf(text)).toEqual([
      '1 Look the order up with `find_order`.',
      '2 If it is late, refuse.',
      '3 Swap the part.',
      '3.1 In stock: send it.',
      '3.2 Else: refund.',
      '4 Close the case',
    ]);
  });

  it('is not made of another file', async () => {
    await expect(readWord(new TextEncoder().encode('1. Check.'))).rejects.toThrow();
  });

  it('keeps the lists of HTML, without scripts and pictures', () => {
    const html =
      '<h2>Returns</h2><script>alert(1)</script><ol><li>Check <b>all</b>.<img src="x"></li><li>End_it*.</li></ol>';
    expect(readHtml(html)).toBe('## Returns\n\n1. Check **all**.\n2. End_it*.\n');
    expect(readHtml('')).toBe('');
  });
});
