import { chmodSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Ajv from 'ajv-draft-04';
import { describe, expect, it } from 'vitest';
import { DATA_CODES } from '../../src/datasets/index.ts';
import { cli, documentWith, folderOf, TOOLS } from './support.ts';

const WRONG = documentWith('Error = "卡纸", top_k = "many"');
const RIGHT = documentWith('Error = "卡纸", top_k = 3');
const FIXABLE = documentWith('Error = "卡纸", top_k = "3"');

describe('--target', () => {
  const tools = JSON.stringify([
    { name: 'f', description: 'd', parameters: { type: 'object', properties: { 'a-b': { type: 'string' } } } },
  ]);

  it('checks tools for a provider instead of those in the project file', async () => {
    const folder = await folderOf({ 'a.tools.json': tools, 'sop-shots.yaml': 'targets: openai\n' });
    expect((await cli(folder, ['lint', 'a.tools.json'])).stdout).not.toContain('provider-limits');
    const { stdout } = await cli(folder, ['lint', '--target', 'gemini', 'a.tools.json']);
    expect(stdout).toContain('Gemini does not accept the parameter name `a-b`');
  });

  it('refuses a provider that does not exist', async () => {
    const folder = await folderOf({ 'a.tools.json': tools });
    const { code, stderr } = await cli(folder, ['lint', '--target', 'gemini,acme']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--target names an unknown provider "acme"')]);
  });
});

describe('--rule', () => {
  const rows = ['{"messages":[{"role":"user","content":"It jams.","name":"Li"}]}', '{"messages": ['].join('\n');

  it.each(DATA_CODES)('knows the code %s of training data', async (code) => {
    const folder = await folderOf({ 'rows.jsonl': rows });
    const { code: exit, stderr } = await cli(folder, ['lint', 'rows.jsonl', '--rule', `${code}=hint`]);
    expect([exit === 2, stderr]).toEqual([false, '']);
  });

  it('sets the severity of a problem of training data', async () => {
    const folder = await folderOf({ 'rows.jsonl': rows });
    expect((await cli(folder, ['lint', 'rows.jsonl'])).stdout).toContain('error The line ends');
    const off = await cli(folder, ['lint', 'rows.jsonl', '--rule', 'truncated-line=off']);
    expect(off.stdout).not.toContain('The line ends');
  });
});

describe('data named on the command line', () => {
  it('is checked for tools, and left alone where it has nothing to do with them', async () => {
    const folder = await folderOf({ 'package.json': '{"name":"x"}', 'c.json': '{"info":{"name":"c"},"item":[]}' });
    const { code, stdout } = await cli(folder, ['lint', 'package.json', 'c.json']);
    expect(code).toBe(1);
    expect(stdout).toContain('c.json:1:1 error This is a Postman collection');
    expect(stdout).not.toContain('package.json:');
  });
});

describe('exit codes', () => {
  it('is 0 for a clean file', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'a.shots.md': RIGHT });
    const { code, stdout } = await cli(folder, ['lint', 'a.shots.md']);
    expect([code, stdout]).toEqual([0, '1 file, 1 shot, 1 call checked: no findings\n']);
  });
  it('is 1 for an error', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'a.shots.md': WRONG });
    expect((await cli(folder, ['lint'])).code).toBe(1);
  });
  it('is 0 for a warning and 1 when there are more than --max-warnings', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'a.shots.md': documentWith('Error ＝ "卡纸"') });
    expect((await cli(folder, ['lint'])).code).toBe(0);
    const over = await cli(folder, ['lint', '--max-warnings', '0', '--quiet']);
    expect([over.code, over.stderr]).toEqual([1, 'sop-shots: more warnings (1) than --max-warnings allows (0)\n']);
    expect(over.stdout).not.toContain('warning');
  });
  it.each([
    [['lint', '--format', 'xml'], 'text, json, sarif, github'],
    [['lint', '--rule', 'call-syntax=loud'], 'error, warning, info, hint, off'],
    [['lint', '--rule', 'no-such-rule=off'], 'no-such-rule'],
    [['lint', '--max-warnings', '-1'], 'max-warnings'],
    [['lint', 'missing.shots.md'], 'missing.shots.md'],
    [['lint', 'nothing/**/*.md'], 'nothing/**/*.md'],
    [['lint', '--frobnicate'], '--frobnicate'],
    [['formt'], 'format'],
    [['lint', '--stdin', 'a.shots.md'], '--stdin'],
  ])('is 2 and says what to do for %j', async (args, said) => {
    const folder = await folderOf({ 'a.shots.md': RIGHT });
    const { code, stderr } = await cli(folder, args);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
  it.each([
    [['lint', '--frobnicate'], 'sop-shots：没有选项 --frobnicate [unknown-option]\n'],
    [['formt'], 'sop-shots：没有命令 formt，是不是想写 format？ [unknown-command]\n'],
    [['lint', '--rule'], 'sop-shots：--rule <id=severity>：缺少取值 [option-missing-argument]\n'],
    [
      ['lint', '--format', 'xml'],
      'sop-shots：--format <format>：“xml”不在可选值 text, json, sarif, github, gitlab, junit 之中 [invalid-argument]\n',
    ],
    [
      ['lint', '--max-warnings', 'many'],
      'sop-shots：--max-warnings <n>：应为非负整数，收到的是“many” [invalid-argument]\n',
    ],
    [['lora', 'a', 'b'], 'sop-shots：参数过多 [excess-arguments]\n'],
    [['lint', '无.shots.md'], 'sop-shots：没有文件或文件夹“无.shots.md” [usage]\n'],
  ])('says what is wrong with %j in Chinese too, with a code', async (args, said) => {
    const { code, stderr } = await cli(await folderOf({}), ['--lang', 'zh-CN', ...args]);
    expect([code, stderr]).toEqual([2, said]);
  });
  it('is 2 for a file in GB18030, and the other files are still checked', async () => {
    const gb = Uint8Array.from([0xd3, 0xc3, 0xbb, 0xa7, 0xa3, 0xba, 0xc4, 0xe3, 0xba, 0xc3]);
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'a.shots.md': WRONG, 'old.shots.md': gb });
    const { code, stdout, stderr } = await cli(folder, ['lint', '--format', 'json']);
    expect(code).toBe(2);
    expect(stderr).toContain('GB18030');
    const report = JSON.parse(stdout);
    expect(report.summary).toMatchObject({ files: 3, errors: 2 });
    expect(report.files.find(({ path }: { path: string }) => path === 'old.shots.md').diagnostics).toMatchObject([
      { rule: 'encoding', severity: 'error' },
    ]);
  });
});

