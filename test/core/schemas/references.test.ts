import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/core/index.ts';
import { readSource, type SourceDocument } from '../../../src/core/text/source/sourceDocument.ts';
import { check, described, onlyTool, problemsOf, toolsFrom } from './support.ts';

const others = (files: Readonly<Record<string, unknown>>): ReadonlyMap<string, SourceDocument> =>
  new Map(
    Object.entries(files).map(([name, content]) => {
      const uri = `file:///w/${name}`;
      return [uri, readSource(uri, typeof content === 'string' ? content : JSON.stringify(content))];
    }),
  );

const withRef = ($ref: string, more: JsonObject = {}) => [
  { name: 'f', parameters: { type: 'object', properties: { x: { $ref } }, ...more } },
];

describe('references lead', () => {
  const integer = { type: 'integer' };
  test.each([
    ['into $defs', '#/$defs/N', { $defs: { N: integer } }],
    ['into definitions', '#/definitions/N', { definitions: { N: integer } }],
    ['through one another', '#/$defs/A', { $defs: { A: { $ref: '#/$defs/N' }, N: integer } }],
    ['to names that are escaped', '#/$defs/a~1b~0c', { $defs: { 'a/b~c': integer } }],
    ['to names that are percent-encoded', '#/$defs/%E6%95%B0%20x', { $defs: { '数 x': integer } }],
    ['to an anchor', '#num', { $defs: { N: { $anchor: 'num', ...integer } } }],
    ['to an id of older drafts', '#num', { definitions: { N: { $id: '#num', ...integer } } }],
    [
      'to an embedded address',
      'https://example.com/n.json',
      { $defs: { N: { $id: 'https://example.com/n.json', ...integer } } },
    ],
    ['into another file', './common.json#/$defs/N', {}],
    ['into another file as a whole', 'whole.json', {}],
    ['into YAML', 'common.yaml#/N', {}],
    ['into a file of another folder', 'sub/a%20b.json#/N', {}],
    ['on from another file', 'chain.json#/N', {}],
    ['back from another file', 'back.json#/N', { $defs: { N: integer } }],
  ])('%s', (_name, reference, more) => {
    const sources = others({
      'common.json': { $defs: { N: integer } },
      'whole.json': integer,
      'common.yaml': 'N: {type: integer}\n',
      'sub/a%20b.json': { N: integer },
      'chain.json': { N: { $ref: 'common.json#/$defs/N' } },
      'back.json': { N: { $ref: 'a.tools.json#/0/parameters/$defs/N' } },
    });
    const file = toolsFrom(withRef(reference, more), { sources });
    expect(problemsOf(file)).toEqual([]);
    expect(described(onlyTool(file), { x: 'a' })).toEqual(['type /x type']);
    expect(described(onlyTool(file), { x: 1 })).toEqual([]);
  });

  test('to the file root where the schema has no such definition', () => {
    const file = toolsFrom({ $defs: { N: integer }, tools: withRef('#/$defs/N') });
    expect(described(onlyTool(file), { x: 'a' })).toEqual(['type /x type']);
  });

  test('from the very root of the parameters', () => {
    const file = toolsFrom([
      {
        name: 'f',
        parameters: {
          $ref: '#/definitions/In',
          definitions: { In: { type: 'object', properties: { x: integer }, required: ['x'] } },
        },
      },
    ]);
    expect(onlyTool(file).parameterNames).toEqual(['x']);
    expect(described(onlyTool(file), {})).toEqual(['missing /x required']);
    const { value } = file.parameterLocation(onlyTool(file), '/properties/x').ranges;
    expect(file.text.slice(value.start, value.end)).toContain('"integer"');
  });

  test('to places that related information can show, in the other file', () => {
    const sources = others({ 'common.json': '{"N": {"type": "integer"}}' });
    const file = toolsFrom(withRef('common.json#/N'), { sources });
    const tool = onlyTool(file);
    expect(tool.parameters.$defs).toEqual({ N: { type: 'integer' } });
    expect(file.parameterLocation(tool, '/$defs/N/type')).toMatchObject({
      uri: 'file:///w/common.json',
      ranges: { key: { start: 7, end: 13 }, value: { start: 15, end: 24 } },
    });
  });
});

