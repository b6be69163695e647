import { describe, expect, it } from 'vitest';
import { resolvePath } from '../../../src/core/text/paths.ts';
import { writtenPath } from '../../../src/core/text/relativePath.ts';

const roots = ['file:///w'];

describe('writtenPath', () => {
  it.each([
    ['file:///w/a.shots.md', 'file:///w/api.yaml', './api.yaml'],
    ['file:///w/shots/a.shots.md', 'file:///w/api/%E8%AE%A2%E5%8D%95.yaml', '../api/订单.yaml'],
    ['untitled:Untitled-1', 'file:///w/api/a.yaml', './api/a.yaml'],
    ['untitled:/elsewhere/a.shots.md', 'file:///w/a.yaml', './a.yaml'],
  ])('from %s to %s', (from, to, expected) => {
    const written = writtenPath(from, to, roots);
    expect(written).toBe(expected);
    expect(resolvePath(from, written, roots)).toEqual({ ok: true, uri: to });
  });
});
