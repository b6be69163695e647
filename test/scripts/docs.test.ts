import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/docs/files.ts';

const RULES = 'src/core/lint/rules';
const TABLE = 'docs/rules/README.md';

describe('npm run docs', () => {
  let copy = '';
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'docs-'));
    for (const name of ['src', 'scripts', 'docs', 'schemas', 'package.json']) {
      cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  const run = () => spawnSync(process.execPath, ['scripts/docs.ts'], { cwd: copy, encoding: 'utf8' });

  it('succeeds and changes nothing while every rule is registered', () => {
    expect(run()).toMatchObject({ status: 0, stdout: '' });
  });

  it('fails before it writes if a rule is not registered, and names it', () => {
    const table = readFileSync(join(copy, TABLE), 'utf8').replace('<!-- rules:end -->', 'Old.\n<!-- rules:end -->');
    writeFileSync(join(copy, TABLE), table);
    cpSync(join(copy, RULES, 'empty-block.ts'), join(copy, RULES, 'not-in-the-table.ts'));
    const { status, stderr } = run();
    expect(status).toBe(1);
    expect(stderr).toContain(`Not registered in ${RULES}/index.ts: not-in-the-table.ts\n`);
    expect(readFileSync(join(copy, TABLE), 'utf8')).toBe(table);
  });
});
