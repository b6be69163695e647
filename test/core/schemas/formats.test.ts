import { describe, expect, test } from 'vitest';
import { onlyTool, problemsOf, toolsFrom } from './support.ts';

const parameters = {
  type: 'object',
  properties: { city: { type: 'string' }, days: { type: 'integer' } },
  required: ['city'],
};
const named = { name: 'forecast', description: 'Weather of the next days' };
const openai = { type: 'function', function: { ...named, parameters, strict: true } };

const FILES: readonly (readonly [string, string, unknown])[] = [
  ['openai', 'a list', [openai]],
  ['openai', 'an object with tools', { tools: [openai] }],
  ['openai', 'a request that has tools', { model: 'm', messages: [], tools: [openai] }],
  ['openai', 'one tool', openai],
  ['openai', 'without the type', [{ function: { ...named, parameters } }]],
  ['bare', 'one tool', { ...named, parameters }],
  ['bare', 'a list', [{ ...named, parameters }]],
  ['bare', 'the flat form of newer APIs', [{ type: 'function', ...named, parameters }]],
  ['bare', 'the old list of functions', { functions: [{ ...named, parameters }] }],
  ['anthropic', 'a list', [{ ...named, input_schema: parameters }]],
  ['anthropic', 'an object with tools', { tools: [{ ...named, input_schema: parameters }] }],
  ['mcp', 'a result', { tools: [{ ...named, inputSchema: parameters }] }],
  ['mcp', 'a whole reply', { jsonrpc: '2.0', id: 1, result: { tools: [{ ...named, inputSchema: parameters }] } }],
  ['gemini', 'declarations', { functionDeclarations: [{ ...named, parameters }] }],
  ['gemini', 'a list of tools', [{ functionDeclarations: [{ ...named, parameters }] }]],
  ['gemini', 'snake case', { tools: [{ function_declarations: [{ ...named, parameters }] }] }],
  ['gemini', 'a JSON schema', { functionDeclarations: [{ ...named, parametersJsonSchema: parameters }] }],
  [
    'bedrock',
    'a tool configuration',
    { toolConfig: { tools: [{ toolSpec: { ...named, inputSchema: { json: parameters } } }] } },
  ],
  ['bedrock', 'a list', [{ toolSpec: { ...named, inputSchema: { json: parameters } } }]],
];