describe('what is checked', () => {
  it('is each file once where links lead around in a circle, and a linked file', async () => {
    const folder = await folderOf({ 'a/a.shots.md': RIGHT, 'a/a.tools.json': TOOLS, 'lib/prompt.md': RIGHT });
    symlinkSync('..', join(folder, 'a', 'around'));
    symlinkSync('.', join(folder, 'a', 'again'));
    symlinkSync('../lib/prompt.md', join(folder, 'a', 'linked.shots.md'));
    symlinkSync('nowhere', join(folder, 'a', 'broken.shots.md'));
    const { stdout } = await cli(folder, ['lint', '--format', 'json']);
    const { files } = JSON.parse(stdout) as { files: readonly { path: string }[] };
    expect(files.map(({ path }) => path)).toEqual(['a/a.shots.md', 'a/linked.shots.md', 'a/a.tools.json']);
  });

  it('is a folder without what .gitignore names', async () => {
    const folder = await folderOf({
      '.gitignore': 'drafts/\n',
      'a.tools.json': TOOLS,
      'a.shots.md': RIGHT,
      'drafts/b.shots.md': WRONG,
    });
    const { stdout } = await cli(folder, ['lint', '--format', 'json']);
    const paths = JSON.parse(stdout).files.map((file: { path: string }) => file.path);
    expect(paths.sort()).toEqual(['a.shots.md', 'a.tools.json']);
  });
  it('is standard input under the given name', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS });
    const args = ['lint', '--stdin', '--stdin-filename', 'new.shots.md', '--format', 'json'];
    const { stdout, code } = await cli(folder, args, { stdin: async () => WRONG });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).files[0]).toMatchObject({
      path: 'new.shots.md',
      diagnostics: [{ rule: 'parameter-type' }],
    });
  });
  it('is standard input for `-`, and with --fix standard output is the fixed document', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS });
    const { stdout, stderr, code } = await cli(folder, ['lint', '-', '--fix'], { stdin: async () => FIXABLE });
    expect([code, stdout]).toEqual([0, RIGHT]);
    expect(stderr).toBe('1 file, 1 shot, 1 call checked: no findings\n1 file fixed\n');
  });
  it('uses the tool files of --tools', async () => {
    const folder = await folderOf({ 'schemas/api.json': TOOLS, 'a.shots.md': WRONG });
    const { stdout } = await cli(folder, ['lint', 'a.shots.md', '--tools', 'schemas/*.json', '--format', 'json']);
    expect(JSON.parse(stdout).files[0].diagnostics[0].rule).toBe('parameter-type');
  });
  it('is a prompt.txt that is named', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'prompt.txt': WRONG });
    expect((await cli(folder, ['lint', 'prompt.txt'])).code).toBe(1);
  });
  it('lies in folders with spaces and Chinese names', async () => {
    const folder = await folderOf({ '售后 服务/a.tools.json': TOOLS, '售后 服务/维修.shots.md': WRONG });
    const { stdout } = await cli(folder, ['lint', '售后 服务', '--format', 'github']);
    expect(stdout).toMatch(/^::error file=售后 服务\/维修\.shots\.md,line=3,/m);
  });
});

