import { describe, expect, test } from 'vitest';
import { createLanguageService } from '../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';
import { described, onlyTool, problemsOf, toolsFrom } from './support.ts';

const schema = { type: 'object', properties: { day: { type: 'string' } }, required: ['day'] };

describe('entries that are no tools', () => {
  test('are reported beside tools', () => {
    const file = toolsFrom('[{"name":"a","description":"d","parameters":{}},\n{"title":"x","rows":3},\n7]');
    expect(file.tools.map(({ name }) => name)).toEqual(['a']);
    expect(problemsOf(file)).toEqual([
      expect.stringMatching(/^schema-invalid «\{"title":"x","rows":3\}» This entry is not a tool definition/),
      expect.stringMatching(/^schema-invalid «7» This entry is not a tool definition/),
    ]);
  });

  test('are left alone where the provider runs them', () => {
    const file = toolsFrom([{ type: 'web_search_preview' }, { name: 'a', description: 'd', parameters: {} }]);
    expect(problemsOf(file)).toEqual([]);
  });

  test('are reported where they have no name', () => {
    const file = toolsFrom([{ type: 'function', function: { description: 'd', parameters: schema } }]);
    expect(problemsOf(file)[0]).toMatch(/This tool has no `name`/);
  });
});

describe('schemas that are somewhere else', () => {
  const cases: readonly (readonly [string, unknown, RegExp])[] = [
    [
      'OpenAI',
      [{ type: 'function', function: { name: 'f', description: 'd', parametres: schema } }],
      /«"parametres"» `parametres` is not a known key. Did you mean `parameters`/,
    ],
    ['MCP', { tools: [{ name: 'f', description: 'd', title: 'F', inputshema: schema }] }, /Did you mean `inputSchema`/],
    [
      'Anthropic',
      [{ name: 'f', description: 'd', input_shema: schema, cache_control: {} }],
      /Did you mean `input_schema`/,
    ],
    [
      'Bedrock',
      [{ toolSpec: { name: 'f', description: 'd', inputSchema: schema } }],
      /«"inputSchema"» The schema belongs under `inputSchema.json`/,
    ],
  ];
  test.each(cases)('%s: reported, and calls are not checked', (_, content, message) => {
    const file = toolsFrom(content);
    expect(problemsOf(file)).toEqual([expect.stringMatching(message)]);
    expect(described(onlyTool(file), { day: 1, other: true })).toEqual([]);
  });

  test('the key has a fix', () => {
    const file = toolsFrom([{ name: 'f', description: 'd', paramters: schema }]);
    expect(file.problems.map(({ fix }) => fix?.replacement)).toEqual(['"parameters"']);
  });

  test('a description under a misspelt key is reported, and the schema is used', () => {
    const file = toolsFrom([{ name: 'f', descripton: 'd', parameters: schema }]);
    expect(problemsOf(file)).toEqual([expect.stringMatching(/«"descripton"» .*Did you mean `description`/)]);
    expect(described(onlyTool(file), {})).toEqual(['missing /day required']);
  });

  test('`arguments` and `results` are read where they hold schemas', () => {
    const file = toolsFrom([{ name: 'f', description: 'd', arguments: schema, results: { type: 'object' } }]);
    const tool = onlyTool(file);
    expect(problemsOf(file)).toEqual([]);
    expect(described(tool, {})).toEqual(['missing /day required']);
    expect(tool.returns).toEqual({ type: 'object' });
  });
});

