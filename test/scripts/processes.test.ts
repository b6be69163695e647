import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CommandError, runCommand, startProcess } from '../../scripts/vscode/processes.ts';

const node = process.execPath;

describe('runCommand', () => {
  test('resolves with both outputs', async () => {
    const output = await runCommand(node, ['-e', 'console.log("out"); console.error("err")']);
    expect(output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  test('fails with what the command printed', async () => {
    const failing = runCommand(node, ['-e', 'console.error("no such port"); process.exit(3)']);
    await expect(failing).rejects.toThrow(CommandError);
    await expect(failing).rejects.toThrow(/exit code 3\nno such port/);
  });

  test('fails for a program that does not exist', async () => {
    await expect(runCommand('sop-shots-no-such-program', [])).rejects.toThrow('ENOENT');
  });
});

test.runIf(process.platform !== 'win32')('stopping a process ends what it started too', async () => {
  const script = `
    const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    console.log(child.pid);
    setInterval(() => {}, 1000);`;
  const parent = startProcess(node, ['-e', script]);
  await expect.poll(() => parent.output()).toMatch(/^\d+\n/);
  const child = Number(parent.output());
  await parent.stop();
  await expect.poll(() => isRunning(child)).toBe(false);
});

/** A process that has ended but was not yet waited for still takes signals; its status in /proc tells it from others. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !isZombie(pid);
}

function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