describe('formats', () => {
  it('json has the documented shape', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'a.shots.md': FIXABLE });
    const report = JSON.parse((await cli(folder, ['lint', 'a.shots.md', '--format', 'json'])).stdout);
    expect(report).toEqual({
      version: 1,
      files: [
        {
          path: 'a.shots.md',
          diagnostics: [
            {
              rule: 'parameter-type',
              severity: 'error',
              message: expect.stringContaining('`top_k`'),
              range: { start: { line: 2, character: 54 }, end: { line: 2, character: 57 } },
              fixable: true,
            },
          ],
        },
      ],
      summary: { files: 1, shots: 1, calls: 1, errors: 1, warnings: 0, infos: 0, hints: 0 },
    });
  });
  it('sarif validates against the schema of SARIF 2.1.0', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS, '维修.shots.md': WRONG });
    const log = JSON.parse((await cli(folder, ['lint', '--format', 'sarif'])).stdout);
    const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/package.json');
    const schema = JSON.parse(readFileSync(join(path, '../lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
    const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false });
    ajv.validate(schema, log);
    expect(ajv.errors).toBeNull();
    expect(log.runs[0].results).toHaveLength(1);
    expect(log.runs[0].results[0]).toMatchObject({ ruleId: 'parameter-type', level: 'error' });
  });
  it('text has one line per finding with its location', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'a.shots.md': WRONG });
    const { stdout } = await cli(folder, ['lint', 'a.shots.md']);
    expect(stdout.split('\n')[0]).toMatch(/^a\.shots\.md:3:55 error `top_k` .+ \[parameter-type\]$/);
  });
  it('on a terminal text shows the source line with carets under the argument', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'a.shots.md': WRONG });
    const { stdout } = await cli(folder, ['lint', 'a.shots.md'], { isTerminal: true, env: { NO_COLOR: '' } });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
    const [, source, carets] = stdout.replace(/\u001B\[\d+m/g, '').split('\n');
    expect(source).toContain('top_k = "many"');
    // Chinese characters take two cells, so the caret's column is not the character's.
    expect(carets?.indexOf('^')).toBe(`  3 | **API request:** SearchSolution(Error = "卡纸", top_k = `.length + 2);
    expect(carets?.trim().endsWith('^^^^^^')).toBe(true);
  });
  it('NO_COLOR takes the colours and leaves the carets', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'a.shots.md': WRONG });
    const { stdout } = await cli(folder, ['lint', 'a.shots.md'], { isTerminal: true, env: { NO_COLOR: '1' } });
    expect(stdout).toContain('^^^^^^');
    expect(stdout).not.toContain('\u001B');
  });
  it('text says how many findings --fix would fix', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'a.shots.md': FIXABLE });
    expect((await cli(folder, ['lint', 'a.shots.md'])).stdout).toContain('\n1 of them can be fixed with --fix\n');
  });
  it('speaks Chinese', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'a.shots.md': WRONG });
    const { stdout } = await cli(folder, ['lint', 'a.shots.md', '--lang', 'zh-CN']);
    expect(stdout).toMatch(/错误 .*top_k.*应/);
  });
  it('--quiet leaves errors only', async () => {
    const folder = await folderOf({
      'a.tools.json': TOOLS,
      'a.shots.md': documentWith('Error ＝ "卡纸", top_k = "x"'),
    });
    const report = JSON.parse((await cli(folder, ['lint', 'a.shots.md', '--quiet', '--format', 'json'])).stdout);
    expect(report.files[0].diagnostics.map((found: { rule: string }) => found.rule)).toEqual(['parameter-type']);
  });
});

