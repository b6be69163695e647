import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { repairSop, repairTools } from '../generation/run/samples.ts';
import { cli, folderOf } from './support.ts';

/** BatchRequestInput with ChatCompletionRequest as `test/consumers/vllmRequestSchema.py` writes it; `$comment` has the version. */
const schema = JSON.parse(readFileSync(new URL('../fixtures/vllm/batchRequest.schema.json', import.meta.url), 'utf8'));
const isValid = new Ajv2020({ strict: false }).compile(schema);
const { ChatCompletionRequest, JsonSchemaResponseFormat, ResponseFormat } = schema.$defs;

const write = [
  ...['generate', '--sop', 'a.sop.md', '--tools', 'a.tools.json', '--model', 'big', '--batch-out', 'r.jsonl'],
  ...['--count', '12', '--temperature', '0.7', '--max-tokens', '900', '--seed', '4'],
];

async function writeLines(more: readonly string[]) {
  const folder = await folderOf({ 'a.sop.md': repairSop, 'a.tools.json': JSON.stringify(repairTools) });
  expect((await cli(folder, [...write, ...more])).code).toBe(0);
  return (await readFile(join(folder, 'r.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe("a batch file fits vLLM's own request models", () => {
  it.each([
    [[]],
    [['--structured', 'json_object']],
    [['--structured', 'off', '--language', 'zh-CN']],
    [['--mask', 'strict', '--style', 'function-calling']],
  ])('with %j', async (more) => {
    const lines = await writeLines(more);
    expect(lines).toHaveLength(12);
    for (const line of lines) {
      expect(isValid(line), JSON.stringify(isValid.errors)).toBe(true);
      // The models accept unknown keys and ignore them, so a misspelled one would have no effect.
      const { body } = line;
      expect(Object.keys(body).filter((key) => !(key in ChatCompletionRequest.properties))).toEqual([]);
      const { response_format: format = {} } = body;
      expect(Object.keys(format).filter((key) => !(key in ResponseFormat.properties))).toEqual([]);
      const known = Object.keys(format.json_schema ?? {});
      expect(known.filter((key) => !(key in JsonSchemaResponseFormat.properties))).toEqual([]);
    }
  });

  it('which refuse other lines', async () => {
    const [line] = await writeLines([]);
    const { body } = line;
    const others = [
      { ...line, custom_id: 7 },
      { ...line, body: { ...body, messages: undefined } },
      { ...line, body: { ...body, messages: [{ role: 'customer', content: 'x' }] } },
      { ...line, body: { ...body, temperature: 'warm' } },
      { ...line, body: { ...body, response_format: { type: 'xml' } } },
    ];
    expect(others.map((other) => isValid(JSON.parse(JSON.stringify(other))))).toEqual(others.map(() => false));
  });
});
