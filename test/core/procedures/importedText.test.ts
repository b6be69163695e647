import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  choose,
  type ImportedText,
  importText,
  type LineChoice,
  leaveOut,
  parseProcedure,
  readImport,
  textOf,
} from '../../../src/core/index.ts';
import { readFlowFixture } from '../../support/flowText.ts';

const WORD = `# Returns
1. Purpose
1.1 This document says how parcels come back.
2. Returning
2.1 Ask for the order number.
2.2 Look it up.
Customers are often in a hurry.
2.3 If it is late, refuse and stop.
2.4 Refund.`;

function kindsOf(imported: ImportedText): readonly string[] {
  return readImport(imported).lines.map(({ kind }) => kind);
}

/** Chooses by the number of the line, counted from one. */
function chosen(text: string, line: number, choice: LineChoice): string | undefined {
  const changed = choose(importText(text), line - 1, choice);
  return changed && textOf(changed).split('\n')[line - 1];
}

describe('an imported text', () => {
  it('is read line by line, with its sections', () => {
    const { lines, procedure } = readImport(importText(WORD));
    expect(
      lines.map(({ kind, sectionEnd }) => (sectionEnd === undefined ? kind : `${kind} to ${sectionEnd + 1}`)),
    ).toEqual(['title', 'meta to 3', 'meta', 'group to 9', 'step', 'step', 'step', 'step', 'step']);
    expect(procedure.steps.filter(({ kind }) => kind === 'step').map(({ number }) => number)).toEqual([
      '2.1',
      '2.2',
      '2.3',
      '2.4',
    ]);
    expect(textOf(importText(`${WORD}\n`))).toBe(`${WORD}\n`);
  });

  it.each<[string, number, LineChoice, string]>([
    ['1. Ask.\n2. Pay.', 2, 'rule', '2. Rule: Pay.'],
    ['1. Ask.\n2. Rule: Pay.', 2, 'step', '2. Pay.'],
    ['1. Ask.\n2. Pay.', 2, 'note', '2. Note: Pay.'],
    ['1、询问。\n2、付款。', 2, 'rule', '2、规则：付款。'],
    ['1、询问。\n2、付款。', 2, 'note', '2、备注：付款。'],
    ['1. Ask.\n2. Check.\n\nThank the caller.', 4, 'step', '3. Thank the caller.'],
    ['1. Ask.\n\nCheck the card.\n\n2. Pay.', 3, 'step', '1a. Check the card.'],
    ['2.1 Ask.\n\nCheck the card.\n\n2.2 Pay.', 3, 'step', '2.1.1 Check the card.'],
    ['1、询问。\n\n核对卡号。\n\n2、付款。', 3, 'step', '1a、核对卡号。'],
    ['第一步，询问。\n\n第二步，付款。\n\n1. 登记。\n\n核对卡号。', 7, 'step', '2. 核对卡号。'],
    ['1. Ask.\n\nRefunds\n\n1. Pay.', 3, 'heading', '## Refunds'],
    ['# Desk\n\n### Calls\n1. Ask.\n\nRefunds\n\n1. Pay.', 6, 'heading', '### Refunds'],
    ['# Desk\n\n## Training\n1. Watch a film.', 3, 'background', '## Background: Training'],
    ['# Desk\n\n## Summary\n1. Watch a film.', 3, 'procedure', '## Procedure: Summary'],
    ['# Desk\n\n## Background: Training\n1. Watch a film.', 3, 'procedure', '## Training'],
    ['# 前台\n\n## 新人培训\n1. 看录像。', 3, 'background', '## 背景：新人培训'],
    ['# 前台\n\n## 目标\n1. 核对证件。', 3, 'procedure', '## 流程：目标'],
  ])('%j, line %i as a %s: %j', (text, line, choice, expected) => {
    expect(chosen(text, line, choice)).toBe(expected);
  });

  it('says so where no way of writing a line has the effect', () => {
    expect(chosen('1. Ask.\n2. Never pay in cash.', 2, 'step')).toBeUndefined();
  });

  it('keeps the numbers of a list when one of its items becomes a rule or a note', () => {
    const text = '1. Ask.\n2. Be polite.\n3. Go to step 4.\n4. Pay.';
    for (const choice of ['rule', 'note'] as const) {
      const changed = choose(importText(text), 1, choice);
      expect(changed && kindsOf(changed)).toEqual(['step', choice, 'step', 'step']);
      const { steps } = parseProcedure('file:///a.sop.md', textOf(changed ?? importText('')));
      expect(steps.filter(({ kind }) => kind === 'step').map(({ label }) => label)).toEqual(['1', '3', '4']);
    }
  });

  it('makes a rule of a line that is called one, for all shots', () => {
    const { flow } = parseProcedure('file:///a.sop.md', '1. Ask.\n2. Rule: speak slowly.\n3. Pay.');
    expect(flow.rules.map(({ kind, step }) => [kind, step])).toEqual([['must', undefined]]);
    expect(flow.nodes.map(({ text }) => text).filter((text) => text !== '')).toEqual(['Ask', 'Pay']);
  });

  it('leaves out a line, or a section with its lines, and takes it back', () => {
    const one = leaveOut(importText(WORD), 6);
    expect(textOf(one)).toBe(`${WORD.replace('Customers are often in a hurry.\n', '')}\n`);
    const section = leaveOut(importText(WORD), 1);
    expect(kindsOf(section).slice(0, 4)).toEqual(['title', 'left-out', 'left-out', 'group']);
    const back = choose(section, 1, 'background');
    expect(back && textOf(back)).toBe(`${WORD}\n`);
  });

  it('is written as chosen in every fixture: the words stay, and other lines with them', { timeout: 60_000 }, () => {
    const visible = (text: string): string =>
      text.replaceAll(
        /[\s#]|[-*•]\s|\d+a?\.\s|(?:note|rule|procedure|background|备注|注意|规则|流程|背景)\s?[:：]/giu,
        '',
      );
    const outcomes = { done: 0, refused: 0 };
    for (const path of globSync('test/fixtures/procedures/trades/*.sop.md')) {
      const imported = importText(readFlowFixture(readFileSync(path, 'utf8')).text);
      for (const { index, kind, sectionEnd, text } of readImport(imported).lines) {
        if (kind === 'blank' || kind === 'code' || kind === 'title') continue;
        for (const choice of sectionEnd === undefined
          ? (['step', 'rule', 'note'] as const)
          : (['procedure', 'background'] as const)) {
          const changed = choose(imported, index, choice);
          outcomes[changed === undefined ? 'refused' : 'done']++;
          if (changed === undefined) continue;
          expect(changed.lines.filter((_, other) => other !== index)).toEqual(
            imported.lines.filter((_, other) => other !== index),
          );
          const [shorter = '', longer] = [visible(changed.lines[index] ?? ''), visible(text)].sort(
            (a, b) => a.length - b.length,
          );
          // A step may get the marker of those above it: `Step 5:`.
          expect(longer?.endsWith(shorter) && shorter !== '', path).toBe(true);
        }
      }
    }
    expect(outcomes.refused / (outcomes.done + outcomes.refused)).toBeLessThan(0.08);
  });

  it('reads every text', () => {
    const choices = ['step', 'rule', 'note', 'heading', 'procedure', 'background'] as const;
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.constantFrom('# A', '1. Do it.', '- Note: x', '', '如果', '```'), fc.string({ unit: 'binary' })),
          { maxLength: 12 },
        ),
        fc.nat(12),
        fc.constantFrom(...choices),
        (lines, at, choice) => {
          const imported = importText(lines.join('\n'));
          const index = Math.min(at, imported.lines.length - 1);
          const changed = choose(leaveOut(imported, index), index, choice);
          if (changed !== undefined) expect(changed.lines).toHaveLength(imported.lines.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});
