import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/vscode/environment.ts';
import { type TemporaryFolder, temporaryFolder } from '../../scripts/vscode/temporary.ts';
import { loadCompiled } from '../../src/extension/compiledCode.ts';

const run = promisify(execFile);

let folder: TemporaryFolder;
let bundle: string;
let kept: string;
beforeEach(async () => {
  folder = await temporaryFolder('compiled');
  bundle = join(folder.path, 'dist', 'bundle.cjs');
  kept = join(folder.path, 'storage', 'below', 'bundle.compiled');
  await mkdir(dirname(bundle));
  await writeBundle('first');
});
afterEach(() => folder.remove());

async function writeBundle(word: string): Promise<void> {
  await writeFile(
    bundle,
    `exports.word = () => '${word}';\nexports.fail = () => { throw new Error('on purpose'); };\n`,
  );
}

interface Loaded {
  readonly word: string;
  readonly isKept: boolean;
}

/** Loads the bundle and has its compiled code kept, as a start of the extension does. */
async function start(): Promise<Loaded> {
  const { exports, isKept, keep } = loadCompiled(bundle, kept, createRequire(bundle));
  const { word } = exports as { word(): string };
  await keep();
  return { word: word(), isKept };
}

describe('a module that is loaded with its compiled code', () => {
  it('has what every module in CommonJS has', async () => {
    await writeFile(join(dirname(bundle), 'sibling.cjs'), 'module.exports = "beside it";');
    await writeFile(
      bundle,
      `module.exports = { __filename, __dirname, sibling: require('./sibling.cjs'), isSame: this === exports };`,
    );
    const { exports } = loadCompiled(bundle, kept, createRequire(bundle));
    expect(exports).toEqual({
      __filename: bundle,
      __dirname: dirname(bundle),
      sibling: 'beside it',
      isSame: true,
    });
  });

  it('is compiled at the first start, and not at the second', async () => {
    expect(await start()).toEqual({ word: 'first', isKept: false });
    const { ino } = await stat(kept);
    expect(await start()).toEqual({ word: 'first', isKept: true });
    expect((await stat(kept)).ino).toBe(ino);
    expect(await readdir(dirname(kept))).toEqual(['bundle.compiled']);
  });

  it('is compiled again if one letter has changed', async () => {
    await start();
    await writeBundle('fires');
    expect(await start()).toEqual({ word: 'fires', isKept: false });
    expect(await start()).toEqual({ word: 'fires', isKept: true });
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['empty', () => Buffer.alloc(0)],
    ['shorter than its digest', (bytes) => bytes.subarray(0, 20)],
    ['cut off', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['changed at its end', (bytes) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([(bytes.at(-1) ?? 0) ^ 1])])],
    ['something else', () => Buffer.from('not compiled code at all, though long enough to hold a digest')],
  ])('is compiled again when the cached code is %s', async (_, broken) => {
    await start();
    await writeFile(kept, broken(await readFile(kept)));
    expect(await start()).toEqual({ word: 'first', isKept: false });
    expect(await start()).toEqual({ word: 'first', isKept: true });
  });

  it('is compiled again if the flags of V8 have changed', async () => {
    const code = `import { loadCompiled } from './src/extension/compiledCode.ts';
      await loadCompiled(${JSON.stringify(bundle)}, ${JSON.stringify(kept)}, () => {}).keep();`;
    const args = ['--no-flush-bytecode', '--input-type=module', '--eval', code];
    await run(process.execPath, args, { cwd: projectRoot });
    expect(existsSync(kept)).toBe(true);
    expect(await start()).toEqual({ word: 'first', isKept: false });
    expect(await start()).toEqual({ word: 'first', isKept: true });
  });

  it('works where nothing can be written', async () => {
    await writeFile(join(folder.path, 'storage'), 'a file where a folder should be');
    const { exports, keep } = loadCompiled(bundle, kept, createRequire(bundle));
    await expect(keep()).resolves.toBeUndefined();
    expect((exports as { word(): string }).word()).toBe('first');
  });

  it('leaves no half of a file behind', async () => {
    await mkdir(join(kept, 'in the way'), { recursive: true });
    await loadCompiled(bundle, kept, createRequire(bundle)).keep();
    expect(await readdir(dirname(kept))).toEqual(['bundle.compiled']);
    expect(await readdir(kept)).toEqual(['in the way']);
  });

  it('names its file, line and column where it fails, compiled or kept', async () => {
    await writeFile(bundle, `exports.fail = () => { throw new Error('on purpose'); };\n`);
    for (const expected of [false, true]) {
      const { exports, isKept, keep } = loadCompiled(bundle, kept, createRequire(bundle));
      expect(isKept).toBe(expected);
      expect(stackOf((exports as { fail(): void }).fail)).toContain(`${bundle}:1:30)`);
      await keep();
    }
  });

  it('fails as the module does', async () => {
    await writeFile(bundle, `require('./nowhere.cjs');`);
    expect(() => loadCompiled(bundle, kept, createRequire(bundle))).toThrow(/Cannot find module '.\/nowhere.cjs'/);
    await writeFile(bundle, `exports.a = ;`);
    expect(() => loadCompiled(bundle, kept, createRequire(bundle))).toThrow(SyntaxError);
  });
});

function stackOf(fail: () => void): string {
  try {
    fail();
  } catch (error) {
    if (error instanceof Error) return error.stack ?? '';
  }
  return '';
}
