import { describe, expect, it } from 'vitest';
import type { Uri } from 'vscode';
import { leadsOutside } from '../../src/extension/links.ts';

const uri = (path: string, scheme = 'file'): Uri => ({ scheme, path }) as Uri;

/** A file system in which some paths are links; others than these and their targets are as they are written. */
const resolveTo = (links: Readonly<Record<string, string>>) => async (from: Uri) => {
  const link = Object.keys(links).find((path) => from.path === path || from.path.startsWith(`${path}/`));
  return link === undefined ? from : uri(`${links[link]}${from.path.slice(link.length)}`);
};

describe('a link from the workspace', () => {
  it.each([
    ['to a file elsewhere', '/w/a.tools.json', { '/w/a.tools.json': '/etc/passwd' }, true],
    ['to a folder elsewhere', '/w/lib/a.tools.json', { '/w/lib': '/home/other' }, true],
    ['to a folder whose name begins like its own', '/w/lib/a.tools.json', { '/w/lib': '/w-private' }, true],
    ['to another place in it', '/w/lib/a.tools.json', { '/w/lib': '/w/shared' }, false],
    ['that is the workspace itself', '/w/a.tools.json', { '/w': '/disk/w' }, false],
    ['to no link', '/w/a.tools.json', {}, false],
  ])('%s', async (_, path, links, expected) => {
    expect(await leadsOutside(uri(path), [uri('/w')], resolveTo(links))).toBe(expected);
  });

  it.each([
    ['a file outside of it, which somebody chose', uri('/home/a.tools.json')],
    ['a file of another file system', uri('/w/a.tools.json', 'vscode-vfs')],
  ])('is not %s', async (_, file) => {
    const elsewhere = resolveTo({ '/w/a.tools.json': '/etc/a', '/home': '/etc' });
    expect(await leadsOutside(file, [uri('/w'), uri('/w', 'vscode-vfs')], elsewhere)).toBe(false);
  });

  it('is not a missing file, nor one where nobody knows of links', async () => {
    const missing = async () => Promise.reject(new Error('ENOENT'));
    expect(await leadsOutside(uri('/w/a'), [uri('/w')], missing)).toBe(false);
    expect(await leadsOutside(uri('/w/a'), [uri('/w')], undefined)).toBe(false);
  });
});
