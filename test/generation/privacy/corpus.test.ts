import { describe, expect, it } from 'vitest';
import type { Tool } from '../../../src/core/index.ts';
import type { MaskLevel } from '../../../src/generation/index.ts';
import { modelAt } from '../../models/support.ts';
import { corpusRows } from '../../support/corpusCalls.ts';
import { startOpenAiServer } from '../../support/openaiServer.ts';
import { allowed, createTestContext, runAll } from '../run/testContext.ts';
import { leaksIn, sensitiveNames, wordsOfRequest } from './leaks.ts';

/** Sets whose names are Chinese, mixed, quoted or words of any prompt. */
const authored: readonly (readonly unknown[])[] = [
  [tool('查询库存', { 仓库名称: { enum: ['华东一仓', '华北"二"仓'] }, 数量上限: { type: 'integer' } })],
  [tool('查询', { 城市: { type: 'string' }, 城市名: { type: 'string' } }), tool('查询城市', { 查询词: {} })],
  [tool('create_工单', { 优先级level: { enum: ['P0级', 'urgent紧急', '普通\n件'] } })],
  [tool('shots', { request: { enum: ['rounds', 'plan', 'answer'] }, arguments: { type: 'object' } })],
  [tool('Example', { system: { enum: ['JSON', 'User', 'Think'] }, observation: { const: 'front "desk" \\ back' } })],
  [tool('get.weather-now', { 'x-unit': { enum: ['deg C', 'a.b*c', '$100', '---'] }, 'two words': {} })],
];

function tool(name: string, properties: Readonly<Record<string, unknown>>) {
  const parameters = { type: 'object', properties, required: Object.keys(properties) };
  return {
    type: 'function',
    function: { name, description: `${name} 说明: uses ${Object.keys(properties)}`, parameters },
  };
}

const published = [...new Set(corpusRows().map(({ tools }) => JSON.stringify(tools)))]
  .filter((text, at) => text !== '[]' && at % 6 === 0)
  .map((text) => JSON.parse(text) as readonly unknown[]);

/** A procedure that speaks of everything by name, in both languages. */
function procedureAbout(tools: readonly Tool[]): string {
  const names = sensitiveNames(tools).slice(0, 60);
  const steps = tools.map(({ name }, at) => `${at + 1}. Call \`${name}\`，再调用${name}。`);
  return `# Everything\n${steps.join('\n')}\n\nNames: ${names.join(', ')}；也叫${names.slice(0, 10).join('、')}。\n`;
}

/** Calls of everything, as shots that are there already. */
function shotsAbout(tools: readonly Tool[]): string {
  return tools
    .map(({ name, parameters }) => {
      const properties = Object.entries(
        (parameters.properties ?? {}) as Readonly<Record<string, { enum?: unknown[] }>>,
      );
      const given = properties.map(([key, { enum: values }]) => `${key} = ${JSON.stringify(values?.[0] ?? key)}`);
      return `**User**: Please use ${name}.\n\n**Action**: ${name}(${given.join(', ')})\n`;
    })
    .join('\n');
}

const wrongReply = (name: string) =>
  JSON.stringify({
    shots: [
      {
        request: `Please ${name}.`,
        plan: [],
        rounds: [
          { step: '1', think: 'So.', action: '', calls: [{ name, arguments: '{"no_such": 1}' }], observation: 'x' },
        ],
        answer: '',
      },
    ],
  });

describe.each([
  ['names', 0],
  ['strict', 1],
] satisfies [MaskLevel, number][])('what reaches the server of many tool sets (%s)', (level, parity) => {
  const sets = [...authored, ...published.filter((_, at) => at % 2 === parity)];
  const portions = Array.from({ length: Math.ceil(sets.length / 40) }, (_, at) => sets.slice(at * 40, at * 40 + 40));

  it.each(portions.map((portion, at) => [at * 40, portion] as const))('from %i on', async (_, portion) => {
    await using server = await startOpenAiServer({ replies: () => ({ text: wrongReply('tool_1') }) });
    for (const tools of portion) {
      const before = server.chats.length;
      const plain = await createTestContext({ tools });
      const shots = shotsAbout(plain.tools);
      const context = await createTestContext({ tools, sop: procedureAbout(plain.tools), shots });
      const model = allowed(modelAt(server.baseUrl), level);
      const options = { maxRepairs: 1, existing: [shots] };
      await runAll({ ...context.task, count: 1 }, options, { ...context.services, model });
      const sent = server.chats.slice(before);
      expect(sent.length).toBeGreaterThan(1);
      for (const request of sent) expect(leaksIn(wordsOfRequest(request), context.tools)).toEqual([]);
    }
  });
});
