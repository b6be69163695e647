import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A Python environment in the user's cache folder, or why there is none. */
export type PythonEnvironment =
  | { readonly ok: true; readonly python: string }
  | { readonly ok: false; readonly reason: string };

/** Packages of an environment; `base` is an environment whose packages it shares, such as a large one with torch. */
export interface EnvironmentRequest {
  readonly name: string;
  readonly packages: readonly string[];
  /** Packages of which only the files are used: they are installed without what they depend on. */
  readonly files?: readonly string[];
  readonly base?: EnvironmentRequest;
  /** The path of a requirements file that has the digest of each package; nothing else is installed from it. */
  readonly requirements?: string;
}

/** Where environments are kept between runs. */
export function getCacheFolder(): string {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  return join(cache, 'sop-shots', 'python');
}

/** Prepares an environment: installs its packages with pip, unless an earlier run did. */
export async function preparePython(request: EnvironmentRequest): Promise<PythonEnvironment> {
  const base = request.base === undefined ? undefined : await preparePython(request.base);
  if (base?.ok === false) return base;
  const folder = join(getCacheFolder(), request.name);
  const isWindows = process.platform === 'win32';
  const python = join(folder, isWindows ? 'Scripts/python.exe' : 'bin/python');
  const marker = join(folder, 'packages.json');
  const pinned = request.requirements === undefined ? [] : [await readFile(request.requirements, 'utf8')];
  const expected = JSON.stringify([...request.packages, ...(request.files ?? []), ...pinned]);
  if (existsSync(python) && (await readFile(marker, 'utf8').catch(() => '')) === expected) return { ok: true, python };
  try {
    await install(request, folder, python, base?.python);
    await writeFile(`${marker}.new`, expected);
    await rename(`${marker}.new`, marker);
    return { ok: true, python };
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n').at(0) ?? '') : String(error);
    return { ok: false, reason: `${[request.name, ...request.packages].join(' ')}: ${reason}` };
  }
}

async function install(
  { packages, files = [], requirements }: EnvironmentRequest,
  folder: string,
  python: string,
  base: string | undefined,
): Promise<void> {
  await mkdir(getCacheFolder(), { recursive: true });
  if (!existsSync(python)) {
    await rm(folder, { recursive: true, force: true });
    await run(process.env.SOP_SHOTS_PYTHON ?? 'python3', ['-m', 'venv', folder]);
  }
  if (base !== undefined) {
    const sites = await run(base, ['-c', 'import sysconfig; print(sysconfig.get_paths()["purelib"])']);
    const own = await run(python, ['-c', 'import sysconfig; print(sysconfig.get_paths()["purelib"])']);
    await writeFile(join(own.stdout.trim(), 'base.pth'), sites.stdout);
  }
  const limits = { timeout: 3_000_000, maxBuffer: 2 ** 26 };
  const pip = ['-m', 'pip', 'install', '--quiet'];
  if (requirements !== undefined)
    await run(python, [...pip, '--no-deps', '--require-hashes', '-r', requirements], limits);
  if (packages.length > 0) await run(python, [...pip, ...packages], limits);
  if (files.length > 0) await run(python, [...pip, '--no-deps', ...files], limits);
}

/** Runs a Python script over requests, one JSON per line, and answers what it prints after `answer `. */
export async function askPython<Answer>(
  python: string,
  script: string,
  requests: readonly object[],
  options: { readonly cwd?: string } = {},
): Promise<readonly Answer[]> {
  const output = await runPython(
    python,
    script,
    requests.map((request) => JSON.stringify(request)).join('\n'),
    options,
  );
  return output.split('\n').flatMap((line): readonly Answer[] => {
    return line.startsWith('answer ') ? [JSON.parse(line.slice('answer '.length))] : [];
  });
}

/** Runs a Python script with a text on its standard input; answers its standard output. */
export async function runPython(
  python: string,
  script: string,
  input: string,
  options: { readonly cwd?: string; readonly path?: string } = {},
): Promise<string> {
  const env = {
    ...process.env,
    HF_HUB_OFFLINE: '1',
    TRANSFORMERS_OFFLINE: '1',
    CUDA_VISIBLE_DEVICES: '',
    ...(options.path === undefined ? {} : { PYTHONPATH: options.path }),
  };
  const child = spawn(python, [script], { env, cwd: options.cwd, stdio: ['pipe', 'pipe', 'pipe'] });
  const [output, errors] = [text(child.stdout), text(child.stderr)];
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${(await errors).slice(-2000)}`);
  return output;
}
