import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/index.ts';
import { projectSchema } from '../../../src/core/project/projectSchema.ts';
import { datasetTargets } from '../../../src/datasets/index.ts';
import { exportLocks, exportText, listOf, settingsOf } from '../support.ts';

const SHOT = '**User**: Hi\n**Think**: look\n**Action**: FindLock(serial = "A")\n**Observation**: L1\n**Answer**: Ok\n';
const TEXT = `---\ntools: [./locks.tools.json]\n---\n\n${SHOT}`;

describe('targets', () => {
  it('have the names that the project file accepts', () => {
    const names = datasetTargets.flatMap(({ id, aliases }) => [id, ...aliases]);
    const { properties } = projectSchema(undefined) as unknown as {
      readonly properties: { readonly export: { readonly properties: { readonly to: { readonly enum: string[] } } } };
    };
    expect(properties.export.properties.to.enum).toEqual(names);
  });

  it('write thoughts as asked', async () => {
    const call = async (target: string, thought: 'content' | 'reasoning' | 'think' | 'text' | 'drop') => {
      const { chats } = await exportText(TEXT, settingsOf(target, { thought }));
      return chats[0] as JsonObject & {
        readonly messages: readonly JsonObject[];
        readonly conversations: readonly JsonObject[];
      };
    };
    expect((await call('hf', 'content')).messages[1]?.content).toBe('look');
    expect((await call('hf', 'reasoning')).messages[1]).toMatchObject({ content: '', reasoning_content: 'look' });
    expect((await call('hf', 'drop')).messages[1]).not.toHaveProperty('reasoning_content');
    expect((await call('llamafactory', 'text')).conversations[1]?.value).toBe(
      'Thought: look\n<tool_call>{"name": "FindLock", "arguments": {"serial": "A"}}</tool_call>',
    );
    expect((await call('ms-swift', 'drop')).messages.map(({ role }) => role)).toEqual([
      'user',
      'tool_call',
      'tool_response',
      'assistant',
    ]);
  });

  it('write arguments and tools as strings for older readers', async () => {
    const { chats } = await exportText(TEXT, settingsOf('hf', { arguments: 'string' }));
    expect(chats[0]).toMatchObject({
      tools: expect.stringContaining('"FindLock"'),
      messages: [{}, { tool_calls: [{ function: { arguments: '{"serial": "A"}' } }] }, {}, {}],
    });
  });

  it('join the results of parallel calls', async () => {
    const observation = async (observations: 'tags' | 'lines' | 'json') => {
      const { chats } = await exportLocks(settingsOf('llamafactory', { observations }));
      return listOf(chats[1], 'conversations')[2]?.value;
    };
    expect(await observation('tags')).toBe('L4\n</tool_response>\n<tool_response>\nB-19');
    expect(await observation('lines')).toBe('L4\nB-19');
    expect(await observation('json')).toBe('["L4", "B-19"]');
  });

  it('choose the tools of a sample', async () => {
    const names = async (tools: Parameters<typeof settingsOf>[1]) => {
      const { chats } = await exportText(TEXT, settingsOf('hf', tools));
      return listOf(chats[0], 'tools').map((tool) => (tool.function as JsonObject).name);
    };
    expect(await names({ tools: { kind: 'used' } })).toEqual(['FindLock']);
    expect(await names({ tools: { kind: 'document' } })).toEqual(['FindLock', '查询网点', 'OrderBattery']);
    expect(await names({ tools: { kind: 'used+', others: 1 } })).toHaveLength(2);
  });

  it('give tools the names that are valid in the file, and write them beside the data', async () => {
    const { chats, exporter, reasons } = await exportLocks(settingsOf('openai', { generateNames: true }));
    expect(reasons).not.toContain('name');
    const [names] = exporter.companions([]);
    const wire = Object.values(JSON.parse(names?.text ?? '{}'))[0];
    expect(wire).toMatch(/^tool_[0-9a-f]{8}$/);
    expect(JSON.stringify(chats)).not.toContain('查询网点"');
    const own = await exportLocks(settingsOf('openai', { wireNames: { 查询网点: 'find_shop' } }));
    expect(JSON.stringify(own.chats)).toContain('"name":"find_shop"');
  });

  it('leave out rows in which two tools would have one name', async () => {
    const own = await exportLocks(settingsOf('openai', { wireNames: { 查询网点: 'FindLock' } }));
    expect(own.chats).toEqual([]);
    expect(own.reasons).toContain('same-name');
    const apart = await exportLocks(
      settingsOf('openai', { wireNames: { 查询网点: 'FindLock', FindLock: 'find_lock' } }),
    );
    expect(apart.reasons).not.toContain('same-name');
  });

  it('put the row with the most keys first', async () => {
    const text = `---\ntools: [./locks.tools.json]\n---\n\n**User**: Hi\n**Answer**: Hello\n\n---\n\n${SHOT}`;
    const { exporter } = await exportText(text, settingsOf('hf'));
    expect(exporter.layouts()).toMatchObject([{ rows: 2, first: 1 }]);
  });

  it('take the empty list of tools out of files for OpenAI that have none', async () => {
    const { exporter, rows } = await exportText(
      '**User**: Hi\n**Answer**: Hello\n',
      settingsOf('openai', { tools: { kind: 'used' } }),
    );
    const [layout] = exporter.layouts();
    expect(JSON.parse(layout?.change?.(rows[0]?.line ?? '') ?? '')).toEqual({
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
      ],
    });
  });
});
