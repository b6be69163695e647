import { describe, expect, test } from 'vitest';
import { createLanguageService } from '../../../src/core/index.ts';
import { PROVIDER_LIMITS } from '../../../src/core/schemas/providers/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';
import { toolsFrom } from './support.ts';

type Schema = Readonly<Record<string, unknown>>;

const object = (properties: Schema, more: Schema = {}): Schema => ({ type: 'object', properties, ...more });
const strict = (properties: Schema, more: Schema = {}): Schema =>
  object(properties, { required: Object.keys(properties), additionalProperties: false, ...more });
const text: Schema = { type: 'string' };
const nested = (depth: number): Schema => (depth === 0 ? text : strict({ inner: nested(depth - 1) }));
const many = (count: number, value: (index: number) => unknown): Schema =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, value(index)]));
const words = (count: number, length: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => String(index).padEnd(length, 'x'));
const named = (name: string): readonly Schema[] => [{ name, description: 'd', parameters: object({}) }];
const withSchema = (parameters: Schema): readonly Schema[] => [{ name: 'f', description: 'd', parameters }];

/** Per limit tools that satisfy it and tools that do not. */
const CASES: Readonly<Record<string, { readonly valid: readonly Schema[]; readonly invalid: readonly Schema[] }>> = {
  'openai tool-name': { valid: named('book_room-2'), invalid: named('book.room') },
  'openai array-items': {
    valid: withSchema(object({ tags: { type: 'array', items: text } })),
    invalid: withSchema(object({ a: object({ tags: { type: 'array' } }) })),
  },
  'openai tool-count': {
    valid: Array.from({ length: 128 }, (_, index) => named(`t${index}`)).flat(),
    invalid: Array.from({ length: 129 }, (_, index) => named(`t${index}`)).flat(),
  },
  'openai description-length': {
    valid: [{ name: 'f', description: 'x'.repeat(1024), parameters: object({}) }],
    invalid: [{ name: 'f', description: 'x'.repeat(1025), parameters: object({}) }],
  },
  'openai-strict additional-properties': {
    valid: withSchema(strict({ a: { anyOf: [strict({}), { type: 'null' }] } })),
    invalid: withSchema(strict({ a: { anyOf: [object({}), { type: 'null' }] } })),
  },
  'openai-strict required': {
    valid: withSchema(strict({ a: { $ref: '#/$defs/a' } }, { $defs: { a: strict({ b: text }) } })),
    invalid: withSchema(strict({ a: { $ref: '#/$defs/a' } }, { $defs: { a: strict({ b: text }, { required: [] }) } })),
  },
  'openai-strict root-union': {
    valid: withSchema(strict({ a: { anyOf: [text, { type: 'null' }] } })),
    invalid: withSchema({ anyOf: [strict({ a: text }), strict({ b: text })] }),
  },
  'openai-strict keywords': {
    valid: withSchema(strict({ a: { ...text, pattern: '^a' } })),
    invalid: withSchema(strict({ a: { type: 'array', items: { not: text } } })),
  },
  'openai-strict depth': { valid: withSchema(nested(10)), invalid: withSchema(nested(11)) },
  'openai-strict property-count': {
    valid: withSchema(strict(many(4999, () => text))),
    invalid: withSchema(strict({ a: strict(many(2500, () => text)), b: strict(many(2500, () => text)) })),
  },
  'openai-strict text-length': {
    valid: withSchema(strict({ a: { ...text, enum: words(100, 100) } })),
    invalid: withSchema(strict(many(100, () => ({ ...text, const: 'x'.repeat(1200) })))),
  },
  'openai-strict enum-count': {
    valid: withSchema(strict({ a: { ...text, enum: words(500, 3) }, b: { ...text, enum: words(500, 3) } })),
    invalid: withSchema(strict({ a: { ...text, enum: words(500, 3) }, b: { ...text, enum: words(501, 3) } })),
  },
  'openai-strict enum-length': {
    valid: withSchema(strict({ a: { ...text, enum: words(250, 100) } })),
    invalid: withSchema(strict({ a: { ...text, enum: words(251, 60) } })),
  },
  'anthropic tool-name': { valid: named('book-room'), invalid: named('预订') },
  'anthropic root-union': {
    valid: withSchema(object({ a: { anyOf: [text, { type: 'null' }] } })),
    invalid: withSchema(object({ a: text }, { oneOf: [{ required: ['a'] }] })),
  },
  'anthropic property-name': {
    valid: withSchema(object({ 'room.size-2': text })),
    invalid: withSchema(object({ a: object({ 房间: text }) })),
  },
  'gemini tool-name': { valid: named('_book.room'), invalid: named('2book') },
  'gemini dialect': {
    valid: withSchema(object({})),
    invalid: withSchema(object({}, { $schema: 'http://json-schema.org/draft-07/schema#' })),
  },
  'gemini enum-strings': {
    valid: withSchema(object({ a: { ...text, enum: ['1'] } })),
    invalid: withSchema(object({ a: { type: 'integer', enum: [1] } })),
  },
  'gemini required-properties': {
    valid: withSchema(object({ a: text }, { required: ['a'] })),
    invalid: withSchema(object({ a: text }, { required: ['a', 'b'] })),
  },
  'gemini type': { valid: withSchema(object({ a: text })), invalid: withSchema(object({ a: { description: 'd' } })) },
  'gemini array-items': {
    valid: withSchema(object({ tags: { type: 'array', items: text } })),
    invalid: withSchema(object({ tags: { type: ['array', 'null'] } })),
  },
  'gemini parameter-name': { valid: withSchema(object({ a_1: text })), invalid: withSchema(object({ 'a-1': text })) },
  'gemini keywords': {
    valid: withSchema(object({ a: { type: 'number', minimum: 1 } })),
    invalid: withSchema(object({ a: { type: 'number', exclusiveMinimum: 1 } })),
  },
  'bedrock tool-name': { valid: named('book_room'), invalid: named('book room') },
  'mcp tool-name': { valid: named('rooms/book.v2'), invalid: named('book room') },
  'mcp object': {
    valid: [{ name: 'f', description: 'd', inputSchema: { type: 'object' } }],
    invalid: [{ name: 'f', description: 'd', inputSchema: { properties: { a: text } } }],
  },
};

