import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { createNodeHost, toPath, toUri } from '../../src/cli/workspaceHost.ts';
import { createLanguageService, type FileKind } from '../../src/core/index.ts';

const root = fileURLToPath(new URL('../../examples', import.meta.url));
const kinds: readonly FileKind[] = ['project', 'tools', 'procedure', 'shots'];

interface Found {
  readonly rule: string;
  readonly path: string;
  readonly message: string;
}

/** Lints a folder of the examples as the editor does that has the examples open. */
async function findingsOf(folder: string): Promise<readonly Found[]> {
  const host = createNodeHost({ roots: [root], logger: { info: () => {}, warn: () => {} } });
  const service = createLanguageService(host, { language: 'en' });
  const files = (await Promise.all(kinds.map((kind) => host.listFiles(toUri(root), kind)))).flat();
  const inside = files.filter((uri) => toPath(uri).startsWith(`${root}/${folder}/`));
  expect(inside.length).toBeGreaterThan(9);
  const results = await Promise.all(inside.map((uri) => service.lint(uri)));
  return results.flatMap(({ uri, diagnostics }) =>
    diagnostics.map(({ rule, message }) => ({ rule, message, path: toPath(uri).slice(root.length + 1) })),
  );
}

it('finds nothing in the repair desk', async () => {
  expect(await findingsOf('repair-desk')).toEqual([]);
});

it('finds every rule’s mistake once, in the file named after it', async () => {
  const found = await findingsOf('mistakes');
  const service = createLanguageService(createNodeHost({ roots: [root], logger: { info: () => {}, warn: () => {} } }), {
    language: 'en',
  });
  expect(found.map(({ rule }) => rule).sort()).toEqual(service.rules.map(({ id }) => id).sort());
  const misplaced = found.filter(
    ({ rule, path }) => basename(path).split('.')[0] !== rule && !path.includes(`/${rule}/`),
  );
  expect(misplaced).toEqual([]);
});

it('has a Chinese document for every English one of the repair desk', () => {
  const documents = readdirSync(`${root}/repair-desk`).filter((name) => name.endsWith('.md'));
  const chinese = documents.filter((name) => /\p{Script=Han}/u.test(name));
  expect(chinese.length * 2).toBe(documents.length);
});
