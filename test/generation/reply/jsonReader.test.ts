import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJsonReader, findJsonObjects } from '../../../src/generation/reply/jsonReader.ts';

const find = (text: string) => [...findJsonObjects(text)];

/** Text that is partly JSON. */
const text = fc
  .array(
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      '\\',
      '\n',
      '\t',
      ',',
      ' ',
      'a',
      '{"a":',
      '[{"c":1}',
      '},{',
      '😀',
      '\\"',
      '㭛',
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));

describe('objects in text', () => {
  it.each([
    ['members of a list', '[{"a": 1}, {"b": [{"c": 2}]}]', [{ a: 1 }, { b: [{ c: 2 }] }]],
    ['members of a list in an object, and the object', '{"x": [{"a": 1}]}', [{ a: 1 }, { x: [{ a: 1 }] }]],
    ['deeper objects only as parts', '{"x": {"y": [{"a": 1}]}}', [{ x: { y: [{ a: 1 }] } }]],
    ['words in braces', 'the {name} and [x] {"a": 1} {then}', [{ a: 1 }]],
    ['raw line breaks and tabs in strings', '{"a": "1\n2\r\t3\\\n"}', [{ a: '1\n2\r\t3\\n' }]],
    ['brackets and quotes in strings', '{"a": "}]\\"{["}', [{ a: '}]"{[' }]],
    ['characters whose code ends like that of a bracket', '{"a": 1}㭛{"b": 㭛2}', [{ a: 1 }]],
  ])('%s', (_what, given, objects) => {
    expect(find(given)).toEqual(objects);
  });

  it('are the same in whatever pieces the text comes', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (given, length) => {
        const reader = createJsonReader();
        const found = [];
        for (let at = 0; at < given.length; at += length) found.push(...reader.push(given.slice(at, at + length)));
        expect(found).toEqual(find(given));
        const whole = createJsonReader();
        whole.push(given);
        expect([reader.unfinished, reader.partial, reader.broken]).toEqual([
          whole.unfinished,
          whole.partial,
          whole.broken,
        ]);
      }),
    );
  });

  it('are read one by one: what follows the first is not looked at', () => {
    const objects = findJsonObjects('{"shots": [{"a": 1}, {"b": 2}]}');
    expect(objects.next().value).toEqual({ a: 1 });
    expect(objects.next().value).toEqual({ b: 2 });
  });
});
