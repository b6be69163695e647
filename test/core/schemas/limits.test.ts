import { describe, expect, test } from 'vitest';
import { createLanguageService } from '../../../src/core/index.ts';
import { MAX_SOURCE_LENGTH } from '../../../src/core/text/source/sourceDocument.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';
import { described, onlyTool, problemsOf, toolsFrom } from './support.ts';

const deepSchema = (depth: number): string =>
  `[{"name":"f","parameters":{"type":"object","properties":{"x":${'{"properties":{"x":'.repeat(depth)}{"type":"string"}${'}}'.repeat(depth)}}}}]`;

const rules = (problems: readonly string[]) => problems.map((problem) => problem.split(' ')[0]);

describe('what a schema may cost', () => {
  test('a schema nested ten thousand deep is cut off, and what is above is checked', () => {
    const file = toolsFrom(deepSchema(10_000));
    expect(rules(problemsOf(file))).toEqual(['limit-reached']);
    expect(problemsOf(file)[0]).toContain('more than 100 levels deep');
    expect(described(onlyTool(file), { y: 1 })).toEqual(['unknown /y properties']);
    expect(described(onlyTool(file), { x: { x: { y: 1 } } })).toEqual(['unknown /x/x/y properties open']);
  });

  test('ninety levels are checked whole', () => {
    const file = toolsFrom(deepSchema(90));
    expect(problemsOf(file)).toEqual([]);
    let value: object | number = 3;
    for (let level = 0; level < 91; level++) value = { x: value };
    expect(described(onlyTool(file), value as never)).toEqual([`type /${'x/'.repeat(90)}x type`]);
  });

  test.each([
    ['JSON without an end', 'a.tools.json', '['.repeat(100_000)],
    ['YAML', 'a.tools.yaml', '['.repeat(100_000)],
  ])('text nested a hundred thousand deep is refused: %s', (_name, name, text) => {
    expect(rules(problemsOf(toolsFrom(text, { name })))[0]).toMatch(/limit-reached|schema-invalid/);
  });

  test('fifty megabytes are not read, and said so', () => {
    const file = toolsFrom(`[{"name":"f","description":"${'x'.repeat(50 * 1024 * 1024)}"}]`);
    expect(problemsOf(file)).toHaveLength(1);
    expect(file.problems[0]?.rule).toBe('limit-reached');
    expect(file.tools).toEqual([]);
    expect(file.text.length).toBeGreaterThan(MAX_SOURCE_LENGTH);
  });

  test('a schema of very many parts is checked as far as it goes', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 6_000 }, (_, index) => [`p${index}`, { type: 'integer' }]),
    );
    const file = toolsFrom([{ name: 'f', parameters: { type: 'object', properties } }]);
    expect(rules(problemsOf(file))).toEqual(['limit-reached']);
    expect(described(onlyTool(file), { p3: 'a' })).toEqual(['type /p3 type']);
    expect(described(onlyTool(file), { p5999: 'a' })).toEqual([]);
  });

  test('aliases that would unfold to billions are refused', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 12; level++) {
      const [name, before] = [String.fromCharCode(97 + level), String.fromCharCode(96 + level)];
      lines.push(`${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}]`);
    }
    expect(rules(problemsOf(toolsFrom(`${lines.join('\n')}\n`, { name: 'a.tools.yaml' })))).toEqual(['limit-reached']);
  });

  test('an OpenAPI document of 2,000 operations whose 500 schemas refer to one another', () => {
    const schemas = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [
        `S${index}`,
        {
          type: 'object',
          properties: { next: { $ref: `#/components/schemas/S${(index + 1) % 500}` }, id: { type: 'integer' } },
        },
      ]),
    );
    const paths = Object.fromEntries(
      Array.from({ length: 2000 }, (_, index) => [
        `/r${index}/{id}`,
        {
          post: {
            parameters: [{ name: 'id', in: 'path', schema: { type: 'string' } }],
            requestBody: {
              content: { 'application/json': { schema: { $ref: `#/components/schemas/S${index % 500}` } } },
            },
          },
        },
      ]),
    );
    const file = toolsFrom({ openapi: '3.0.0', paths, components: { schemas } }, { name: 'openapi.json' });
    expect(file.tools).toHaveLength(2000);
    const last = file.tools[1999];
    if (last === undefined) throw new Error('tools');
    expect(last.name).toBe('post_r1999_by_id');
    expect(described(last, { id: 'a', id_body: 1, next: { id: 'x' } })).toEqual(['type /next/id type']);
    expect(problemsOf(file)).toEqual([]);
  });

  test('a long text with many references is read once, not once per reference', () => {
    const definitions = Array.from({ length: 4000 }, (_, index) => [
      `d${index}`,
      { type: 'object', properties: { next: { $ref: `#/$defs/d${index + 1}` } } },
    ]);
    const $defs = { ...Object.fromEntries(definitions), d4000: { type: 'integer' } };
    const parameters = { type: 'object', properties: { x: { $ref: '#/$defs/d0' } }, $defs };
    const started = performance.now();
    const file = toolsFrom([{ name: 'f', description: 'long '.repeat(2_000_000), parameters }]);
    expect(described(onlyTool(file), { x: { next: { next: 3 } } })).toEqual(['type /x/next/next type']);
    expect(problemsOf(file)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('definitions that many operations reach are looked at once, not once per operation', async () => {
    const count = 1200;
    const paths: Record<string, unknown> = {};
    const schemas: Record<string, unknown> = {};
    for (let index = 0; index < count; index++) {
      const $ref = `#/components/schemas/Order${index}`;
      const previous = { $ref: `#/components/schemas/Order${Math.max(0, index - 1)}` };
      const content = { 'application/json': { schema: { $ref } } };
      schemas[`Order${index}`] = { type: 'object', properties: { previous, note: { type: 'array' } } };
      paths[`/orders${index}`] = { post: { operationId: `order${index}`, requestBody: { content }, responses: {} } };
    }
    const document = { openapi: '3.0.3', info: { title: 't', version: '1' }, paths, components: { schemas } };
    const host = memoryHost({ 'api.tools.json': JSON.stringify(document) });
    const service = createLanguageService(host, { language: 'en' });
    const started = performance.now();
    const { diagnostics } = await service.lint(memoryUri('api.tools.json'), { targets: ['gemini'] });
    expect(diagnostics.filter(({ message }) => message.includes('without `items`'))).toHaveLength(count);
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  const chain = (keyword: string): object =>
    Object.fromEntries([
      ...Array.from({ length: 60 }, (_, index) => {
        const next = { $ref: `#/$defs/d${index + 1}` };
        return [`d${index}`, { [keyword]: [next, next] }];
      }),
      ['d60', { type: 'string' }],
    ]);
  test.each([
    ['a schema that is nothing but itself', { d0: { $ref: '#/$defs/d0' } }, 0],
    [
      'one that is itself twice, and something else',
      { d0: { allOf: [{ $ref: '#/$defs/d0' }, { $ref: '#/$defs/d0' }, { type: 'string' }] } },
      1,
    ],
    ['references that double sixty times', chain('allOf'), 1],
    ['alternatives that double sixty times', chain('anyOf'), 1],
  ])('%s ends', (_name, $defs, count) => {
    const file = toolsFrom([
      { name: 'f', parameters: { type: 'object', properties: { x: { $ref: '#/$defs/d0' } }, $defs } },
    ]);
    expect(described(onlyTool(file), { x: 3 })).toHaveLength(count);
    expect(described(onlyTool(file), { x: { a: [3] } })).toHaveLength(count);
    expect(described(onlyTool(file), { x: 'text' })).toEqual([]);
  });
});
