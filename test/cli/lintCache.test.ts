import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, documentWith, folderOf, TOOLS } from './support.ts';

const LINT = ['lint', '--format', 'json', '--cache'];
const LONG_AGO = new Date('2020-01-01T00:00:00Z');

const FILES = {
  'a.shots.md': `---\ntools: [./a.tools.json]\nsop: ./a.sop.md\n---\n${documentWith('Error = "jam", top_k = 3')}`,
  'b.shots.md': documentWith('top_k = "x"'),
  'a.tools.json': TOOLS,
  'a.sop.md': '# Repair\n\n1. Call `SearchSolution` with the error.\n',
};

/** Puts another text in place of a file's, which leaves its time and size as they are. */
async function replaceUnseen(folder: string, name: string, from: string, to: string): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
  await utimes(path, LONG_AGO, LONG_AGO);
}

async function folderSeenLongAgo(files: Readonly<Record<string, string>> = FILES): Promise<string> {
  const folder = await folderOf(files);
  for (const name of Object.keys(files)) await utimes(join(folder, name), LONG_AGO, LONG_AGO);
  return folder;
}

async function lint(folder: string, ...more: readonly string[]) {
  const { stdout, stderr, code } = await cli(folder, [...LINT, ...more]);
  expect(stderr).toBe('');
  const { files, summary } = JSON.parse(stdout);
  const rules = new Map<string, readonly string[]>(
    files.map((file: { readonly path: string; readonly diagnostics: readonly { readonly rule: string }[] }) => [
      file.path,
      file.diagnostics.map(({ rule }) => rule),
    ]),
  );
  return { stdout, rules, summary, code };
}

describe('lint --cache', () => {
  it('reports the same as without, and reads unchanged files no more', async () => {
    const folder = await folderSeenLongAgo();
    const plain = await cli(folder, ['lint', '--format', 'json']);
    expect((await lint(folder)).stdout).toBe(plain.stdout);
    // What is not read cannot be found.
    await replaceUnseen(folder, 'b.shots.md', 'top_k', 'top_x');
    await replaceUnseen(folder, 'a.tools.json', 'integer', 'boolean');
    const second = await lint(folder);
    expect(second.stdout).toBe(plain.stdout);
    expect(second.code).toBe(1);
  });

  it('checks a changed file again, and no other', async () => {
    const folder = await folderSeenLongAgo();
    await lint(folder);
    await replaceUnseen(folder, 'a.shots.md', 'top_k = 3', 'top_k = ?');
    await writeFile(join(folder, 'b.shots.md'), documentWith('Error = "jam"'));
    const { rules } = await lint(folder);
    expect(rules.get('b.shots.md')).not.toContain('parameter-type');
    expect(rules.get('a.shots.md')).toEqual([]);
  });

  it.each([
    ['a tool file', 'a.tools.json', '"integer"', '"string" '],
    ['a procedure', 'a.sop.md', 'SearchSolution', 'SearchNothing '],
  ])('checks the documents of %s again when it changes', async (_what, name, from, to) => {
    const folder = await folderSeenLongAgo();
    const before = (await lint(folder)).rules.get('a.shots.md');
    await writeFile(join(folder, name), (await readFile(join(folder, name), 'utf8')).replace(from, to));
    const after = await cli(folder, ['lint', '--format', 'json']);
    const { stdout, rules } = await lint(folder);
    expect(stdout).toBe(after.stdout);
    if (name === 'a.tools.json') expect(rules.get('a.shots.md')).not.toEqual(before);
  });

  it('notices files that appear or vanish: a project file, another tool file, a document that uses a tool', async () => {
    const folder = await folderSeenLongAgo();
    const same = async () => {
      expect((await lint(folder)).stdout).toBe((await cli(folder, ['lint', '--format', 'json'])).stdout);
    };
    await lint(folder);
    await writeFile(join(folder, 'sop-shots.yaml'), 'rules:\n  parameter-type: off\n');
    await same();
    expect((await lint(folder)).rules.get('b.shots.md')).not.toContain('parameter-type');
    await writeFile(join(folder, 'c.tools.json'), TOOLS.replace('SearchSolution', 'Other'));
    await same();
    await writeFile(join(folder, 'c.shots.md'), documentWith('').replaceAll('SearchSolution', 'Other'));
    await same();
    await rm(join(folder, 'a.tools.json'));
    await same();
    await rm(join(folder, 'b.shots.md'));
    await same();
    expect(await readFile(join(folder, '.sop-shots-cache'), 'utf8')).not.toContain('b.shots.md');
  });

  it('does not use results of other options or another language', async () => {
    const folder = await folderSeenLongAgo();
    await lint(folder);
    expect((await lint(folder, '--rule', 'parameter-type=off')).rules.get('b.shots.md')).not.toContain(
      'parameter-type',
    );
    expect((await lint(folder, '--lang', 'zh-CN')).stdout).toMatch(/\p{Script=Han}/u);
  });

  it('recognises unchanged files by their content where times mean nothing', async () => {
    const folder = await folderSeenLongAgo();
    const content = ['--cache-strategy', 'content', '--cache-location', 'kept/results.json'];
    const before = await lint(folder, ...content);
    await utimes(join(folder, 'a.shots.md'), new Date(), new Date());
    expect((await lint(folder, ...content)).stdout).toBe(before.stdout);
    await replaceUnseen(folder, 'b.shots.md', 'top_k', 'top_x');
    expect((await lint(folder, ...content)).rules.get('b.shots.md')).toContain('unknown-parameter');
    expect(await readFile(join(folder, 'kept/results.json'), 'utf8')).toContain('b.shots.md');
  });

  it.each(['', 'no JSON', '{"key": 1}', '[]', 'null'])('starts anew where the file holds %j', async (text) => {
    const folder = await folderSeenLongAgo({ ...FILES, '.sop-shots-cache': text });
    expect((await lint(folder)).rules.get('b.shots.md')).toContain('parameter-type');
  });

  it('fixes what an earlier run found', async () => {
    const folder = await folderSeenLongAgo({ 'a.shots.md': '**User**: a\n\n**Think**: b\n\n**Action**: c\n' });
    await lint(folder);
    await lint(folder, '--fix');
    expect(await readFile(join(folder, 'a.shots.md'), 'utf8')).toContain('**Think**: b\n**Action**: c\n');
    const { rules } = await lint(folder);
    expect(rules).toEqual(
      (await lint(await folderOf({ 'a.shots.md': await readFile(join(folder, 'a.shots.md'), 'utf8') }))).rules,
    );
  });

  it('shows the lines of findings of unchanged files in a terminal', async () => {
    const folder = await folderSeenLongAgo();
    const shown = () => cli(folder, ['lint', '--cache'], { isTerminal: true });
    const first = (await shown()).stdout;
    expect(first).toContain('top_k = "x"');
    expect((await shown()).stdout).toBe(first);
  });
});
