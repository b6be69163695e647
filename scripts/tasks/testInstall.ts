import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../vscode/environment.ts';
import { CommandError, runCommand, runTask } from '../vscode/processes.ts';

/** What the packed npm package may weigh, in bytes. */
const MAX_PACKED_BYTES = 1_000_000;

const SHOTS = '**User**: Is it open?\n**Think**: Ask.\n**Action**: Ask(city = "Oslo", day = 3)\n**Observation**: yes\n';
const TOOLS = '[{"name": "Ask", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}]';
const PROGRAM = `import { fixText, lint, lintText, listRules, SopShotsError, type LintReport } from 'sop-shots';
const report: LintReport = await lint({ paths: ['a.shots.md'] });
const same: LintReport = await lintText('${SHOTS.replaceAll('\n', '\\n')}', { filename: 'a.shots.md' });
if (report.summary.errors !== 1 || same.summary.errors !== 1) throw new Error(JSON.stringify(report));
if (!(await fixText('**User**: a\\n\\n**Think**: b\\n\\n**Action**: c\\n')).includes('b\\n**Action**')) throw new Error('not fixed');
if (!listRules({ language: 'zh-CN' }).some(({ id }) => id === 'unknown-parameter')) throw new Error('no rules');
const error = await lint({ paths: ['missing.shots.md'] }).catch((reason: unknown) => reason);
if (!(error instanceof SopShotsError)) throw new Error('a missing file was checked');
console.log('program works');
`;

interface Manifest {
  readonly version: string;
}

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly dependencies?: Readonly<Record<string, string>> }>>;
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Packs the npm package, installs it in an empty folder as its users do, and uses it. */
await runTask(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sop-shots-install-'));
  try {
    const tarball = await pack(folder);
    await install(folder, tarball);
    await useCommand(folder);
    await useProgram(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function pack(folder: string): Promise<string> {
  await runCommand(npm, ['pack', '--pack-destination', folder], { cwd: projectRoot });
  const name = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new CommandError('npm pack made no package.');
  const { size } = await stat(join(folder, name));
  console.log(`${name}: ${Math.round(size / 1000)} kB`);
  if (size > MAX_PACKED_BYTES) throw new CommandError(`${name} has ${size} bytes; it may have ${MAX_PACKED_BYTES}.`);
  return join(folder, name);
}

/** Installs without network: the packages it depends on are those of this project. */
async function install(folder: string, tarball: string): Promise<void> {
  const own = await localPackages();
  const manifest = { name: 'user', private: true, type: 'module', dependencies: own, overrides: own };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await runCommand(
    npm,
    ['install', '--no-audit', '--no-fund', '--offline', '--install-links', '--ignore-scripts', tarball],
    {
      cwd: folder,
    },
  );
  const installed = (await readdir(join(folder, 'node_modules'))).filter((name) => !name.startsWith('.'));
  console.log(`installed: ${installed.join(', ')}`);
  await writeFile(join(folder, 'a.shots.md'), SHOTS);
  await writeFile(join(folder, 'b.shots.md'), SHOTS.replace(', day = 3', ''));
  await writeFile(join(folder, 'a.tools.json'), TOOLS);
}

/** Where each package is in this project that the npm package depends on, directly or through others. */
async function localPackages(): Promise<Readonly<Record<string, string>>> {
  const { packages } = JSON.parse(await readFile(join(projectRoot, 'package-lock.json'), 'utf8')) as Lockfile;
  const found: Record<string, string> = {};
  const open = [''];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const name of Object.keys(packages[path]?.dependencies ?? {})) {
      if (found[name] !== undefined) continue;
      found[name] = `file:${join(projectRoot, 'node_modules', name)}`;
      open.push(`node_modules/${name}`);
    }
  }
  return found;
}

/** `sop-shots` as npm links it. */
async function useCommand(folder: string): Promise<void> {
  const { version } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as Manifest;
  const run = (...args: readonly string[]) =>
    runCommand(npm, ['exec', '--offline', '--', 'sop-shots', ...args], { cwd: folder });
  expectText(await run('--version'), version);
  expectText(await run('--help'), 'generate');
  expectText(await run('rules'), 'unknown-parameter');
  const found = await run('lint').catch((error: unknown) => (error instanceof Error ? error.message : ''));
  expectText(found, '[unknown-parameter]');
  // Loads the tables of a tokenizer, which npm installed beside.
  expectText(await run('prompt', 'b.shots.md', '--budget', '2000'), 'Oslo');
}

/** A program with types. */
async function useProgram(folder: string): Promise<void> {
  await mkdir(join(folder, 'src'));
  await writeFile(join(folder, 'src', 'use.ts'), PROGRAM);
  const tsc = join(projectRoot, 'node_modules/typescript/bin/tsc');
  const options = [
    '--noCheck',
    'false',
    '--module',
    'nodenext',
    '--target',
    'es2023',
    '--strict',
    '--types',
    '',
    '--lib',
  ];
  await writeFile(join(folder, 'console.d.ts'), 'declare const console: { log(text: string): void };\n');
  const args = [tsc, ...options, 'es2023', '--outDir', 'built', 'src/use.ts', 'console.d.ts'];
  await runCommand(process.execPath, args, { cwd: folder });
  expectText(await runCommand(process.execPath, ['built/use.js'], { cwd: folder }), 'program works');
}

function expectText(output: string, expected: string): void {
  if (!output.includes(expected)) throw new CommandError(`Expected ${expected} in:\n${output}`);
  console.log(`  ✓ ${expected}`);
}
