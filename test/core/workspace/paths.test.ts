import { describe, expect, test } from 'vitest';
import { getFolder, getRoot, resolvePath, resolveReference, toCanonical } from '../../../src/core/text/paths.ts';

const ROOTS = ['file:///w', 'file:///c%3A/support', 'vscode-remote://host/w', 'file:///w/inner'];

describe('a path as typed', () => {
  test.each([
    ['file:///w/a.shots.md', './b.json', 'file:///w/b.json'],
    ['file:///w/a.shots.md', 'b.json', 'file:///w/b.json'],
    ['file:///w/x/a.shots.md', '../b.json', 'file:///w/b.json'],
    ['file:///w/x/a.shots.md', '..\\y\\b.json', 'file:///w/y/b.json'],
    ['file:///w/a.shots.md', '  b.json ', 'file:///w/b.json'],
    ['file:///w/a.shots.md', '订单 工具.json', 'file:///w/%E8%AE%A2%E5%8D%95%20%E5%B7%A5%E5%85%B7.json'],
    ['file:///w/%E5%AE%A2%E6%9C%8D/a.shots.md', 'b.json', 'file:///w/%E5%AE%A2%E6%9C%8D/b.json'],
    ['file:///w/a.shots.md', 'a%20b#c.json', 'file:///w/a%2520b%23c.json'],
    ['file:///w/a.shots.md', '/w/b.json', 'file:///w/b.json'],
    ['file:///w/a.shots.md', '/b.json', 'file:///w/b.json'],
    ['file:///w/a.shots.md', 'file:///w/b.json', 'file:///w/b.json'],
    ['file:///c%3A/support/x/a.shots.md', '..\\b.json', 'file:///c%3A/support/b.json'],
    ['file:///c%3A/support/a.shots.md', 'C:\\support\\b.json', 'file:///c%3A/support/b.json'],
    ['vscode-remote://host/w/a.shots.md', './b.json', 'vscode-remote://host/w/b.json'],
    ['untitled:Untitled-1', './b.json', 'file:///w/b.json'],
  ])('%s + %s', (from, path, uri) => {
    expect(resolvePath(from, path, ROOTS)).toEqual({ ok: true, uri });
  });

  test.each([
    ['file:///w/a.shots.md', '../b.json', 'outside'],
    ['file:///w/x/a.shots.md', '../../etc/passwd', 'outside'],
    ['file:///w/a.shots.md', '..\\..\\b.json', 'outside'],
    ['file:///w/a.shots.md', 'file:///etc/passwd', 'outside'],
    ['file:///w/a.shots.md', 'D:\\x.json', 'outside'],
    ['file:///wide/a.shots.md', '/wide/b.json/../../..', 'outside'],
    ['file:///w/a.shots.md', 'https://example.com/b.json', 'network'],
    ['file:///w/a.shots.md', '//server/share/b.json', 'network'],
    ['file:///w/a.shots.md', '\\\\server\\share\\b.json', 'network'],
    ['file:///w/a.shots.md', 'ftp://x/b.json', 'network'],
  ])('%s + %s is not followed: %s', (from, path, reason) => {
    const result = resolvePath(from, path, ROOTS);
    if (result.ok) expect(getRoot(result.uri, ROOTS)).toBeDefined();
    else expect(result.reason).toBe(reason);
    expect(result.ok && !path.includes('..')).toBe(false);
  });

  test('a reference is decoded, a path is not', () => {
    expect(resolveReference('file:///w/a.json', 'a%20b.json', ROOTS)).toEqual({
      ok: true,
      uri: 'file:///w/a%20b.json',
    });
    expect(resolveReference('file:///w/a.json', '%2e%2e/b.json', ROOTS)).toEqual({ ok: false, reason: 'outside' });
  });

  test('without a workspace nothing can be resolved', () => {
    expect(resolvePath('file:///w/a.shots.md', 'b.json', [])).toEqual({ ok: false, reason: 'outside' });
  });
});

test('the innermost root counts, and names with the same beginning do not', () => {
  expect(getRoot('file:///w/inner/a.md', ROOTS)).toBe('file:///w/inner');
  expect(getRoot('file:///w/innermost/a.md', ROOTS)).toBe('file:///w');
  expect(getRoot('file:///wide/a.md', ROOTS)).toBeUndefined();
  expect(getRoot('file:///C%3A/support/a.md', ROOTS)).toBe('file:///c%3A/support');
});

test('one spelling for each URI', () => {
  expect(toCanonical('file:///C:/a b/订单.md')).toBe('file:///c%3A/a%20b/%E8%AE%A2%E5%8D%95.md');
  expect(getFolder('file:///w/a/b.md')).toBe('file:///w/a');
});
