import { describe, expect, it } from 'vitest';
import {
  compareToolFile,
  describeServer,
  isOnThisMachine,
  parseServerUrl,
  printToolFile,
} from '../../src/toolServers/index.ts';

function tool(name: string, description: string) {
  return { name, description, inputSchema: { type: 'object' as const } };
}

describe('the file of an import', () => {
  it('compares by name and content', () => {
    const before = printToolFile([tool('keep', 'a'), tool('change', 'a'), tool('drop', 'a')]);
    const now = [tool('new', 'b'), tool('keep', 'a'), tool('change', 'b')];
    expect(compareToolFile(before, now)).toEqual({ added: ['new'], removed: ['drop'], changed: ['change'] });
  });

  it.each(['', '{', '[]', '{"tools": 3}', '{"tools": [null, {}, {"name": 4}]}'])('takes %j for no tools', (text) => {
    expect(compareToolFile(text, [tool('a', '')])).toEqual({ added: ['a'], removed: [], changed: [] });
  });
});

describe('a server', () => {
  it('is shown as a command line that a shell reads back', () => {
    const args = ['--name', "it's", 'a b', '$HOME'];
    expect(describeServer({ kind: 'stdio', command: 'node', args, cwd: '/' })).toBe(
      String.raw`node --name 'it'\''s' 'a b' '$HOME'`,
    );
  });

  it.each([
    ['http://127.0.0.1:80/mcp', true],
    ['http://localhost/', true],
    ['http://[::1]:3/', true],
    ['http://127.0.0.1.example.com/', false],
    ['https://example.com/', false],
  ])('at %s is on this machine: %s', (url, expected) => {
    expect(isOnThisMachine({ kind: 'http', url })).toBe(expected);
  });

  it.each(['file:///etc', 'node', 'https://user:word@example.com/'])('is not at %s', (text) => {
    expect(parseServerUrl(text)).toBeUndefined();
  });
});
