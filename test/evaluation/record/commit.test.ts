import { describe, expect, it } from 'vitest';
import { findCommit } from '../../../src/evaluation/index.ts';

const [A, B] = ['a'.repeat(40), 'b'.repeat(40)];

/** The commit of a folder, with only these files. */
function commitOf(folder: string, files: Readonly<Record<string, string>>): Promise<string | undefined> {
  return findCommit(folder, async (path) => files[path]);
}

describe('the commit of a folder', () => {
  it('is that of the branch, in the folder or above it', async () => {
    const files = { '/w/.git/HEAD': 'ref: refs/heads/main\n', '/w/.git/refs/heads/main': `${A}\n` };
    expect(await commitOf('/w', files)).toBe(A);
    expect(await commitOf('/w/docs/a', files)).toBe(A);
  });

  it('is HEAD itself where no branch is checked out', async () => {
    expect(await commitOf('file:///w', { 'file:///w/.git/HEAD': `${A}\n` })).toBe(A);
  });

  it('is found among the packed references', async () => {
    const packed = `# pack-refs with: peeled\n${B} refs/heads/other-main\n${A} refs/heads/main\n`;
    expect(await commitOf('/w', { '/w/.git/HEAD': 'ref: refs/heads/main\n', '/w/.git/packed-refs': packed })).toBe(A);
  });

  it('is that of a worktree, whose branches are in the folder it shares', async () => {
    const files = {
      '/t/.git': 'gitdir: /w/.git/worktrees/t\n',
      '/w/.git/worktrees/t/HEAD': 'ref: refs/heads/topic\n',
      '/w/.git/worktrees/t/commondir': '../..\n',
      '/w/.git/refs/heads/topic': `${B}\n`,
    };
    expect(await commitOf('/t', files)).toBe(B);
    const uris = Object.fromEntries(Object.entries(files).map(([path, text]) => [`file://${path}`, text]));
    expect(await commitOf('file:///t', uris)).toBe(B);
  });

  it('is unknown without a repository, and before the first commit', async () => {
    expect(await commitOf('/w', {})).toBeUndefined();
    expect(await commitOf('/w', { '/w/.git/HEAD': 'ref: refs/heads/main\n' })).toBeUndefined();
    expect(await commitOf('/w', { '/w/.git/HEAD': 'nonsense' })).toBeUndefined();
  });
});
