import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { cli, documentWith, folderOf, TOOLS } from './support.ts';

const FILES = {
  'a.tools.json': TOOLS,
  'a & "b".shots.md': documentWith('top_k = "<3"'),
  'c.shots.md': documentWith('Error = "jam"'),
};

describe('--format json', () => {
  it('prints what its schema describes', async () => {
    const schema: object = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../schemas/lint-report.schema.json'), 'utf8'),
    );
    const validate = new Ajv2020().compile(schema);
    const { stdout } = await cli(await folderOf(FILES), ['lint', '--format', 'json']);
    expect(validate(JSON.parse(stdout)), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ version: 1, files: [{ path: 'a' }], summary: {} })).toBe(false);
  });
});

describe('--format gitlab', () => {
  interface Issue {
    readonly fingerprint: string;
    readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
    readonly severity: string;
    readonly check_name: string;
  }
  const issues = async (folder: string): Promise<readonly Issue[]> =>
    JSON.parse((await cli(folder, ['lint', '--format', 'gitlab'])).stdout);

  it('prints one issue per finding, whose fingerprint does not depend on the line', async () => {
    const folder = await folderOf(FILES);
    const before = await issues(folder);
    expect(before.map(({ check_name }) => check_name)).toContain('parameter-type');
    expect(before.every(({ location }) => location.path === 'a & "b".shots.md')).toBe(true);
    expect(new Set(before.map(({ fingerprint }) => fingerprint)).size).toBe(before.length);
    await writeFile(join(folder, 'a & "b".shots.md'), `<!-- one more line -->\n\n${FILES['a & "b".shots.md']}`);
    const after = await issues(folder);
    expect(after.map(({ fingerprint }) => fingerprint)).toEqual(before.map(({ fingerprint }) => fingerprint));
    expect(after[0]?.location.lines.begin).toBe((before[0]?.location.lines.begin ?? 0) + 2);
  });
});

describe('--format junit', () => {
  it('prints a suite per file, escaped', async () => {
    const { stdout } = await cli(await folderOf(FILES), ['lint', '--format', 'junit']);
    expect(stdout).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="SOP Shots" tests="\d+" failures="\d+">/,
    );
    expect(stdout).toContain('<testsuite name="a &amp; &quot;b&quot;.shots.md"');
    expect(stdout).toContain('<testcase classname="c.shots.md" name="lint"/>');
    expect(stdout).toMatch(/<failure type="error" message="[^"<>]*">[^<>]*\[parameter-type\]<\/failure>/);
    expect(stdout.trimEnd().endsWith('</testsuites>')).toBe(true);
  });
});

describe('--changed-since', () => {
  const git = (cwd: string, ...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', '-c', 'commit.gpgsign=false', ...args], {
      cwd,
    });

  it('checks files that differ from a revision and untracked ones', async () => {
    const folder = await folderOf({ ...FILES, 'd.shots.md': documentWith('Error = "x"') });
    git(folder, 'init', '--quiet');
    git(folder, 'add', '.');
    git(folder, 'commit', '--quiet', '-m', 'first');
    const checked = async (ref: string): Promise<readonly string[]> => {
      const { stdout } = await cli(folder, ['lint', '--format', 'json', '--changed-since', ref]);
      return (JSON.parse(stdout) as { readonly files: readonly { readonly path: string }[] }).files.map(
        ({ path }) => path,
      );
    };
    expect(await checked('HEAD')).toEqual([]);
    await appendFile(join(folder, 'c.shots.md'), '\n');
    await writeFile(join(folder, 'new.shots.md'), documentWith('Error = "y"'));
    expect(await checked('HEAD')).toEqual(['c.shots.md', 'new.shots.md']);
  });

  it.each(['missing', '--output=x'])('refuses what Git does not know: %s', async (ref) => {
    const folder = await folderOf(FILES);
    git(folder, 'init', '--quiet');
    const { code, stderr } = await cli(folder, ['lint', `--changed-since=${ref}`]);
    expect([code, stderr.includes('[changed-since]')]).toEqual([2, true]);
  });
});
