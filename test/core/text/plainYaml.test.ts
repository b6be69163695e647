import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { JsonValue } from '../../../src/core/text/json.ts';
import { parsePlainYaml } from '../../../src/core/text/source/plainYaml.ts';
import { parseTolerantYaml, parseYaml } from '../../../src/core/text/source/yamlText.ts';
import { finish } from '../../../src/core/text/timeSlices.ts';

/** The pointer of every node, the root first. */
function pointersOf(value: JsonValue, pointer = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [pointer];
  const children = Object.entries(value).flatMap(([key, child]) =>
    pointersOf(child as JsonValue, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
  return [pointer, ...children];
}

/** Part lengths: every entry by itself, some together, and the whole text at once. */
const PART_LENGTHS = [1, 30, 1000] as const;

function expectSame(text: string): void {
  const tolerant = finish(parseTolerantYaml(text, 7));
  for (const length of PART_LENGTHS) {
    const plain = finish(parsePlainYaml(text, 7, length));
    if (plain === undefined) continue;
    expect(plain.value).toEqual(tolerant.value);
    expect(tolerant.problems).toEqual([]);
    for (const pointer of pointersOf(plain.value ?? null)) {
      expect({ length, pointer, ...plain.rangesAt(pointer) }).toEqual({
        length,
        pointer,
        ...tolerant.rangesAt(pointer),
      });
    }
  }
}

const PLAIN = [
  'a: 1\nb: text with spaces # and a comment\n',
  'list:\n  - one\n  - key: value\n    other: 3.5\n\n  # a comment between\n  - [x, "y", {z: null}]\n',
  'text: |\n  first\n  second\n\nfolded: >-\n  one\n  line\nkept: |+\n  a\n\n\nlast: |2 # indented\n    b\n',
  `single: 'it''s'\ndouble: "a\\tb \\u4e2d"\nspread: "over\n  two lines"\n`,
  'empty:\nnext: {}\nthen: []\nflow: {a: [1, 2], # comment with }\n  b: c}\n',
  '"quoted key": 1\ny: 1\non: [no]\n200: ok\n接口: 查询\n$ref: "#/a"\n/orders/{id}: x\n',
  '---\na: 1\n',
  '- a\n-\n- - b\n  - c\n',
  'numbers: [0x1F, 0o17, 1e3, .5, -0, .inf, 012, 1_000, 2026-01-01]\nwords: [yes, No, true, TRUE, ~, Null]\n',
  'crlf: 1\r\nb:\r\n  - c\r\n',
  '# head\n\n---\n# before\na:\n\n  # below\n  b:\n    c: 1\n   # odd\n    d: [1,\n      2]\n  e: x\n# end\nf:\n- g\n# between\n- h: i\n  j: k\nl:\n',
  '  indented:\n    x: 1\n  root: |+\n    # text\n    a: b\n\n\n  last:\n  - |\n    - y\n  - z\n',
  'a:\n  "b": # note\n    c:\n      d:\n      - e\n  \'f\': >2\n      g: h\n    i: j\n\n  200:\n',
  'a:\n  b:\n  c:\nd:\n  - e\n  -\nf:\n  - g:\nh:\n  i:  # note\nj: {k: }\n',
  'a:\n  Text over\n  two lines.\n\nb: c\nlast: \n',
  'text\n',
] as const;

const NOT_PLAIN = [
  'a: &anchor 1\nb: *anchor\n',
  'a: !!str 1\n',
  'a: 1\n---\nb: 2\n',
  '<<: {a: 1}\n',
  'a: 1\na: 2\n',
  'true: 1\n',
  '? [a]\n: b\n',
  '__proto__: 1\n',
  'a: [1\n',
  'a: b: c\n',
  'a: {\nb: c\n',
  'a: "x\nb: y\n',
  'a:\n  b: 1\n c: 2\n',
  'a:\n  b: 1\n  b: 2\n',
  'a:\n  b: 1\n  text\n',
  'a:\n  - b\n  c: 1\n',
  '- a\nb: 1\n',
  'a:\n- b\nc\n',
  'a: x:\n  b: 1\n',
  'a:\n  b: 1\n--- \nc: 1\n',
  '---\n---\na: 1\n',
  '"a\\u0062": 1\n',
  '',
] as const;

describe('plain YAML', () => {
  it.each(PLAIN)('is read as the tolerant parser reads it: %j', (text) => {
    for (const length of PART_LENGTHS) expect(finish(parsePlainYaml(text, 0, length))).toBeDefined();
    expectSame(text);
  });

  it.each(NOT_PLAIN)('is left to the tolerant parser: %j', (text) => {
    for (const length of PART_LENGTHS) expect(finish(parsePlainYaml(text, 0, length))).toBeUndefined();
  });

  it('is read as the tolerant parser reads it, whatever data it holds', () => {
    const styles = fc.record({
      indent: fc.integer({ min: 1, max: 4 }),
      lineWidth: fc.constantFrom(0, 20, 80),
      indentSeq: fc.boolean(),
      collectionStyle: fc.constantFrom('any', 'block', 'flow'),
      defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'),
      defaultKeyType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE'),
    });
    const key = fc.oneof(fc.stringMatching(/^[a-zA-Z接口/_.-]{1,12}$/), fc.string({ maxLength: 6 }));
    const { tree } = fc.letrec<{ tree: JsonValue }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, false, 0, -1, 2.5, 'on', '# no', 'a: b', 'two\nlines\n', '中文。'),
        fc.string({ maxLength: 40 }),
        fc.array(tie('tree'), { maxLength: 4 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    fc.assert(fc.property(tree, styles, (value, style) => expectSame(stringify({ value }, style as never))));
  });

  it('is what large files are read as; their problems come from the tolerant parser', () => {
    const large = Array.from({ length: 6000 }, (_, index) => `key${index}: value\n`).join('');
    expect(parseYaml(large, 0).value).toEqual(finish(parseTolerantYaml(large, 0)).value);
    const broken = `${large}key0: again\n`;
    expect(parseYaml(broken, 0).problems).toEqual(finish(parseTolerantYaml(broken, 0)).problems);
    expect(parseYaml(broken, 0).problems).toHaveLength(1);
  });
});
