import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { toFileFailure } from '../../src/cli/fileFailure.ts';
import { renderUsageError } from '../../src/cli/usageMessage.ts';
import { repairSop, repairTools } from '../generation/run/samples.ts';
import { cli, documentWith, folderOf, TOOLS } from './support.ts';

const refused = vi.hoisted(() => ({ code: '', folder: '' }));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof import('node:fs')>();
  const readdir = ((path: string, options: object, callback: (error: unknown, entries?: unknown) => void) => {
    if (refused.folder === '' || !path.endsWith(refused.folder))
      real.readdir(path, options as never, callback as never);
    else callback(Object.assign(new Error('EACCES'), { code: 'EACCES', syscall: 'scandir', path }));
  }) as unknown as typeof real.readdir;
  return { ...real, default: { ...real, readdir }, readdir };
});

vi.mock('../../src/files/replaceFile.ts', async (original) => {
  const real = await original<typeof import('../../src/files/replaceFile.ts')>();
  const replaceFile: typeof real.replaceFile = async (path, ...rest) => {
    if (refused.code === '') return real.replaceFile(path, ...rest);
    throw systemError(refused.code, `${path}.tmp-0123456789ab`);
  };
  return { ...real, replaceFile };
});

function systemError(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: refused, open '${path}'`), { code, syscall: 'open', path });
}

async function refusing<T>(code: string, run: () => Promise<T>): Promise<T> {
  refused.code = code;
  try {
    return await run();
  } finally {
    refused.code = '';
  }
}

const FIXABLE = documentWith('Error = "卡纸", top_k = "3"');
const UNTIDY = '**User**: q\n**Think**: a\n\n**Action**: SearchSolution(Error = "x",top_k = 1)\n';

describe('what the file system refuses', () => {
  it.each([
    ['EACCES', 'permission denied'],
    ['EROFS', 'the file system is read-only'],
    ['ENOSPC', 'no space left on the device'],
    ['ENOENT', 'no such file or folder'],
    ['ENOTDIR', 'a part of the path is not a folder'],
    ['EISDIR', 'it is a folder'],
    ['ESTALE', 'the system refused'],
  ])('is reported in words, with its code: %s', (code, reason) => {
    const failure = toFileFailure(systemError(code, join('/w', 'd', 'a.shots.md.tmp-0a1b2c')), '/w');
    expect(failure && renderUsageError(failure, 'en')).toBe(
      `sop-shots: cannot use d/a.shots.md: ${reason} [${code}]\n`,
    );
  });

  it('is not made of other errors', () => {
    expect(toFileFailure(new TypeError('x is undefined'), '/w')).toBeUndefined();
    expect(toFileFailure('nothing', '/w')).toBeUndefined();
  });

  it.each([
    ['lint', ['lint', '.']],
    ['format', ['format', '--check', '.']],
    ['a glob', ['lint', '**/*.shots.md']],
  ])('of folders is reported once, and the run continues: %s', async (_, args) => {
    const folder = await folderOf({
      'a.tools.json': TOOLS,
      'a.shots.md': FIXABLE,
      'locked/b.shots.md': FIXABLE,
      'locked/.gitignore': '',
    });
    refused.folder = 'locked';
    const { code, stdout, stderr } = await cli(folder, args).finally(() => {
      refused.folder = '';
    });
    expect(stderr.match(/sop-shots: cannot use locked: permission denied \[EACCES\]\n/g)).toHaveLength(1);
    expect(stdout + stderr).not.toContain('b.shots.md');
    expect(code).toBeGreaterThan(0);
  });

  it('leaves the document unchanged, and the others are fixed', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'a.shots.md': FIXABLE });
    const { code, stderr } = await refusing('EACCES', () => cli(folder, ['lint', '--fix', 'a.shots.md']));
    expect([code, stderr]).toEqual([2, 'sop-shots: cannot use a.shots.md: permission denied [EACCES]\n']);
    expect(await readFile(join(folder, 'a.shots.md'), 'utf8')).toBe(FIXABLE);
  });

  it('is not a formatted document', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'a.shots.md': UNTIDY });
    const { code, stdout, stderr } = await refusing('ENOSPC', () => cli(folder, ['format', '--lang', 'zh-CN']));
    expect([code, stdout]).toEqual([2, '1 个文件，0 个有改动\n']);
    expect(stderr).toBe('sop-shots：无法使用 a.shots.md：磁盘空间不足 [ENOSPC]\n');
  });

  it.each([
    ['a new document', ['--count', '1', '--out', 'a.tools.json/new.shots.md']],
    ['a batch', ['--count', '2', '--model', 'm', '--batch-out', 'a.tools.json/b.jsonl']],
  ])('also reports %s', async (_, flags) => {
    const folder = await folderOf({ 'a.sop.md': repairSop, 'a.tools.json': JSON.stringify(repairTools) });
    const { code, stderr } = await cli(folder, ['generate', '--sop', 'a.sop.md', '--tools', 'a.tools.json', ...flags]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^sop-shots: cannot use a\.tools\.json\S*: a part of the path is not a folder \[ENOTDIR\]\n$/,
    );
  });
});

describe('a file of tools that gives none', () => {
  it.each([
    [
      '--tools desk.json: no tool can be read from it. No tools found here. Expected are OpenAI, Anthropic, MCP, Gemini or Bedrock tool definitions, or an OpenAPI document. [no-tools]',
      '{"a": 1}',
    ],
    ['--tools desk.json: line 2 is not valid JSON or YAML, so its tools are not all known. [no-tools]', '[\n{"a":,}]'],
    ['--tools desk.json: the file cannot be read. [no-tools]', Uint8Array.from([0xff, 0, 0xfe])],
  ])('is reported, and the documents are still checked: %s', async (said, text) => {
    const folder = await folderOf({ 'desk.json': text, 'a.shots.md': documentWith('Error = 3') });
    const { code, stderr, stdout } = await cli(folder, ['lint', '--tools', 'desk.json', 'a.shots.md']);
    expect([code, stderr]).toEqual([2, `sop-shots: ${said}\n`]);
    expect(stdout).toContain('1 file, 1 shot, 1 call checked');
  });
});

describe('a configuration that is named', () => {
  it.each([
    ['lora', ['lora', '--model', 'Qwen3-8B', '--config', 'none.json']],
    ['cost', ['cost', '--config', 'none.json']],
  ])('is reported in words when it does not exist: %s', async (_, args) => {
    const { code, stderr } = await cli(await folderOf({}), args);
    expect([code, stderr]).toEqual([2, 'sop-shots: cannot use none.json: no such file or folder [ENOENT]\n']);
  });
});

describe('a data file that is named', () => {
  it('is ignored if it is about something else', async () => {
    const folder = await folderOf({ 'package.json': '{"name": "a", "version": "1.0.0"}', 'a.yaml': 'on: push\n' });
    const { code, stdout } = await cli(folder, ['lint', 'package.json', 'a.yaml']);
    expect([code, stdout]).toEqual([0, '2 files, 0 shots, 0 calls checked: no findings\n']);
  });

  const openApi =
    'openapi: 3.0.0\ninfo: {title: a, version: "1"}\npaths:\n  /a:\n    get:\n      operationId: getA\n      parameters:\n        - {name: b, in: query, schema: {type: strnig}}\n      responses: {}\n';

  it.each([
    ['an OpenAPI description', 'desk.openapi.yaml', openApi, 'desk.openapi.yaml:8:47 error `strnig`'],
    ['invalid JSON', 'desk.json', '[{"a":,}]', 'desk.json:1:7 error Invalid JSON'],
    ['invalid YAML', 'desk.yml', 'a: [\n b: : c', 'desk.yml:2:5 error Invalid YAML'],
  ])('is read as tools whatever its name: %s', async (_, name, text, said) => {
    const { code, stdout } = await cli(await folderOf({ [name]: text }), ['lint', name]);
    expect(code).toBe(1);
    expect(stdout).toContain(said);
  });
});
