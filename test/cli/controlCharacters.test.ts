import { describe, expect, it } from 'vitest';
import { escapeForTerminal } from '../../src/cli/escapedOutput.ts';
import { cli, documentWith, folderOf, TOOLS } from './support.ts';

/** C1 and C0 controls, a line separator and a mark that turns text round. */
const HOSTILE = '\u009b31m\u0007\u001b[2J\u202e\u2028';
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be printed
const RAW = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/;

describe('control characters', () => {
  it.each(['text', 'json', 'sarif', 'github'])('of a document are printed as escapes: %s', async (format) => {
    const folder = await folderOf({ 'a.tools.json': TOOLS, 'a.shots.md': documentWith(`"${HOSTILE}" = 1`) });
    for (const isTerminal of [false, true]) {
      const { stdout } = await cli(folder, ['lint', '--format', format], { isTerminal, env: { NO_COLOR: '1' } });
      expect(stdout).not.toMatch(RAW);
      expect(stdout).toContain('\\u009b31m');
    }
  });

  it('of a file name cannot begin a line', async () => {
    const name = 'a\n::error::forged\u001b[2J.shots.md';
    const folder = await folderOf({ 'a.tools.json': TOOLS, [name]: documentWith('top_k = "x"') });
    for (const format of ['text', 'github']) {
      const { stdout } = await cli(folder, ['lint', '--format', format]);
      expect(stdout).not.toMatch(/^::error::forged/m);
      expect(stdout).not.toMatch(RAW);
    }
    expect((await cli(folder, ['format', '--check'])).stdout).not.toMatch(RAW);
    expect((await cli(folder, ['lint', `${name}x`])).stderr).toBe(
      'sop-shots: "a\\n::error::forged\\u001b[2J.shots.mdx" matches no file [usage]\n',
    );
  });

  it('of a document that is printed reach a pipe, but no terminal', async () => {
    const folder = await folderOf({ 'a.tools.json': TOOLS });
    const text = `**User**: \u001b[2J\n**Think**: a\n\n**Action**: SearchSolution(Error = "x", top_k = "1")\n`;
    const run = (isTerminal: boolean) =>
      cli(folder, ['lint', '--stdin', '--fix'], { isTerminal, stdin: async () => text });
    expect((await run(false)).stdout).toContain('\u001b[2J');
    expect((await run(true)).stdout).toContain('**User**: \\u001b[2J\n');
  });

  it('reach no report in a pipe, and no name of a tool begins a line', async () => {
    const tools = JSON.stringify([{ name: 'f\u001b[2J\n::error::forged\u202e', parameters: { type: 'object' } }]);
    const folder = await folderOf({ 'a.tools.json': tools, 'a.shots.md': '**User**: a\n' });
    for (const format of ['text', 'markdown', 'json', 'lcov']) {
      const { stdout } = await cli(folder, ['coverage', '--format', format]);
      expect(stdout, format).not.toMatch(RAW);
      expect(stdout, format).not.toMatch(/^::error/m);
    }
    expect((await cli(folder, ['coverage'])).stdout).toContain('f\\u001b[2J\\n::error::forged\\u202e');
  });

  it('keep lines, tabs and colors of what the program itself prints', () => {
    expect(escapeForTerminal('\u001b[1ma\tb\u001b[22m\r\nc\rd')).toBe('\u001b[1ma\tb\u001b[22m\r\nc\\rd');
  });
});

describe('half of a surrogate pair', () => {
  it('in a path is a file that does not exist', async () => {
    const folder = await folderOf({
      'a.tools.json': JSON.stringify([
        { name: 'f', parameters: { type: 'object', properties: { x: { $ref: './\ud834.json' } } } },
      ]),
      'a.shots.md': '---\ntools: "./\\uD834.json"\n---\n**User**: a\n**Think**: b\n**Action**: f(x = 1)\n',
    });
    const { stdout, stderr, code } = await cli(folder, ['lint']);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain('[file-not-found]');
    expect(stdout).toContain('[unresolved-ref]');
  });
});

describe('an internal error', () => {
  it('is one line with a code, and the other files are checked', async () => {
    const folder = await folderOf({ 'a.shots.md': '**User**: a\n' });
    const stdout = (): never => {
      throw new TypeError('x is not\na function');
    };
    const { stderr, code } = await cli(folder, ['lint'], { stdout });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^sop-shots: internal error: TypeError: x is not\\na function\. .* \[internal-error\]\n$/);
    const debug = await cli(folder, ['lint'], { stdout, env: { SOP_SHOTS_DEBUG: '1' } });
    expect(debug.stderr).toContain('controlCharacters.test.ts');
  });
});