describe('lists of parameters', () => {
  const list = [
    { name: 'day', type: 'string', desc: 'Which day', required: true },
    { name: 'guests', type: 'array', items: { type: 'integer' }, desc: 'Ages', optional: true },
  ];

  test.each(['arguments', 'parameters'])('are read under `%s`', (key) => {
    const file = toolsFrom([{ name: 'book', description: 'd', annotations: {}, [key]: list }]);
    const tool = onlyTool(file);
    expect(problemsOf(file)).toEqual([]);
    expect([tool.parameterNames, tool.required]).toEqual([['day', 'guests'], ['day']]);
    expect(tool.parameters.properties).toMatchObject({ day: { description: 'Which day' } });
    expect(described(tool, { guests: ['x'] })).toEqual(['missing /day required', 'type /guests/0 type']);
    const { ranges } = file.parameterLocation(tool, '/properties/guests/items');
    expect(file.text.slice(ranges.value.start, ranges.value.end)).toContain('integer');
  });

  test('of types that JSON Schema does not know are reported, and calls are not checked', () => {
    const file = toolsFrom([{ name: 'book', description: 'd', parameters: [{ name: 'day', type: 'dropdown' }] }]);
    expect(problemsOf(file)).toEqual([expect.stringMatching(/must be one JSON Schema of an object/)]);
    expect(described(onlyTool(file), { day: 7 })).toEqual([]);
  });
});

describe('JSON Lines', () => {
  const lines =
    '{"name":"a","description":"d","parameters":{}}\n\n{"name":"b","description":"d","parameters":{"type":"object","properties":{"n":{"type":"float"}}}}\n';

  test.each(['x.jsonl', 'x.json'])('%s: every line is a tool, with its own ranges', (name) => {
    const file = toolsFrom(lines, { name });
    expect(file.tools.map((tool) => tool.name)).toEqual(['a', 'b']);
    expect(problemsOf(file)).toEqual([
      'nonstandard-type «"float"» `float` is not a JSON Schema type; it is read as number.',
    ]);
  });

  test('a broken line leaves the others', () => {
    const file = toolsFrom(`${lines}{"name": oops}\n`, { name: 'x.jsonl' });
    expect(file.tools).toHaveLength(2);
    expect(problemsOf(file)[0]).toMatch(/^schema-invalid «.*» Invalid JSON/);
  });
});

describe('duplicate keys', () => {
  test('are reported wherever they are', () => {
    const file = toolsFrom(
      '[{"name":"a","description":"d","parameters":{"type":"object","properties":{"x":{},"y":{},"x":{"type":"string"}}}}]',
    );
    expect(problemsOf(file)).toEqual(['schema-invalid «"x"» This object has `x` twice. The last one counts.']);
  });

  test('are distinguished by object, with escapes read and strings that look like keys left alone', () => {
    const file = toolsFrom(
      '[{"name":"a","description":"{\\"a\\":1,\\"a\\":2}","parameters":{}},{"name":"b","na\\u006de":"c","description":"d","parameters":{}}]',
    );
    expect(problemsOf(file)).toEqual([
      'schema-invalid «"na\\u006de"» This object has `name` twice. The last one counts.',
    ]);
  });
});

describe('operations behind a reference', () => {
  const document = (reference: string): unknown => ({
    openapi: '3.0.3',
    info: { title: 't', version: '1' },
    paths: { '/rooms': { get: { $ref: reference } } },
    'x-operations': {
      list: { operationId: 'listRooms', parameters: [{ name: 'size', in: 'query', schema: { type: 'integer' } }] },
    },
  });

  test('are followed', () => {
    const tool = onlyTool(toolsFrom(document('#/x-operations/list')));
    expect(tool.name).toBe('listRooms');
    expect(described(tool, { size: 'x' })).toEqual(['type /size type']);
  });

  test('are reported where they lead nowhere', () => {
    const file = toolsFrom(document('#/x-operations/none'));
    expect(file.tools).toEqual([]);
    expect(problemsOf(file)[0]).toMatch(/^unresolved-ref «"#\/x-operations\/none"» .* cannot be resolved/);
  });
});

