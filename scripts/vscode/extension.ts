import { globSync } from 'node:fs';
import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeNotices } from '../tasks/notices.ts';
import { projectRoot, vsixPath } from './environment.ts';
import { runCommand } from './processes.ts';

/** What of the project's root belongs to the extension, as .vscodeignore says it for the package. */
const EXTENSION_FILES = [
  /^package(\.nls.*)?\.json$/,
  /^(README|CHANGELOG|LICENSE)/,
  /^language-configuration.*\.json$/,
  /^(dist|docs|syntaxes|snippets|schemas|l10n|media)$/,
];

/** The bundles in the package, as far as they are built. */
const EXTENSION_BUNDLES = [
  'dist/desktop.cjs',
  'dist/extension.cjs',
  'dist/proxyFetch.cjs',
  'dist/toolServers.cjs',
  'dist/documentReader.cjs',
  'dist/tokens/*.cjs',
  'dist/webview/*.js',
];

export interface BuildOptions {
  readonly production?: boolean;
  /** The suites that run in a real VS Code too. */
  readonly tests?: boolean;
  /** Only the bundles whose entry lies under one of these paths; all by default. */
  readonly only?: readonly string[];
}

/** Builds the bundles into dist/. */
export async function buildExtension(options: BuildOptions = {}): Promise<void> {
  const args = ['esbuild.mjs'];
  if (options.production) args.push('--production');
  if (options.tests) args.push('--tests');
  if (options.only) args.push(`--only=${options.only.join(',')}`);
  await runCommand(process.execPath, args, { cwd: projectRoot });
}

/** For work in progress: a panel that does not build is reported, and the rest is still built. */
export async function buildTolerant(only: readonly string[]): Promise<void> {
  await buildExtension({ tests: true, only });
  await buildExtension({ only: ['webview'] }).catch((error) => console.error(error.message));
}

/** Packages what was built into dist/sop-shots.vsix; needs no network. */
export async function packageExtension(): Promise<string> {
  await writeNotices(builtBundles());
  const program = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  const args = [
    program,
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--skip-license',
    '--out',
    vsixPath,
  ];
  await runCommand(process.execPath, args, { cwd: projectRoot });
  return vsixPath;
}

function builtBundles(): readonly string[] {
  return globSync(EXTENSION_BUNDLES, { cwd: projectRoot }).map((path) => path.replaceAll('\\', '/'));
}

/**
 * Puts the built extension into an empty extensions folder without packaging it: quicker, for looking at your own work.
 * Links do not work: VS Code identifies extensions by the real path of the code that requests its API.
 */
export async function copyExtension(extensionsFolder: string): Promise<void> {
  const { publisher, name, version } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
  const folder = join(extensionsFolder, `${publisher}.${name}-${version}`);
  await mkdir(folder, { recursive: true });
  for (const part of await readdir(projectRoot)) {
    if (EXTENSION_FILES.some((pattern) => pattern.test(part))) {
      await cp(join(projectRoot, part), join(folder, part), { recursive: true });
    }
  }
}