describe('circles', () => {
  const node = {
    type: 'object',
    properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/$defs/Node' } } },
    required: ['name'],
  };
  test('stay finite, and values are checked as deep as they go', () => {
    const schema = { type: 'object', properties: { tree: { $ref: '#/$defs/Node' } }, $defs: { Node: node } };
    expect(check(schema, { tree: { name: 'a', children: [{ name: 'b', children: [{ name: 3 }] }] } })).toEqual([
      'type /tree/children/0/children/0/name type',
    ]);
    expect(check(schema, { tree: { name: 'a', children: [{}] } })).toEqual(['missing /tree/children/0/name required']);
  });

  test('of the root itself', () => {
    const schema = { type: 'object', properties: { name: { type: 'string' }, inner: { $ref: '#' } } };
    expect(check(schema, { inner: { inner: { name: 1 } } })).toEqual(['type /inner/inner/name type']);
  });

  test('between files', () => {
    const sources = others({
      'b.json': { N: { type: 'object', properties: { x: { $ref: 'a.tools.json#/0/parameters/properties/x' } } } },
    });
    const file = toolsFrom(withRef('b.json#/N'), { sources });
    expect(problemsOf(file)).toEqual([]);
    expect(described(onlyTool(file), { x: { x: { x: 1 } } })).toEqual(['type /x/x/x type']);
  });
});

describe('references that are not followed', () => {
  test.each([
    ['https://example.com/a.json', /leads to the network/],
    ['http://169.254.169.254/latest#/a', /leads to the network/],
    ['//example.com/a.json', /leads to the network/],
    ['../outside.json', /leads out of the workspace/],
    ['file:///etc/passwd', /leads out of the workspace/],
    ['%2e%2e/outside.json', /leads out of the workspace/],
    ['nothing.json', /leads to a file that cannot be read/],
    ['#/$defs/Nothing', /cannot be resolved/],
    ['#nothing', /cannot be resolved/],
  ])('%s', (reference, message) => {
    const file = toolsFrom(withRef(reference));
    const problems = problemsOf(file);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^unresolved-ref /);
    expect(problems[0]).toContain(`«"${reference}"»`);
    expect(problems[0]).toMatch(message);
    expect(described(onlyTool(file), { x: 'anything' })).toEqual([]);
  });

  const ref = (name: string) => ({ $ref: `#/$defs/${name}` });
  test.each([
    ['one that names itself', { A: ref('A') }],
    ['two that name each other', { A: ref('B'), B: ref('A') }],
  ])('%s', (_name, $defs) => {
    const file = toolsFrom(withRef('#/$defs/A', { $defs }));
    expect(problemsOf(file)).toEqual([
      'unresolved-ref «"#/$defs/A"» `#/$defs/A` leads back to itself and never to a schema, so any value is accepted here.',
    ]);
    expect(described(onlyTool(file), { x: 'anything' })).toEqual([]);
  });

  test.each([
    ['lead in a circle', { $ref: '#/$defs/A', $defs: { A: ref('A') } }],
    ['are not there', { $ref: 'nothing.json' }],
  ])('parameters that %s have no unknown names', (_name, parameters) => {
    const tool = onlyTool(toolsFrom([{ name: 'f', parameters }]));
    expect(described(tool, { x: 1, y: { z: 2 } })).toEqual([]);
  });

  test('a mistake in another file is reported at the reference to it', () => {
    const sources = others({ 'common.json': { N: { type: 'float', items: { $ref: '#/x' } } } });
    expect(problemsOf(toolsFrom(withRef('common.json#/N'), { sources }))).toEqual([
      'nonstandard-type «"common.json#/N"» In common.json: `float` is not a JSON Schema type; it is read as number.',
      'unresolved-ref «"common.json#/N"» In common.json: `#/x` cannot be resolved.',
    ]);
  });
});
