import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createPlayer } from '../support/playedModels.ts';
import { document, setUp, tools, turns } from './evalSupport.ts';
import { cli } from './support.ts';

/** Runs a model that is wrong in each of the four turns with calls, and reads the pairs. */
async function writePairs(target: string, model = 'wrong-argument') {
  const { run, folder } = await setUp();
  const result = await run(model, ['--pairs', target, '--out', 'pairs']);
  const read = async (name: string) => readFile(join(folder, 'pairs', name), 'utf8').catch(() => '');
  const rows = (await read('train.jsonl')).split('\n').filter(Boolean);
  return { ...result, folder, read, rows: rows.map((row) => JSON.parse(row)), run };
}

const call = (name: string, values: object, text = 'x') => ({
  role: 'assistant',
  content: text,
  tool_calls: [{ id: expect.stringMatching(/^[a-z0-9]{9}$/), type: 'function', function: { name, arguments: values } }],
});

describe('preference pairs of failed cases', () => {
  it('are for TRL a prompt without shots, the turn of the author and that of the model', async () => {
    const { rows, stderr, read } = await writePairs('hf-dpo');
    expect(stderr).toContain('4 preference pairs written to pairs/train.jsonl (4 rows).');
    expect(rows.length).toBe(4);
    const last = rows[3];
    expect(Object.keys(last)).toEqual(['prompt', 'chosen', 'rejected', 'tools']);
    expect(last.prompt.map(({ role }: { readonly role: string }) => role)).toEqual([
      'system',
      'user',
      'assistant',
      'tool',
    ]);
    expect(last.prompt[0].content).not.toContain('The printer jams.');
    expect(last.chosen).toEqual([call('Book', { day: 'Tuesday' }, 'Then somebody must come.')]);
    expect(last.rejected).toEqual([call('Book', { day: 'something else' }, '')]);
    // The result in the prompt belongs to its call.
    expect(last.prompt[3].tool_call_id).toBe(last.prompt[2].tool_calls[0].id);
    expect(last.prompt[3].name).toBe('Find');
    expect(JSON.parse(await read('report.json'))).toMatchObject({ target: 'hf-dpo', pairs: 4, leftOut: [] });
  });

  it('are for OpenAI one message each, with arguments as text', async () => {
    const { rows } = await writePairs('openai-dpo');
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(['input', 'preferred_output', 'non_preferred_output']);
      expect([row.preferred_output.length, row.non_preferred_output.length]).toEqual([1, 1]);
      expect(row.preferred_output).not.toEqual(row.non_preferred_output);
      expect(typeof row.preferred_output[0].tool_calls[0].function.arguments).toBe('string');
      expect(row.input.tools.length).toBe(2);
      expect(row.input.messages.at(-1).role).not.toBe('assistant');
    }
  });

  it('are for LLaMA-Factory turns before an answer, with the entry that it reads them by', async () => {
    const { rows, read } = await writePairs('llamafactory-dpo');
    expect(rows.length).toBe(4);
    for (const { conversations, chosen, rejected } of rows) {
      // The system turn, then an odd number of turns.
      expect(conversations.length % 2).toBe(0);
      expect([chosen.from, rejected.from]).toEqual(['function_call', 'function_call']);
    }
    expect(rows[0].chosen.value).toContain('{"name": "Find", "arguments": {"error": "jam", "top_k": 5}}');
    const { train } = JSON.parse(await read('dataset_info.json'));
    expect(train).toMatchObject({
      file_name: 'train.jsonl',
      ranking: true,
      columns: { chosen: 'chosen', rejected: 'rejected' },
    });
  });

  it('are for KTO two rows, one good and one bad', async () => {
    const trl = await writePairs('hf-kto');
    expect(trl.rows.map(({ label }) => label)).toEqual([true, false, true, false, true, false, true, false]);
    expect(trl.rows[0].completion).toHaveLength(1);
    const factory = await writePairs('llamafactory-kto');
    expect(factory.rows.map((row) => row.kto_tag).slice(0, 2)).toEqual([true, false]);
    expect(JSON.parse(await factory.read('dataset_info.json')).train.columns.kto_tag).toBe('kto_tag');
    const swift = await writePairs('swift-kto');
    expect(swift.rows.map(({ label }) => label).slice(0, 2)).toEqual([true, false]);
  });

  it('are for ms-swift two lists of messages, so that results of tools stay in both', async () => {
    const { rows } = await writePairs('ms-swift-dpo');
    const roles = (messages: readonly { readonly role: string }[]) => messages.map(({ role }) => role);
    expect(roles(rows[3].messages)).toEqual([
      ...['system', 'user', 'assistant', 'tool_call', 'tool_response', 'assistant', 'tool_call'],
    ]);
    expect(roles(rows[3].rejected_messages)).toEqual([
      ...['system', 'user', 'assistant', 'tool_call', 'tool_response', 'tool_call'],
    ]);
    expect(rows[3].rejected_tools).toBe(rows[3].tools);
  });

  it('of a call where the author speaks have the words as the chosen turn', async () => {
    const { run, folder } = await setUp(() => ({
      finishReason: 'tool_calls',
      toolCalls: [{ id: 'c', name: 'Find', arguments: '{"error":"jam","top_k":5}' }],
    }));
    await run('m', ['--pairs', 'hf-dpo', '--out', 'pairs']);
    const text = await readFile(join(folder, 'pairs', 'train.jsonl'), 'utf8');
    const rows = text.split('\n').filter(Boolean);
    expect(rows.length).toBe(6);
    expect(JSON.parse(rows[0] ?? '').chosen).toEqual([
      { role: 'assistant', content: 'Explain it.\n"Please open the cover."' },
    ]);
  });

  it('are left out, and listed, where the turn of the model cannot be written', async () => {
    const { stderr, folder } = await writePairs('hf-dpo', 'malformed');
    expect(stderr).toContain('left out: a.shots.md 1/1: the arguments of a call of the model cannot be read');
    expect(stderr).toContain('there is no preference pair to write');
    expect(existsSync(join(folder, 'pairs'))).toBe(false);
  });

  it('give tools with other letters a name that OpenAI accepts, and write the names beside the data', async () => {
    const rename = (text: string): string => text.replaceAll('Book', '预约');
    const { run, folder } = await setUp(
      createPlayer(
        turns.map((turn) => ({
          ...turn,
          calls: turn.calls.map((each) => ({ ...each, name: rename(each.name) })),
        })),
      ),
      rename(document),
    );
    await writeFile(join(folder, 'a.tools.json'), rename(tools));
    await run('wrong-argument', ['--pairs', 'openai-dpo', '--out', 'pairs']);
    const names = JSON.parse(await readFile(join(folder, 'pairs', 'names.json'), 'utf8'));
    expect(names.预约).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
    const text = await readFile(join(folder, 'pairs', 'train.jsonl'), 'utf8');
    expect(text).toContain(`"name":"${names.预约}"`);
  });

  it('come once, whatever was asked twice, and never into a folder with other files', async () => {
    const { run, folder } = await setUp();
    await run('wrong-argument', ['--repeat', '2', '--pairs', 'hf-dpo', '--out', 'pairs']);
    const read = async () => (await readFile(join(folder, 'pairs', 'train.jsonl'), 'utf8')).split('\n').length - 1;
    expect(await read()).toBe(4);
    const again = await run('wrong-tool', ['--pairs', 'hf-dpo', '--out', 'pairs']);
    expect([again.code, again.stderr.includes('is not empty')]).toEqual([2, true]);
    expect((await run('wrong-tool', ['--pairs', 'hf-dpo', '--out', 'pairs', '--force'])).code).toBe(0);
  });

  it('need a known target, a folder, and tools in the protocol', async () => {
    const { run, server } = await setUp();
    for (const [args, message] of [
      [['--pairs', 'openai', '--out', 'p'], 'unknown target of preference pairs "openai"'],
      [['--pairs', 'hf-dpo'], '--pairs needs --out FOLDER'],
      [['--pairs', 'hf-dpo', '--out', 'p', '--as', 'text'], '--pairs needs --as tools'],
      [['--pairs', 'hf-dpo', '--out', 'p', '--free-run'], '--pairs and --free-run cannot be combined'],
    ] as const) {
      const { code, stderr } = await run('perfect', args);
      expect([code, stderr.includes(message)]).toEqual([2, true]);
    }
    expect(server.chats.length).toBe(0);
  });

  it('are not written by an export, which says where they come from', async () => {
    const { folder } = await setUp();
    const { code, stderr } = await cli(folder, ['export', '.', '--to', 'trl-dpo', '--out', 'p']);
    expect([code, stderr.includes('sop-shots eval --pairs trl-dpo')]).toEqual([2, true]);
  });
});
