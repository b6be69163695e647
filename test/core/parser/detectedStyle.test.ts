import { describe, expect, test } from 'vitest';
import { type DetectedStyle, parseShots } from '../../../src/core/index.ts';

const cases: readonly (readonly [string, string, Partial<DetectedStyle>])[] = [
  [
    'bold',
    '**User**: a\n**Think**: b\n',
    { decoration: 'bold', boldSpan: 'word', colon: ':', spaceAfterColon: true, language: 'en' },
  ],
  ['the colon within', '**Think:** a\n**Action:** b\n**Observation**: c\n', { boldSpan: 'word-and-colon' }],
  [
    'plain Chinese',
    '用户：a\n思考：b\n',
    { decoration: 'plain', boldSpan: undefined, colon: '：', spaceAfterColon: false, language: 'zh-CN' },
  ],
  ['most colons', 'Thought: a\nAction：b\nObservation: c\n', { colon: ':' }],
  ['most spaces', 'Thought:a\nAction: b\nObservation:c\n', { spaceAfterColon: false }],
  ['strong labels make the decoration', '**User**: a\nThink: b\n**User**: c\n', { decoration: 'plain' }],
  ['quotes', '> **用户**：a\n> **思考**：b\n', { decoration: 'quote', boldSpan: 'word' }],
  ['lists', '- User: a\n- Think: b\n', { decoration: 'list', boldSpan: undefined }],
  ['tags', '<User>a</User>\n<Think>b</Think>\n', { decoration: 'tag' }],
  [
    'words as written',
    'Question: a\nthought: b\nAction: c\n',
    { words: { user: 'Question', think: 'thought', action: 'Action' } },
  ],
  [
    'an empty document',
    '',
    { decoration: 'bold', boldSpan: 'word', colon: ':', language: 'en', roundSeparator: 'none' },
  ],
  [
    'rounds apart by blank lines',
    'Thought: a\nAction: b\n\nThought: c\nAction: d\n\nThought: e\n',
    { roundSeparator: 'blank' },
  ],
  [
    'rounds apart by lines',
    'Thought: a\nAction: b\n\n---\n\nThought: c\nAction: d\n\nThought: e\nAction: f\n\n---\n\nThought: g\n',
    { roundSeparator: '---' },
  ],
  ['rounds apart by stars', 'Thought: a\nAction: b\n***\nThought: c\n', { roundSeparator: '***' }],
  [
    'rounds in a row',
    'Thought: a\nAction: b\nThought: c\nAction: d\n\nThought: e\nAction: f\nThought: g\n',
    { roundSeparator: 'none' },
  ],
  ['shots are no rounds', 'User: a\nThought: b\n\nUser: c\nThought: d\n', { roundSeparator: 'none' }],
];

describe('the detected style of a document', () => {
  test.each(cases)('%s', (_, text, detectedStyle) =>
    expect(parseShots(text).detectedStyle).toMatchObject(detectedStyle),
  );
});