describe('--fix', () => {
  it('writes what keeps the meaning and reports what is left', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'a.shots.md': FIXABLE });
    expect((await cli(folder, ['lint', 'a.shots.md', '--fix'])).code).toBe(0);
    expect(await readFile(join(folder, 'a.shots.md'), 'utf8')).toBe(RIGHT);
  });
  it('keeps CRLF and the BOM', async () => {
    const text = `\uFEFF${FIXABLE.replaceAll('\n', '\r\n')}`;
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'a.shots.md': text });
    await cli(folder, ['lint', 'a.shots.md', '--fix']);
    expect(await readFile(join(folder, 'a.shots.md'), 'utf8')).toBe(`\uFEFF${RIGHT.replaceAll('\n', '\r\n')}`);
  });
  it('never invents an argument', async () => {
    const missing = documentWith('top_k = 3');
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'a.shots.md': missing });
    expect((await cli(folder, ['lint', 'a.shots.md', '--fix'])).code).toBe(1);
    expect(await readFile(join(folder, 'a.shots.md'), 'utf8')).toBe(missing);
  });
  it('keeps the permissions of the file', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'a.shots.md': FIXABLE });
    chmodSync(join(folder, 'a.shots.md'), 0o640);
    await cli(folder, ['lint', 'a.shots.md', '--fix']);
    expect(statSync(join(folder, 'a.shots.md')).mode & 0o777).toBe(0o640);
  });
});

describe('severities', () => {
  it('follow --rule', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'a.shots.md': WRONG });
    expect((await cli(folder, ['lint', 'a.shots.md', '--rule', 'parameter-type=warning'])).code).toBe(0);
    const off = await cli(folder, ['lint', 'a.shots.md', '--rule', 'parameter-type=off', '--format', 'json']);
    expect(JSON.parse(off.stdout).files[0].diagnostics).toEqual([]);
  });
  it('follow the project file', async () => {
    const folder = await folderOf({
      'sop-shots.yaml': 'rules:\n  parameter-type: info\n',
      'a.tools.json': TOOLS,
      'a.shots.md': WRONG,
    });
    const { stdout } = await cli(folder, ['lint', 'a.shots.md', '--format', 'json']);
    expect(JSON.parse(stdout).files[0].diagnostics[0].severity).toBe('info');
  });
});

it('lists the rules', async () => {
  const { stdout, code } = await cli(await folderOf({}), ['rules']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^call-syntax +calls +error/m);
  expect(stdout.split('\n').length).toBeGreaterThan(45);
});
