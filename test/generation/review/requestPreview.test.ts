import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../src/core/index.ts';
import { type ChatRequest, createMasker, createRequestPreview } from '../../../src/generation/index.ts';
import { getShippedTemplates } from '../../../src/generation/prompt/templates.ts';
import { toolOf } from '../tools.ts';

const requestOf = (content: string): ChatRequest => ({ messages: [{ role: 'user', content }] });

function marked(content: string, isMasked = false, kind = 'name-like'): readonly string[] {
  const { marks, text } = createRequestPreview(requestOf(content), isMasked);
  return marks.filter((mark) => mark.kind === kind).map(({ start, end }) => text.slice(start, end));
}

describe('what looks like a name', () => {
  it.each([
    ['Ask the team of Fjordline for help.', ['Fjordline']],
    ['Fjordline called. The contract with Fjordline ends.', ['Fjordline', 'Fjordline']],
    ['Call lookUpOrder or book_visit.', ['lookUpOrder', 'book_visit']],
    ['The ticket is KB-2041.', ['KB-2041']],
    ['Write to anna@shop.example or call +44 20 7946 0018.', ['anna@shop.example', '+44 20 7946 0018']],
    ['请联系北峰物流的王经理。', ['北峰物流', '王经理']],
    ['由华夏科技有限公司负责。', ['华夏科技有限公司']],
    ['Look the fault up. Then tell the customer on Monday.', []],
    ['告诉客户，公司会处理。', []],
    ['Write 2 examples in the ReAct style.', []],
    ['{"additionalProperties": false, "maxLength": 3}', []],
  ])('in %j is %j', (content, expected) => {
    expect(marked(content)).toEqual(expected);
  });

  it.each(['en', 'zh-CN'] as const)('is hardly anything in the shipped templates (%s)', (language) => {
    for (const text of Object.values(getShippedTemplates(language))) {
      expect(marked(text.replace(/\{\{.*?\}\}/g, ''))).toEqual([]);
    }
  });
});

describe('a masked request', () => {
  const masker = createMasker([toolOf('SearchFault', { description: 'Finds faults.' })], 'names');
  const text = masker.text('Use SearchFault at https://kb.example/x for Fjordline, says Ann of Fjordline.');

  it('marks each alias, and what was not replaced', () => {
    expect(marked(text, true, 'replaced')).toEqual(['tool_1', 'url_1']);
    expect(marked(text, true)).toEqual(['Fjordline', 'Ann', 'Fjordline']);
  });

  it('says the same in words, in both languages', () => {
    const { notes } = createRequestPreview(requestOf(text), true);
    expect(notes.map((note) => renderMessage(note, 'en'))).toEqual([
      'Replaced by aliases: 2 occurrences of 2 names.',
      'Looks like a name and is sent as it is: Fjordline, Ann.',
    ]);
    expect(notes.map((note) => renderMessage(note, 'zh-CN'))).toEqual([
      '已替换为别名：2 个名称，共 2 处。',
      '看起来像名称、但会原样发送：Fjordline、Ann。',
    ]);
  });

  it('says that there is nothing else', () => {
    const { notes } = createRequestPreview(requestOf('look it up'), true);
    expect(notes.map((note) => renderMessage(note, 'en')).at(-1)).toBe('Nothing else looks like a name.');
  });
});

it('marks in order, inside the text and without overlaps, whatever it says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (content, isMasked) => {
      const { marks, text } = createRequestPreview(requestOf(content), isMasked);
      let last = 0;
      for (const { start, end } of marks) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }),
  );
});