describe('formats are distinguished by their content', () => {
  test.each(FILES)('%s: %s', (format, _name, content) => {
    const file = toolsFrom(content);
    const tool = onlyTool(file);
    expect(file.format).toBe(format);
    expect(tool.name).toBe('forecast');
    expect(tool.description).toBe('Weather of the next days');
    expect(tool.parameterNames).toEqual(['city', 'days']);
    expect(tool.required).toEqual(['city']);
    expect(problemsOf(file)).toEqual([]);
  });

  test.each(FILES)('%s, %s: a parameter leads to its place', (_format, _name, content) => {
    const file = toolsFrom(content);
    const { uri, ranges } = file.parameterLocation(onlyTool(file), '/properties/days/type');
    expect(uri).toBe(file.uri);
    expect(file.text.slice(ranges.value.start, ranges.value.end)).toBe('"integer"');
    expect(ranges.key === undefined ? '' : file.text.slice(ranges.key.start, ranges.key.end)).toBe('"type"');
  });

  test('strict mode, outputs and several tools', () => {
    expect(onlyTool(toolsFrom(openai)).strict).toBe(true);
    const file = toolsFrom([
      { name: 'a', inputSchema: parameters, outputSchema: { type: 'object', properties: { ok: { type: 'boolean' } } } },
      { name: 'b', inputSchema: {} },
      { type: 'web_search' },
    ]);
    expect(file.tools.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(file.tools[0]?.returns).toEqual({ type: 'object', properties: { ok: { type: 'boolean' } } });
    expect(file.tools[1]?.returns).toBeUndefined();
  });

  test('a tool without parameters takes none', () => {
    const tool = onlyTool(toolsFrom([{ type: 'function', function: { name: 'now', description: 'Time' } }]));
    expect(tool.parameters).toEqual({ type: 'object', properties: {} });
  });
});

describe('YAML', () => {
  test('as JSON, with places', () => {
    const text =
      '- name: 查询订单\n  description: 查\n  parameters:\n    type: object\n    properties:\n      id: {type: string}\n';
    const file = toolsFrom(text, { name: 'a.tools.yaml' });
    const tool = onlyTool(file);
    expect(tool.name).toBe('查询订单');
    const { ranges } = file.parameterLocation(tool, '/properties/id/type');
    expect([ranges.value.start, ranges.value.end]).toEqual([text.indexOf('string'), text.indexOf('string') + 6]);
  });

  test('several documents, anchors, aliases and merge keys', () => {
    const text = [
      'name: a',
      'parameters: &p {type: object, properties: {x: &s {type: string}, y: *s}}',
      '---',
      'name: b',
      'parameters:',
      '  type: object',
      '  properties:',
      '    z:',
      '      <<: {type: integer}',
      '      minimum: 3',
      '',
    ].join('\n');
    const file = toolsFrom(text, { name: 'a.tools.yaml' });
    expect(problemsOf(file)).toEqual([]);
    expect(file.tools.map(({ name, parameterNames }) => [name, ...parameterNames])).toEqual([
      ['a', 'x', 'y'],
      ['b', 'z'],
    ]);
    const [a, b] = file.tools;
    const slice = (pointer: string, tool = b) => {
      if (tool === undefined) return '';
      const { value } = file.parameterLocation(tool, pointer).ranges;
      return text.slice(value.start, value.end);
    };
    expect(slice('/properties/z/type')).toBe('integer');
    expect(slice('/properties/z/minimum')).toBe('3');
    expect(slice('/properties/y/type', a)).toBe('string');
  });

  test('a .yaml file may hold JSON, and a flow mapping that is not JSON', () => {
    expect(onlyTool(toolsFrom('{"name":"a","parameters":{}}', { name: 'a.tools.yaml' })).name).toBe('a');
    expect(onlyTool(toolsFrom('{name: a, parameters: {}}', { name: 'a.tools.yaml' })).name).toBe('a');
  });
});

describe('JSON as people write it', () => {
  test('comments, trailing commas and a BOM are read, and places stay right', () => {
    const text =
      '\uFEFF[ // tools\n { "name": "a", "parameters": { "properties": { "x": { "type": "string", }, }, }, },\n]';
    const file = toolsFrom(text);
    expect(problemsOf(file)).toEqual([]);
    const { value } = file.parameterLocation(onlyTool(file), '/properties/x/type').ranges;
    expect(text.slice(value.start, value.end)).toBe('"string"');
  });

  test('a pointer without a target resolves to its nearest ancestor', () => {
    const file = toolsFrom('[{"name":"a","parameters":{}}]');
    const { value } = file.rangesAt('/0/parameters/properties/x');
    expect(file.text.slice(value.start, value.end)).toBe('{}');
    expect(file.rangesAt('/7').value).toEqual(file.rangesAt('').value);
  });

  test('pointers escape ~ and /', () => {
    const file = toolsFrom({ name: 'a', parameters: { properties: { 'a/b~c': { type: 'integer' } } } });
    const { value } = file.parameterLocation(onlyTool(file), '/properties/a~1b~0c/type').ranges;
    expect(file.text.slice(value.start, value.end)).toBe('"integer"');
  });
});

describe('files without tools report what is wrong', () => {
  const YAPI = [
    {
      index: 0,
      name: '公共分类',
      list: [{ query_path: { path: '/a' }, method: 'GET', title: 'x', res_body_type: 'json' }],
    },
  ];
  const POSTMAN = {
    info: { name: 'x', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item: [],
  };
  const CASES: readonly (readonly [string, unknown, string, RegExp])[] = [
    ['not JSON', '[{"name": "a",, }]', 'a.tools.json', /^schema-invalid «,» Invalid JSON/],
    ['cut off', '[{"name": "a"', 'a.tools.json', /^schema-invalid «"» Invalid JSON: expected `}`/],
    ['words', 'hello', 'a.tools.json', /^schema-invalid «hello» Invalid JSON/],
    ['empty', ' \n', 'a.tools.json', /^schema-invalid .* The file is empty/s],
    [
      'a key twice in YAML',
      'a: {x: 1}\nb:\n  - {y: 1, "y": 2}\n',
      'a.tools.yaml',
      /^schema-invalid «"y"» Invalid YAML: duplicate key/,
    ],
    ['wrong YAML', 'a: 1\n b: 2\n', 'a.tools.yaml', /^schema-invalid «.*» Invalid YAML/s],
    ['tabs in YAML', 'a:\n\tb: 1\n', 'a.tools.yaml', /tabs cannot be used/],
    [
      'an unknown alias',
      'name: a\nparameters: *nope\n',
      'a.tools.yaml',
      /^schema-invalid «\*nope» Invalid YAML: no anchor for the alias `\*nope`/,
    ],
    ['an alias within itself', '&a [*a]\n', 'a.tools.yaml', /^limit-reached .*are recursive/],
    ['YApi', YAPI, 'a.tools.json', /YApi's own export.*swagger/],
    ['Postman', POSTMAN, 'a.tools.json', /Postman collection.*OpenAPI/],
    ['Apifox', { apifoxProject: '1.0.0', apiCollection: [] }, 'a.tools.json', /Apifox's own export.*OpenAPI/],
    ['Insomnia', { _type: 'export', __export_format: 4, resources: [] }, 'a.tools.json', /Insomnia's own export/],
    ['Insomnia 5', 'type: collection.insomnia.rest/5.0\nname: x\n', 'a.tools.yaml', /Insomnia's own export/],
    ['AsyncAPI', 'asyncapi: 3.0.0\nchannels: {}\n', 'a.tools.yaml', /AsyncAPI document.*OpenAPI/],
    ['HAR', { log: { version: '1.2', entries: [] } }, 'a.tools.json', /HAR recording/],
    ['GraphQL', { data: { __schema: { types: [] } } }, 'a.tools.json', /GraphQL introspection/],
    ['an unknown OpenAPI', { openapi: '4.0.0', paths: {} }, 'a.tools.json', /OpenAPI "4.0.0" is not known/],
    ['something else', { a: 1 }, 'a.tools.json', /No tools found here/],
    [
      'parameters as a list of unknown types',
      [{ name: 'a', parameters: [{ name: 'x', type: 'date-range' }] }],
      'a.tools.json',
      /must be one JSON Schema of an object/,
    ],
    [
      'parameters as a bare map',
      [{ name: 'a', parameters: { x: { type: 'string' } } }],
      'a.tools.json',
      /must be one JSON Schema of an object/,
    ],
  ];
  test.each(CASES)('%s', (_name, content, name, expected) => {
    const problems = problemsOf(toolsFrom(content, { name }));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(expected);
  });

  test('an empty list is only a beginning', () => {
    expect(problemsOf(toolsFrom([]))).toEqual([]);
    expect(problemsOf(toolsFrom({ tools: [] }))).toEqual([]);
  });

  test('a mistake in the text leaves the tools around it', () => {
    expect(
      toolsFrom('[{"name":"a","parameters":{}}, {"name":"b" "parameters":{}}]').tools.map(({ name }) => name),
    ).toEqual(['a', 'b']);
  });
});
