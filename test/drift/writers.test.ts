import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name: name.replaceAll('\\', '/'), text: readFileSync(join(root, 'src', name), 'utf8') }));

/** What writes or replaces files. Folders are made, and a program's own unfinished files are cut and removed, anywhere. */
const NODE_WRITERS =
  /\b(?:writeFile|appendFile|createWriteStream|copyFile|cp|rename|link|symlink|writev?|chmod|utimes)(?:Sync)?\b/;
const OPENS_TO_WRITE = /\bopen(?:Sync)?\([^,()]+, (?!'r'\))/;
const EDITOR_WRITERS = /\bworkspace\.fs\.(?:writeFile|copy)\b/;

/** Hands the module to a library that searches folders. */
const WHOLE_MODULE: ReadonlySet<string> = new Set(['cli/findFiles.ts']);

test('Node hosts write files through src/files only', () => {
  const others = sources.filter(({ name, text }) => {
    const imports = [...text.matchAll(/^import (\{[^}]*\}|[^{}]*) from 'node:fs(?:\/promises)?';/gm)];
    const isWhole = imports.some(([, names = '']) => !names.startsWith('{')) && !WHOLE_MODULE.has(name);
    const writes =
      imports.some(([, names = '']) => NODE_WRITERS.test(names)) || (imports.length > 0 && OPENS_TO_WRITE.test(text));
    return (isWhole || writes) && !name.startsWith('files/');
  });
  expect(others.map(({ name }) => name)).toEqual([]);
});

test('the editor writes whole files through its one writer', () => {
  const others = sources.filter(({ text }) => EDITOR_WRITERS.test(text));
  expect(others.map(({ name }) => name)).toEqual([]);
});
