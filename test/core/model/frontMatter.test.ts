import { describe, expect, test } from 'vitest';
import { renderMessage } from '../../../src/core/index.ts';
import { documentOf } from '../parser/outline.ts';

const read = (yaml: string) => documentOf(`---\n${yaml}\n---\n**User**: a\n`);

describe('front matter', () => {
  test('one path or a list', () => {
    expect(read('sop: ./a.sop.md').frontMatter?.sop.map(({ path }) => path)).toEqual(['./a.sop.md']);
    expect(read('sop: [a.md, b.md]').frontMatter?.sop.map(({ path }) => path)).toEqual(['a.md', 'b.md']);
  });

  test('tools with a choice of operations', () => {
    const { frontMatter, text } = read(
      'tools: [./a.json, {file: b.yaml, include: [tag:工单, "/orders/**"], exclude: x}]',
    );
    expect(frontMatter?.tools.map(({ path, include, exclude }) => ({ path, include, exclude }))).toEqual([
      { path: './a.json', include: [], exclude: [] },
      { path: 'b.yaml', include: ['tag:工单', '/orders/**'], exclude: ['x'] },
    ]);
    expect(frontMatter?.tools.map(({ range }) => text.slice(range.start, range.end))).toEqual(['./a.json', 'b.yaml']);
  });

  test('a style', () => {
    const { frontMatter, text } = read('style: function-calling');
    expect(frontMatter?.style?.value).toBe('function-calling');
    expect(frontMatter?.style && text.slice(frontMatter.style.range.start, frontMatter.style.range.end)).toBe(
      'function-calling',
    );
  });

  test('targets, known or not', () => {
    const { frontMatter, text } = read('targets: [gemini, acme]');
    expect(frontMatter?.targets?.map(({ name }) => name)).toEqual(['gemini', 'acme']);
    expect(frontMatter?.targets?.map(({ range }) => text.slice(range.start, range.end))).toEqual(['gemini', 'acme']);
    expect(read('targets: openai').frontMatter?.targets?.map(({ name }) => name)).toEqual(['openai']);
    expect(read('targets: []').frontMatter?.targets).toEqual([]);
    expect(read('sop: a.md').frontMatter?.targets).toBeUndefined();
  });

  test('none', () => expect(documentOf('**User**: a\n').frontMatter).toBeUndefined());
  test('other keys are left alone', () => {
    const { problems, frontMatter } = read('sop: a.md\ntitle: x');
    expect(problems).toEqual([]);
    expect(frontMatter?.otherKeys.map(({ name }) => name)).toEqual(['title']);
  });

  const wrong: readonly (readonly [string, string, string])[] = [
    [
      'style: reacts',
      'reacts',
      '`style` must be one of `react`, `plan-and-solve`, `function-calling`, `chat`, but is `reacts`.',
    ],
    ['sop: {a: 1}', '{a: 1}', '`sop` must be the path of a procedure or a list of paths.'],
    [
      'tools: [a.json, 3]',
      '3',
      '`tools` must contain paths of tool files, or objects with `file`, `include` and `exclude`.',
    ],
    [
      'tools: [{include: [x]}]',
      '{include: [x]}',
      '`tools` must contain paths of tool files, or objects with `file`, `include` and `exclude`.',
    ],
  ];
  test.each(wrong)('%j', (yaml, place, message) => {
    const { problems, text } = read(yaml);
    expect(problems).toHaveLength(1);
    const [problem] = problems;
    expect(problem && text.slice(problem.start, problem.end)).toBe(place);
    expect(problem && renderMessage(problem.message, 'en')).toBe(message);
    expect(problem?.rule).toBe('front-matter');
  });

  test.each(['sop: [a.md', 'tools: "a.json', 'sop: a: b', 'sop: a\n\ttools: b', 'sop: a\nsop: b'])(
    'broken YAML: %j',
    (yaml) => {
      const { problems, text } = read(yaml);
      expect(problems.map(({ rule }) => rule)).toEqual(['front-matter']);
      for (const { start, end } of problems) {
        expect(start).toBeGreaterThanOrEqual(4);
        expect(end).toBeLessThanOrEqual(text.indexOf('\n---\n') + 1);
      }
    },
  );

  test('other values next to a wrong value are used', () => {
    const { frontMatter } = read('sop: a.md\nstyle: x\ntools: b.json');
    expect([frontMatter?.sop.length, frontMatter?.tools.length, frontMatter?.style]).toEqual([1, 1, undefined]);
  });
});
