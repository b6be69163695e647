import { readFile, stat } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { projectRoot, vsixPath } from '../vscode/environment.ts';
import { CommandError, runCommand } from '../vscode/processes.ts';

/** What the package may weigh, in bytes: an extension is downloaded by everyone who tries it. */
const largestPackage = 1_500_000;

/** The files that are read on desktops and servers only, where there is Node. */
const forNode = ['dist/desktop.cjs', 'dist/proxyFetch.cjs'];

const allowed = [
  /^package(\.nls(\.[\w-]+)?)?\.json$/,
  /^(README(\.[\w-]+)?|CHANGELOG)\.md$/i,
  /^LICENSE(\.txt)?$/,
  /^language-configuration[\w.-]*\.json$/,
  /^dist\/(desktop|extension|proxyFetch)\.cjs$/,
  /^dist\/webview\/[\w./-]+\.(js|css)$/,
  /^(syntaxes|snippets|schemas|l10n|media)\/(?!.*\.(ts|map)$).+$/,
  /^docs\/rules\/[\w.-]+\.md$/,
];

/** Throws with every fault of the packaged extension and of its bundles. */
export async function checkPackage(): Promise<void> {
  const manifest: unknown = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
  const files = await packagedFiles();
  const size = (await stat(vsixPath)).size;
  const faults = [
    ...(size > largestPackage ? [`The package has ${size} bytes; it may have ${largestPackage}.`] : []),
    ...files.filter((file) => !allowed.some((pattern) => pattern.test(file))).map((file) => `${file} is packaged.`),
    ...namedFiles(manifest)
      .filter((file) => !files.includes(file))
      .map((file) => `${file} is named in package.json, but not packaged.`),
    ...(await bundleFaults(files)),
  ];
  console.log(`${files.length} files, ${Math.round(size / 1024)} kB packaged`);
  if (faults.length > 0) throw new CommandError(faults.join('\n'));
}

async function packagedFiles(): Promise<readonly string[]> {
  const program = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  const output = await runCommand(process.execPath, [program, 'ls', '--no-dependencies'], { cwd: projectRoot });
  return output
    .split('\n')
    .map((line) => line.trim().replaceAll('\\', '/'))
    .filter((line) => line !== '');
}

/** Every file that the manifest names: its values that begin with `./`, but for the command line's own. */
function namedFiles(manifest: unknown): readonly string[] {
  const { bin: _, ...rest } = manifest as Record<string, unknown>;
  return stringsIn(rest)
    .filter((text) => /^\.\/[^*]+\.\w+$/.test(text))
    .map((text) => text.slice(2));
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** A bundle stands alone, and tells nothing of the machine that it was made on. */
async function bundleFaults(files: readonly string[]): Promise<readonly string[]> {
  const bundles = files.filter((file) => /^dist\/.*\.c?js$/.test(file));
  const faults = await Promise.all(
    bundles.map(async (file) => {
      const text = await readFile(join(projectRoot, file), 'utf8');
      // ajv holds calls of require as text, for validators that are written to files; those stand in quotes.
      const required = [...text.matchAll(/(?<!['"`])\brequire\("([^"]+)"\)/g)].map(([, name = '']) => name);
      const unknown = required.filter((name) => !isProvided(file, name)).map((name) => `${file} requires ${name}.`);
      return text.includes(projectRoot) ? [...unknown, `${file} holds the path of this folder.`] : unknown;
    }),
  );
  return faults.flat();
}

function isProvided(file: string, name: string): boolean {
  if (name === 'vscode') return true;
  return forNode.includes(file) && (isBuiltin(name) || forNode.includes(name.replace('./', 'dist/')));
}
