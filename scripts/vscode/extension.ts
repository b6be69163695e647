import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot, vsixPath } from './environment.ts';
import { runCommand } from './processes.ts';

/** What of the project's root belongs to the extension, as .vscodeignore says it for the package. */
const parts = [
  /^package(\.nls.*)?\.json$/,
  /^(README|CHANGELOG|LICENSE)/,
  /^language-configuration.*\.json$/,
  /^(dist|docs|syntaxes|snippets|schemas|l10n|media)$/,
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

/** For work in progress: a panel that does not build is told of, but does not keep anyone from the rest. */
export async function buildWhatCanBe(only: readonly string[]): Promise<void> {
  await buildExtension({ tests: true, only });
  await buildExtension({ only: ['webview'] }).catch((error) => console.error(error.message));
}

/** Packages what was built into dist/sop-shots.vsix; needs no network. */
export async function packageExtension(): Promise<string> {
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

/**
 * Puts the built extension into an empty extensions folder without packaging it: quicker, for looking at one's own work.
 * Links would not do: VS Code tells extensions apart by the real path of the code that asks for its interface.
 */
export async function copyExtension(extensionsFolder: string): Promise<void> {
  const { publisher, name, version } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
  const folder = join(extensionsFolder, `${publisher}.${name}-${version}`);
  await mkdir(folder, { recursive: true });
  for (const part of await readdir(projectRoot)) {
    if (parts.some((pattern) => pattern.test(part))) {
      await cp(join(projectRoot, part), join(folder, part), { recursive: true });
    }
  }
}