describe('chains of references', () => {
  const chain = (length: number): unknown => ({
    type: 'object',
    properties: { v: { $ref: '#/$defs/d0' } },
    $defs: Object.fromEntries(
      Array.from({ length }, (_, index) => [
        `d${index}`,
        index === length - 1 ? { type: 'integer' } : { $ref: `#/$defs/d${index + 1}` },
      ]),
    ),
  });

  test('are followed to a limit', () => {
    const tool = onlyTool(toolsFrom([{ name: 'f', description: 'd', parameters: chain(40) }]));
    expect(described(tool, { v: 'x' })).toEqual(['type /v type']);
  });

  test('are reported and open where they are longer', () => {
    const file = toolsFrom([{ name: 'f', description: 'd', parameters: chain(5000) }]);
    expect(problemsOf(file)).toEqual([expect.stringMatching(/^limit-reached «"#\/\$defs\/d0"» /)]);
    expect(described(onlyTool(file), { v: 'x' })).toEqual([]);
  });
});

describe('files that have no tools', () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    [
      'hooks.yaml',
      'openapi: 3.1.0\ninfo: {title: t, version: "1"}\nwebhooks: {sent: {post: {responses: {}}}}\n',
      /no `paths`/,
    ],
    ['old.json', '{"swagger":"1.2","apis":[]}', /1\.2/],
    ['requests.json', '{"info":{"name":"c","_postman_id":"1"},"item":[]}', /Postman/],
    ['menu.json', '[{"name":"c","list":[{"req_query":[],"path":"/x"}]}]', /YApi/],
  ];
  test.each(cases)('%s: the same reason under any name, and never shots', async (name, text, reason) => {
    const host = memoryHost({ [name]: text, [`a.tools.${name.split('.').at(-1)}`]: text });
    const service = createLanguageService(host, { language: 'en' });
    const lint = async (file: string) =>
      (await service.lint(memoryUri(file))).diagnostics.map(({ rule, message }) => `${rule} ${message}`);
    const found = await lint(name);
    expect(found).toEqual([expect.stringMatching(reason)]);
    expect(await lint(`a.tools.${name.split('.').at(-1)}`)).toEqual(found);
  });

  test('a document that names one says why', async () => {
    const host = memoryHost({
      'requests.json': '{"info":{"name":"c"},"item":[]}',
      'x.shots.md': '---\ntools: ./requests.json\n---\n**User request**: q\n**API request**: f(a=1)\n',
    });
    const { diagnostics } = await createLanguageService(host, { language: 'en' }).lint(memoryUri('x.shots.md'));
    expect(diagnostics.map(({ message }) => message).join('\n')).toMatch(/Postman/);
  });

  test('text in data that looks like shots is never edited', async () => {
    const text = 'openapi: 3.1.0\ninfo:\n  description: |\n    **Think**： one\n\n    **Think**: two\nwebhooks: {}\n';
    const service = createLanguageService(memoryHost({ 'hooks.yaml': text }), { language: 'en' });
    expect(await service.fixAll(memoryUri('hooks.yaml'))).toMatchObject({ text, changed: false });
  });
});

describe('tools of one name', () => {
  const tools = '[{"name":"t","description":"d","parameters":{}}]';
  const shots = (file: string): string => `---\ntools: ${file}\n---\n**User request**: q\n**API request**: t()\n`;

  test('are no duplicates where no document uses both', async () => {
    const host = memoryHost({
      'a.tools.json': tools,
      'b.tools.json': tools,
      'a.shots.md': shots('./a.tools.json'),
      'b.shots.md': shots('./b.tools.json'),
    });
    const { diagnostics } = await createLanguageService(host, { language: 'en' }).lint(memoryUri('b.tools.json'));
    expect(diagnostics.map(({ rule }) => rule)).not.toContain('duplicate-tool');
  });

  test('are duplicates where one does', async () => {
    const host = memoryHost({
      'a.tools.json': tools,
      'b.tools.json': tools,
      'a.shots.md': shots('[./a.tools.json, ./b.tools.json]'),
    });
    const { diagnostics } = await createLanguageService(host, { language: 'en' }).lint(memoryUri('b.tools.json'));
    expect(diagnostics.map(({ rule }) => rule)).toContain('duplicate-tool');
  });
});
