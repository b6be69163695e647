import { describe, expect, it } from 'vitest';
import { asksForJson } from '../../src/cli/jsonErrors.ts';
import { startOpenAiServer } from '../support/openaiServer.ts';
import { document, tools } from './evalSupport.ts';
import { cli, folderOf } from './support.ts';

const shots = { 'a.shots.md': document, 'a.tools.json': tools, 'empty.sop.md': '# Returns\n' };

/** Each command that prints JSON, with something it cannot do, and the code of the error. */
const failing: readonly (readonly [args: readonly string[], code: string])[] = [
  [['lora', '--model', 'Qwen9-33B'], 'unknown-model'],
  [['lora', '--model', 'a.shots.md'], 'usage'],
  [['lora'], 'usage'],
  [['lora', '--model', 'Qwen/Qwen3-8B', '--rank', '0', '--target-modules', 'q_proj'], 'rank-not-positive'],
  [['lora', '--model', 'Qwen/Qwen3-8B', '--cards', 'two'], 'invalid-argument'],
  [['lora', '--model', 'Qwen/Qwen3-8B', '--write', 'axolotl', '--target-modules', 'nothing'], 'no-match'],
  [['cost', '--model', 'Qwen9-33B'], 'unknown-model'],
  [['cost', '--requests', '-1'], 'invalid-number'],
  [['lint', 'missing.shots.md'], 'usage'],
  [['lint', '--nothing'], 'unknown-option'],
  [['coverage', 'missing.shots.md'], 'usage'],
  [['coverage', 'a.shots.md', '--min', 'all'], 'invalid-argument'],
  [['flow', 'missing.sop.md'], 'unreadable'],
  [['flow', 'empty.sop.md'], 'no-steps'],
  [['flow'], 'missing-argument'],
  [['export', 'missing.shots.md', '--out', 'data'], 'usage'],
  [['eval', 'a.shots.md'], 'no-model'],
  [['eval', 'a.shots.md', '--provider', 'nobody'], 'usage'],
];

describe('an error of a command that was asked for JSON', () => {
  it.each(failing)('%j is JSON on standard output, with the code of the line on standard error', async (args, code) => {
    const folder = await folderOf(shots);
    const result = await cli(folder, [...args, '--format', 'json']);
    const { errors } = JSON.parse(result.stdout);
    expect(errors[0]).toMatchObject({ code, severity: 'error', message: expect.stringMatching(/\S/) });
    expect(result.stderr).toContain(code);
    expect(result.code).toBe(2);
    expect((await cli(folder, args)).stdout).toBe('');
  });

  it('is in the language of the command', async () => {
    const { stdout } = await cli('.', ['lora', '--model', 'Qwen9-33B', '--format=json', '--lang', 'zh-CN']);
    expect(JSON.parse(stdout).errors).toMatchObject([{ code: 'unknown-model', message: /^没有名为/ }]);
  });

  it('escapes what would control a terminal', async () => {
    const { stdout } = await cli('.', ['lora', '--model', 'Qwen\u009B\u202E9', '--format', 'json'], {
      isTerminal: true,
    });
    expect(stdout).not.toMatch(/[\u009B\u202E]/);
    expect(JSON.parse(stdout).errors[0].message).toContain('Qwen\u009B\u202E9');
  });
});

describe('an evaluation that must not send', () => {
  it.each([[[]], [['--free-run']]])('%j has the reason as JSON', async (flags) => {
    const server = await startOpenAiServer();
    const url = server.baseUrl.replace('127.0.0.1', 'models.example.com');
    const args = ['eval', 'a.shots.md', '--base-url', url, '--model', 'm', ...flags, '--format', 'json'];
    const { stdout, stderr, code } = await cli(await folderOf(shots), args);
    expect(JSON.parse(stdout).errors).toMatchObject([{ code: 'not-sent', severity: 'error' }]);
    expect(stderr.match(/\[not-sent\]/g)).toHaveLength(1);
    expect([code, server.chats.length]).toEqual([2, 0]);
  });
});

describe('the request for JSON', () => {
  it.each([
    [['lint', '--format', 'json'], true],
    [['lint', '--format=json'], true],
    [['rules', '--json'], true],
    [['lint', '--format', 'text'], false],
    [['lint', '--', '--format', 'json'], false],
    [['lint', 'json'], false],
  ])('%j: %s', (args, expected) => {
    expect(asksForJson(args)).toBe(expected);
  });
});
