import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/core/index.ts';
import { described, onlyTool, problemsOf, toolsFrom } from './support.ts';

const file = (x: unknown, name = 'a.tools.json') =>
  toolsFrom([{ name: 'f', parameters: { type: 'object', properties: { x } as JsonObject } }], { name });

describe('types of other languages', () => {
  test.each([
    ['str', 'string', 'a', 1],
    ['float', 'number', 1.5, 'a'],
    ['int', 'integer', 1, 1.5],
    ['bool', 'boolean', true, 'a'],
    ['dict', 'object', {}, []],
    ['Dict[str, int]', 'object', {}, []],
    ['list', 'array', [], {}],
    ['List[str]', 'array', [], {}],
    ['tuple', 'array', [], {}],
    ['STRING', 'string', 'a', 1],
    ['Integer', 'integer', 1, 'a'],
    ['NoneType', 'null', null, 1],
  ])('%s is read as %s', (type, meant, right, wrong) => {
    const tools = file({ type });
    expect(problemsOf(tools)).toEqual([
      `nonstandard-type «${JSON.stringify(type)}» \`${type}\` is not a JSON Schema type; it is read as ${meant}.`,
    ]);
    expect(tools.problems[0]?.fix?.replacement).toBe(JSON.stringify(meant));
    expect(described(onlyTool(tools), { x: right })).toEqual([]);
    expect(described(onlyTool(tools), { x: wrong })).toEqual(['type /x type']);
  });

  test('any is read as every type', () => {
    const tools = file({ type: 'any' });
    expect(tools.problems[0]?.fix?.replacement).toBe('["string","number","boolean","array","object","null"]');
    expect(described(onlyTool(tools), { x: [1] })).toEqual([]);
  });

  test('the fix of a YAML file keeps to its style', () => {
    const fixed = (type: string) =>
      toolsFrom(`- name: f\n  parameters:\n    type: object\n    properties:\n      x: {type: ${type}}\n`, {
        name: 'a.tools.yaml',
      }).problems.map(({ fix }) => fix?.replacement);
    expect(fixed('float')).toEqual(['number']);
    expect(fixed('"float"')).toEqual(['"number"']);
  });

  test('an unknown type accepts anything, and is reported once', () => {
    const tools = file({ type: 'widget' });
    expect(problemsOf(tools)).toEqual([
      'schema-invalid «"widget"» `widget` is not a JSON Schema type, so values of any type are accepted here.',
    ]);
    expect(described(onlyTool(tools), { x: 1 })).toEqual([]);
  });

  test('in a list of types only the wrong one is reported', () => {
    expect(problemsOf(file({ type: ['string', 'float'] }))).toEqual([
      'nonstandard-type «"float"» `float` is not a JSON Schema type; it is read as number.',
    ]);
  });

  test('capitals are right in Gemini declarations', () => {
    const tools = toolsFrom({
      functionDeclarations: [{ name: 'f', parameters: { type: 'OBJECT', properties: { x: { type: 'INTEGER' } } } }],
    });
    expect(problemsOf(tools)).toEqual([]);
    expect(described(onlyTool(tools), { x: 'a' })).toEqual(['type /x type']);
  });
});

describe('keywords with values they cannot have', () => {
  test.each([
    [{ required: true }, 'true', '`required` must be a list of property names'],
    [{ required: 'a' }, '"a"', '`required` must be a list of property names'],
    [{ enum: [] }, '[]', '`enum` must be a list of values'],
    [{ enum: 'a' }, '"a"', '`enum` must be a list of values'],
    [{ minimum: '3' }, '"3"', '`minimum` must be a number'],
    [{ minLength: -1 }, '-1', '`minLength` must be a whole number from 0'],
    [{ multipleOf: 0 }, '0', '`multipleOf` must be a number'],
    [{ properties: [] }, '[]', '`properties` must be an object'],
    [{ items: 'string' }, '"string"', '`items` must be a schema'],
    [{ anyOf: {} }, '{}', '`anyOf` must be a list of schemas'],
    [{ format: 3 }, '3', '`format` must be a string'],
    [{ uniqueItems: 'yes' }, '"yes"', '`uniqueItems` must be true or false'],
    [{ pattern: '(' }, '"("', '`(` is not a valid regular expression'],
  ])('%j', (schema, place, message) => {
    const tools = file({ type: 'string', ...schema });
    const problems = problemsOf(tools);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`schema-invalid «${place}» ${message}`);
    expect(described(onlyTool(tools), { x: 'a' })).toEqual([]);
    expect(described(onlyTool(tools), { x: 1 })).toEqual(['type /x type']);
  });

  test('a property that is not a schema', () => {
    expect(problemsOf(file('string'))).toEqual([
      'schema-invalid «"string"» A schema must be an object, true or false.',
    ]);
  });

  test("unknown keywords and formats are nobody's business", () => {
    expect(problemsOf(file({ type: 'string', format: 'mobile', order: 3, 'x-mock': '@id' }))).toEqual([]);
  });
});

describe('patterns', () => {
  test.each(['^(?=.*\\d).+$', '(a)\\1', '(?<!a)b', '^.{1,5000}$'])('%s is not run, and said so once', (pattern) => {
    const tools = file({ type: 'string', pattern });
    expect(problemsOf(tools)).toHaveLength(1);
    expect(problemsOf(tools)[0]).toMatch(/^limit-reached .*backtracking engine/);
    expect(described(onlyTool(tools), { x: 'zzz' })).toEqual([]);
  });

  test('a pattern made to backtrack ends at once', () => {
    const tools = file({ type: 'string', pattern: '^(a+)+$' });
    expect(described(onlyTool(tools), { x: `${'a'.repeat(50_000)}!` })).toEqual(['value /x pattern']);
  });

  test('property patterns are looked at as well', () => {
    const tools = file({ type: 'object', patternProperties: { '^(?=x)': {}, '(': {}, '^y': { type: 'integer' } } });
    expect(problemsOf(tools).map((problem) => problem.split(' ')[0])).toEqual(['limit-reached', 'schema-invalid']);
    expect(described(onlyTool(tools), { x: { y1: 'a' } })).toEqual(['type /x/y1 type']);
  });
});
