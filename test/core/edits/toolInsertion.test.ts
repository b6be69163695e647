import { describe, expect, it } from 'vitest';
import { withTool } from '../../../src/core/edits/toolInsertion.ts';
import { type PlainTool, shapedLike } from '../../../src/core/edits/toolShape.ts';
import { createToolFile } from '../../../src/core/schemas/toolFile.ts';
import { readSource } from '../../../src/core/text/source/sourceDocument.ts';

const BOOK: PlainTool = {
  name: 'Book',
  description: '',
  parameters: { type: 'object', properties: { day: { type: 'string' } }, required: ['day'] },
};

/** The file with the tool in it, read again; undefined if it cannot be added. */
function added(name: string, text: string) {
  const file = createToolFile(readSource(`file:///w/${name}`, text));
  const shaped = shapedLike(file, BOOK);
  const after = shaped && withTool(file, shaped);
  return after === undefined
    ? undefined
    : { text: after, file: createToolFile(readSource(file.uri, after)), before: file };
}

const OPENAI = { type: 'function', function: { name: 'A', parameters: { type: 'object' } } };
const BARE = { name: 'A', description: 'a', parameters: { type: 'object' } };
const json = (value: unknown): string => JSON.stringify(value, null, 2);

const SHAPES: readonly (readonly [string, string, string])[] = [
  ['an OpenAI list', 'a.tools.json', json([OPENAI])],
  ['an OpenAI list on one line', 'a.tools.json', JSON.stringify([OPENAI])],
  ['an object with tools', 'a.tools.json', json({ model: 'm', tools: [OPENAI], more: 1 })],
  ['functions', 'a.tools.json', json({ functions: [BARE] })],
  ['one OpenAI tool', 'a.tools.json', json(OPENAI)],
  ['one bare tool', 'a.tools.json', json(BARE)],
  ['a bare list', 'a.tools.json', json([BARE])],
  ['an empty list', 'a.tools.json', '[]\n'],
  ['an object without tools yet', 'a.tools.json', '{"tools": []}'],
  ['an empty file', 'a.tools.json', ''],
  ['Anthropic’s', 'a.tools.json', json([{ name: 'A', description: 'a', input_schema: { type: 'object' } }])],
  ['MCP’s', 'a.tools.json', json({ result: { tools: [{ name: 'A', inputSchema: { type: 'object' } }] } })],
  ['Gemini’s', 'a.tools.json', json([{ functionDeclarations: [{ name: 'A', parameters: { type: 'OBJECT' } }] }])],
  [
    'Bedrock’s',
    'a.tools.json',
    json({ toolConfig: { tools: [{ toolSpec: { name: 'A', inputSchema: { json: { type: 'object' } } } }] } }),
  ],
  ['JSON with comments', 'a.tools.json', `// tools\n[\n  ${JSON.stringify(OPENAI)}, // last\n]\n`],
  ['JSON with tabs and CRLF', 'a.tools.json', JSON.stringify([OPENAI], null, '\t').replaceAll('\n', '\r\n')],
  ['JSON with a BOM', 'a.tools.json', `\uFEFF${json([OPENAI])}`],
  ['a YAML list', 'a.tools.yaml', '- name: A\n  description: a # why\n  parameters:\n    type: object\n'],
  [
    'an indented YAML list',
    'a.tools.yaml',
    'tools:\n  - type: function\n    function:\n      name: A\n      parameters: {type: object}\n# end\n',
  ],
  ['a YAML list before other keys', 'a.tools.yaml', 'tools:\n- name: A\n  parameters: {type: object}\nmodel: m\n'],
  ['a YAML list without a last line break', 'a.tools.yaml', '- name: A\n  parameters: {}'],
  ['a flow list in YAML', 'a.tools.yaml', 'tools: [{name: A, parameters: {type: object}}] # here\n'],
  ['one tool in YAML', 'a.tools.yaml', 'name: A\nparameters:\n  type: object\n'],
  ['YAML documents', 'a.tools.yaml', 'name: A\nparameters: {}\n---\nname: B\nparameters: {}\n'],
  ['JSON in a YAML file', 'a.tools.yaml', json([OPENAI])],
  ['a block text at the end', 'a.tools.yaml', '- name: A\n  parameters: {}\n  description: |\n    one\n\n    two\n\n'],
  ['an empty YAML file', 'a.tools.yaml', '\n'],
  ['YAML without tools yet', 'a.tools.yaml', 'tools:\n'],
];

describe('a tool is added to', () => {
  it.each(SHAPES)('%s', (_name, name, text) => {
    const result = added(name, text);
    const tool = result?.file.tools.at(-1);
    expect(tool?.name).toBe('Book');
    expect(tool?.parameterNames).toEqual(['day']);
    expect(tool?.required).toEqual(['day']);
    expect(result?.file.problems).toEqual([]);
    expect(result?.file.tools.slice(0, -1).map((one) => one.name)).toEqual(result?.before.tools.map((one) => one.name));
    if (result?.before.format !== undefined) expect(result.file.format).toBe(result.before.format);
  });

  it.each(SHAPES)('%s, and the existing text stays', (_name, name, text) => {
    const kept = text.split(/\s+/).filter((word) => /\w/.test(word));
    const after = added(name, text)?.text ?? '';
    const compact = after.replace(/\s+/g, '');
    for (const word of kept) expect(compact).toContain(word.replace(/\]\}?$/, ''));
    expect(after.includes('\r\n')).toBe(text.includes('\r\n'));
  });

  it('Gemini’s in capitals', () => {
    const [, , text] = SHAPES.find(([name]) => name === 'Gemini’s') ?? ['', '', ''];
    expect(added('a.tools.json', text)?.text).toMatch(/"type": "STRING"/);
  });
});

describe('nothing is added to', () => {
  it.each([
    ['OpenAPI', 'a.yaml', 'openapi: 3.0.0\npaths:\n  /a:\n    get: {operationId: A}\n'],
    ['something else', 'a.tools.json', '{"name": 1}'],
    ['a list of something else', 'a.tools.json', '[1, 2]'],
    ['broken JSON', 'a.tools.json', '[{"name": "A", "parameters": {}'],
    ['text', 'a.tools.yaml', 'just words\n'],
  ])('%s', (_name, name, text) => {
    expect(added(name, text)).toBeUndefined();
  });
});
