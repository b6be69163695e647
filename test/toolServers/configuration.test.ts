import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeServer, readConfiguredServers, splitCommandLine, withVariables } from '../../src/toolServers/index.ts';

function read(text: string) {
  return readConfiguredServers(text, '/home/ann/shop');
}

describe('configured servers', () => {
  it('are read from the file of VS Code, with comments and trailing commas', () => {
    const text = `{
      // one program
      "servers": {
        "parts": { "type": "stdio", "command": "node", "args": ["\${workspaceFolder}/parts.mjs", 3], "env": { "MODE": "read" } },
        "orders": { "type": "http", "url": "https://orders.example/mcp", "headers": { "X-Team": "shop" } },
      },
    }`;
    expect(read(text)).toEqual([
      {
        name: 'parts',
        server: {
          kind: 'stdio',
          command: 'node',
          args: ['/home/ann/shop/parts.mjs'],
          cwd: '/home/ann/shop',
          env: { MODE: 'read' },
        },
        variables: [],
      },
      {
        name: 'orders',
        server: { kind: 'http', url: 'https://orders.example/mcp', headers: { 'X-Team': 'shop' } },
        variables: [],
      },
    ]);
  });

  it('are read from the files of other clients', () => {
    expect(read('{"mcpServers": {"parts": {"command": "parts-server", "cwd": "/srv"}}}')).toMatchObject([
      { name: 'parts', server: { command: 'parts-server', cwd: '/srv' } },
    ]);
  });

  it.each(['', '{', '[]', '{"servers": 4}', '{"servers": {"a": null, "b": {"command": 3}, "c": {"url": "x"}}}'])(
    'are none in %j',
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );

  it('name the variables they need, and receive their values', () => {
    const entry = {
      command: 'run',
      args: ['--team', '${input:team}'],
      env: { KEY: '${env:SHOP_KEY}', SAME: '${input:team}' },
    };
    const [found] = read(JSON.stringify({ servers: { shop: entry } }));
    expect(found?.variables).toEqual(['input:team', 'env:SHOP_KEY']);
    expect(found && withVariables(found.server, { 'input:team': 'a b', 'env:SHOP_KEY': 'k' })).toMatchObject({
      args: ['--team', 'a b'],
      env: { KEY: 'k', SAME: 'a b' },
    });
  });
});

describe('a command line', () => {
  it.each([
    ['node server.mjs', ['node', 'server.mjs']],
    [`run "two words" 'and more' a\\ b`, ['run', 'two words', 'and more', 'a b']],
    [String.raw`say "a \"b\""`, ['say', 'a "b"']],
    ['  spaced   out  ', ['spaced', 'out']],
    [`glue'd 'to"gether"`, ['glued together']],
  ])('%s is split into words', (line, words) => {
    expect(splitCommandLine(line)).toEqual(words);
  });

  it.each(['', '   ', 'node "open', "it's", 'ends with \\'])('%j is none', (line) => {
    expect(splitCommandLine(line)).toBeUndefined();
  });

  it('that is shown is read back as the same words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, unit: 'binary' }), { minLength: 1 }),
        ([command = 'x', ...args]) => {
          const shown = describeServer({ kind: 'stdio', command, args, cwd: '/' });
          expect(splitCommandLine(shown)).toEqual([command, ...args]);
        },
      ),
    );
  });
});
