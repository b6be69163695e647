import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli } from './support.ts';

const shot = (
  when: string,
) => `**User**: The projector in meeting room 4 shows no picture since ${when}, and our customer waits.
**Think**: A cable is loose most of the time, so I ask for it first.
**Action**: Ask whether the cable is plugged in at both ends.
`;

const row = (when: string) =>
  JSON.stringify({
    messages: [
      { role: 'user', content: `The projector in meeting room 4 shows no picture since ${when}, and we wait.` },
      { role: 'assistant', content: 'Please check whether the cable is plugged in at both ends of it.' },
    ],
  });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sop-shots-near-'));
  mkdirSync(join(folder, 'more'));
  writeFileSync(join(folder, 'a.shots.md'), `${shot('this morning')}\n${shot('three this morning')}`);
  writeFileSync(join(folder, 'more/b.shots.md'), shot('nine this morning'));
  const other = JSON.stringify({
    messages: [
      { role: 'user', content: 'What are your opening hours on public holidays?' },
      { role: 'assistant', content: 'We are open from ten to four.' },
    ],
  });
  writeFileSync(join(folder, 'data.jsonl'), `${[row('yesterday'), other, row('yesterday at noon')].join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const lint = (...args: readonly string[]) => cli(folder, ['lint', ...args, '--rule', 'no-tools=off']);

describe('lint --near-duplicates', () => {
  it('compares the shots of all documents', async () => {
    const { stdout } = await lint('.', '--near-duplicates');
    expect(stdout).toContain(
      'more/b.shots.md:1:1 info This shot is almost identical to the one in a.shots.md:1. [near-duplicate-shot]',
    );
    // Shots of one document are compared anyway.
    expect(stdout.match(/a\.shots\.md:\d+:\d+ .*near-duplicate-shot/g)).toHaveLength(1);
    expect((await lint('.')).stdout).not.toContain('more/b.shots.md');
  });

  it('compares the rows of training data', async () => {
    const { stdout, code } = await lint('data.jsonl', '--near-duplicates');
    expect(stdout).toContain(
      'data.jsonl:3:1 info This row is almost identical to data.jsonl:1. [near-duplicate-sample]',
    );
    expect(stdout).toContain('1 info');
    expect(code).toBe(0);
    expect((await lint('data.jsonl')).stdout).toContain('no findings');
  });

  it('uses the severities of the command line and leaves out what is not shown', async () => {
    const off = await lint('.', '--near-duplicates', '--rule', 'near-duplicate-shot=off');
    expect(off.stdout).not.toContain('near-duplicate-shot');
    const quiet = await lint('.', 'data.jsonl', '--near-duplicates', '--quiet');
    expect(quiet.stdout).not.toContain('near-duplicate');
    const json = await lint('.', '--near-duplicates', '--format', 'json', '--rule', 'near-duplicate-shot=error');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout).summary.errors).toBe(2);
  });
});
