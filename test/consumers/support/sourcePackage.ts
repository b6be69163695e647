import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { getCacheFolder } from './python.ts';

const run = promisify(execFile);

/** The text of a file in a source package, or why there is none. */
export type SourceFile = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

/** Reads a file of a package's source from PyPI, such as the sample data of a trainer. Downloads are kept between runs. */
export async function readSourceFile(name: string, version: string, path: string): Promise<SourceFile> {
  const folder = join(getCacheFolder(), 'sources', `${name}-${version}`);
  try {
    if (!existsSync(folder)) await download(name, version, folder);
    return { ok: true, text: await readFile(join(folder, path), 'utf8') };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n').at(0) ?? '') : String(error);
    return { ok: false, reason: `${name}==${version}: ${reason}` };
  }
}

async function download(name: string, version: string, folder: string): Promise<void> {
  const temporary = `${folder}.new`;
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true });
  const python = process.env.SOP_SHOTS_PYTHON ?? 'python3';
  const request = ['--no-deps', '--no-binary', name, `${name}==${version}`];
  await run(python, ['-m', 'pip', 'download', '--quiet', '--dest', temporary, ...request], { timeout: 600_000 });
  await run('tar', ['-xzf', `${name}-${version}.tar.gz`], { cwd: temporary });
  await rename(join(temporary, `${name}-${version}`), folder);
  await rm(temporary, { recursive: true, force: true });
}