test('every limit has a case', () => {
  expect(PROVIDER_LIMITS.map(({ provider, id }) => `${provider} ${id}`)).toEqual(Object.keys(CASES));
});

describe.each(PROVIDER_LIMITS.map((limit) => [`${limit.provider} ${limit.id}`, limit] as const))(
  '%s',
  (name, limit) => {
    const found = (tools: readonly Schema[] = []) => [...limit.check(toolsFrom(tools).tools)];

    test('accepts what satisfies it', () => {
      expect(found(CASES[name]?.valid)).toEqual([]);
    });

    test('reports what does not, once', () => {
      expect(found(CASES[name]?.invalid)).toHaveLength(1);
    });
  },
);

describe('rules read the limits', () => {
  const lint = async (tools: unknown, project = '', options = {}): Promise<readonly string[]> => {
    const host = memoryHost({
      'a.tools.json': JSON.stringify(tools),
      ...(project === '' ? {} : { 'sop-shots.yaml': project }),
    });
    const { diagnostics } = await createLanguageService(host, { language: 'en' }).lint(
      memoryUri('a.tools.json'),
      options,
    );
    return diagnostics.map(({ rule }) => rule).filter((rule) => rule !== 'missing-description');
  };

  test('without targets nothing but common names is reported', async () => {
    expect(await lint(withSchema(object({ 房间: { description: 'd' } })))).toEqual([]);
    expect(await lint(named('book room'))).toEqual(['tool-name']);
  });

  test('targets of the project file and of a run', async () => {
    const tools = withSchema(object({ 房间: text }));
    expect(await lint(tools, 'targets: anthropic\n')).toEqual(['provider-limits']);
    expect(await lint(tools, 'targets: [openai]\n')).toEqual([]);
    expect(await lint(tools, 'targets: [openai]\n', { targets: ['gemini'] })).toEqual(['provider-limits']);
    expect(await lint(named('rooms/book'), 'targets: [mcp]\n')).toEqual([]);
  });

  test('a tool that says so is checked for strict mode, others are not', async () => {
    const tool = { name: 'f', description: 'd', parameters: object({}) };
    expect(
      await lint([
        { ...tool, strict: true },
        { ...tool, name: 'g' },
      ]),
    ).toEqual(['strict-mode']);
    expect(await lint([tool], 'targets: openai-strict\n')).toEqual(['strict-mode']);
    expect(await lint([{ ...tool, strict: true }], 'rules: {strict-mode: off}\n')).toEqual([]);
  });

  describe('targets of front matter', () => {
    const call = '**User**: Hi\n\n**Think**: Set it.\n**Action**: f()\n**Observation**: Done\n';
    const files = (front: string, more: Readonly<Record<string, string>> = {}) => ({
      'a.json': JSON.stringify(withSchema(object({ 房间: text, tags: { type: 'array' } }))),
      'b.json': JSON.stringify(withSchema(object({ 房间: text }))),
      'a.shots.md': `---\ntools: a.json\n${front}\n---\n${call}`,
      ...more,
    });
    const service = (given: Readonly<Record<string, string>>) => {
      const host = memoryHost(given);
      return { host, ...createLanguageService(host, { language: 'en' }) };
    };
    const limits = async ({ lint: check }: ReturnType<typeof service>, name: string, options = {}) => {
      const { diagnostics, targets } = await check(memoryUri(name), options, 'tools');
      return [targets, diagnostics.filter(({ rule }) => rule === 'provider-limits').length];
    };

    test('count for the tool files that the document uses', async () => {
      const opened = service(files('targets: anthropic'));
      expect(await limits(opened, 'a.json')).toEqual([['anthropic'], 1]);
      expect(await limits(opened, 'b.json')).toEqual([[], 0]);
      expect((await opened.lint(memoryUri('a.shots.md'))).targets).toEqual(['anthropic']);
    });

    test('win over the project file, and a run wins over both', async () => {
      const opened = service(files('targets: [anthropic]', { 'sop-shots.yaml': 'targets: [openai, gemini]\n' }));
      expect(await limits(opened, 'a.json')).toEqual([['anthropic'], 1]);
      expect(await limits(opened, 'b.json')).toEqual([['openai', 'gemini'], 1]);
      expect(await limits(opened, 'a.json', { targets: ['openai'] })).toEqual([['openai'], 1]);
      expect((await opened.lint(memoryUri('a.shots.md'), { targets: ['mcp'] })).targets).toEqual(['mcp']);
    });

    test('of several documents all count, and none of them has to name any', async () => {
      const other = `---\ntools: a.json\n---\n${call}`;
      const more = { 'b.shots.md': other, 'sop-shots.yaml': 'targets: openai\n' };
      expect(await limits(service(files('targets: anthropic', more)), 'a.json')).toEqual([['openai', 'anthropic'], 2]);
      expect(await limits(service(files('targets: []', { 'sop-shots.yaml': 'targets: openai\n' })), 'a.json')).toEqual([
        [],
        0,
      ]);
    });

    test('an unknown one is reported, and does not switch off the others', async () => {
      const opened = service(files('targets: [acme]', { 'sop-shots.yaml': 'targets: openai\n' }));
      const { diagnostics, targets } = await opened.lint(memoryUri('a.shots.md'));
      expect(diagnostics.map(({ rule, range }) => [rule, range.start, range.end])).toContainEqual([
        'front-matter',
        { line: 2, character: 10 },
        { line: 2, character: 14 },
      ]);
      expect(targets).toEqual(['openai']);
    });

    test('a change of front matter reaches the tool files, a change of shots does not', async () => {
      const opened = service(files('targets: anthropic'));
      const uri = memoryUri('a.shots.md');
      await opened.lint(memoryUri('a.json'), {}, 'tools');
      await opened.lint(memoryUri('c.tools.json'), {}, 'tools');
      expect(await opened.changed(uri)).not.toContain(memoryUri('a.json'));
      opened.host.write(uri, files('targets: gemini')['a.shots.md'].replace('Done', 'Yes'));
      expect(await opened.changed(uri)).toContain(memoryUri('a.json'));
      expect(await limits(opened, 'a.json')).toEqual([['gemini'], 2]);
      expect(await opened.changed(uri)).not.toContain(memoryUri('a.json'));
      opened.host.write(uri, files('targets: gemini')['a.shots.md']);
      expect(await opened.changed(uri)).not.toContain(memoryUri('a.json'));
    });
  });

  test('an unknown provider is a problem of the project file', async () => {
    const host = memoryHost({ 'sop-shots.yaml': 'targets: [acme]\n' });
    const { diagnostics } = await createLanguageService(host, { language: 'en' }).lint(memoryUri('sop-shots.yaml'));
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['project-file']);
  });
});
