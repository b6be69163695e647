import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { ROOT } from '../../scripts/docs/files.ts';
import { BFCL } from './support/environments.ts';
import { preparePython } from './support/python.ts';

const run = promisify(execFile);

/** The checker of the Berkeley Function Calling Leaderboard itself gives the verdicts that the unit tests compare with. */
it("gives the committed verdicts with the leaderboard's own checker", async (context) => {
  const environment = await preparePython(BFCL);
  if (!environment.ok) {
    console.log(`Skipped: no Python environment for ${environment.reason}`);
    return context.skip();
  }
  const folder = mkdtempSync(join(tmpdir(), 'sop-shots-bfcl-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { stdout } = await run(environment.python, ['-c', 'import sysconfig; print(sysconfig.get_paths()["purelib"])']);
  const out = join(folder, 'verdicts.jsonl.gz');
  await run(environment.python, [join(ROOT, 'scripts/bfcl-verdicts.py'), stdout.trim(), out]);
  const read = (path: string): readonly string[] => gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n');
  const committed = read(join(ROOT, 'test/fixtures/bfcl/verdicts.jsonl.gz'));
  const now = read(out);
  expect(now.length).toBeGreaterThan(2000);
  expect(now.filter((line, index) => line !== committed[index])).toEqual([]);
  expect(now.length).toBe(committed.length);
  console.log(`bfcl: ${now.length} questions have the committed verdicts`);
});
