import { describe, expect, it } from 'vitest';
import { resolvePath } from '../../../src/core/text/paths.ts';
import { writtenPath } from '../../../src/core/text/relativePath.ts';

const roots = ['file:///work'];

describe('writtenPath', () => {
  it.each([
    ['file:///work/a.shots.md', 'file:///work/api.yaml', './api.yaml'],
    ['file:///work/shots/a.shots.md', 'file:///work/api/%E8%AE%A2%E5%8D%95.yaml', '../api/订单.yaml'],
    ['untitled:Untitled-1', 'file:///work/api/a.yaml', './api/a.yaml'],
    ['untitled:/elsewhere/a.shots.md', 'file:///work/a.yaml', './a.yaml'],
  ])('from %s to %s', (from, to, expected) => {
    const written = writtenPath(from, to, roots);
    expect(written).toBe(expected);
    expect(resolvePath(from, written, roots)).toEqual({ ok: true, uri: to });
  });
});
