import { readFile, stat } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { projectRoot, vsixPath } from '../vscode/environment.ts';
import { CommandError, runCommand } from '../vscode/processes.ts';
import { NOTICES_PATH, readBundledPackages } from './notices.ts';

/** Maximum size of the package in bytes, without what is loaded on demand. */
export const MAX_PACKAGE_BYTES = 1_500_000;

/** Bundles that run in Node only, on desktops and servers. */
const NODE_BUNDLES = ['dist/desktop.cjs', 'dist/proxyFetch.cjs', 'dist/toolServers.cjs', 'dist/documentReader.cjs'];

/** Tables and libraries that are loaded on first use: tokenizers, the reader of Word documents, proxies, MCP. */
const ON_DEMAND = /^dist\/(?:tokens\/\w+|documentReader|proxyFetch|toolServers)\.cjs$/;

const ALLOWED_FILES = [
  /^package(\.nls(\.[\w-]+)?)?\.json$/,
  /^(README(\.[\w-]+)?|CHANGELOG)\.md$/i,
  /^LICENSE(\.txt)?$/,
  /^language-configuration[\w.-]*\.json$/,
  /^dist\/(desktop|extension)\.cjs$/,
  ON_DEMAND,
  /^dist\/THIRD-PARTY-NOTICES\.txt$/,
  /^dist\/webview\/[\w./-]+\.(js|css)$/,
  /^(syntaxes|snippets|schemas|l10n|media)\/(?!.*\.(ts|map)$).+$/,
  /^docs\/rules\/[\w.-]+\.md$/,
];

/** Tells what is packaged; throws with every fault of the packaged extension and of its bundles. */
export async function checkPackage(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
  const files = await packagedFiles();
  const size = await measurePackage(files);
  const faults = [
    ...(size > MAX_PACKAGE_BYTES ? [`The package has ${size} bytes; it may have ${MAX_PACKAGE_BYTES}.`] : []),
    ...files
      .filter((file) => !ALLOWED_FILES.some((pattern) => pattern.test(file)))
      .map((file) => `${file} is packaged.`),
    ...namedFiles(manifest)
      .filter((file) => !files.includes(file))
      .map((file) => `${file} is named in package.json, but not packaged.`),
    ...(await bundleFaults(files)),
    ...(await noticeFaults(files)),
  ];
  const summary = `${files.length} files, ${Math.round(size / 1024)} kB packaged besides what is loaded on demand`;
  if (faults.length > 0) throw new CommandError([summary, ...faults].join('\n'));
  return summary;
}

/** The size of the built package in bytes, without what is loaded on demand. */
export async function measurePackage(files?: readonly string[]): Promise<number> {
  const onDemand = (files ?? (await packagedFiles())).filter((file) => ON_DEMAND.test(file));
  return (await stat(vsixPath)).size - (await packedSize(onDemand));
}

/** The bytes that files take in a package. */
async function packedSize(files: readonly string[]): Promise<number> {
  const packed = await Promise.all(files.map(async (file) => deflateRawSync(await readFile(join(projectRoot, file)))));
  return packed.reduce((sum, { length }) => sum + length, 0);
}

async function packagedFiles(): Promise<readonly string[]> {
  const program = join(projectRoot, 'node_modules', '@vscode', 'vsce', 'vsce');
  const output = await runCommand(process.execPath, [program, 'ls', '--no-dependencies'], { cwd: projectRoot });
  return output
    .split('\n')
    .map((line) => line.trim().replaceAll('\\', '/'))
    .filter((line) => line !== '');
}

/** Every file that the manifest names for the extension: its values that begin with `./`, without those of the npm package. */
function namedFiles(manifest: unknown): readonly string[] {
  const { bin: _bin, exports: _exports, ...rest } = manifest as Record<string, unknown>;
  return stringsIn(rest)
    .filter((text) => /^\.\/[^*]+\.\w+$/.test(text))
    .map((text) => text.slice(2));
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** Every package in a bundle must be in the notices, with its license. */
async function noticeFaults(files: readonly string[]): Promise<readonly string[]> {
  if (!files.includes(NOTICES_PATH)) return [`${NOTICES_PATH} is not packaged.`];
  const notices = await readFile(join(projectRoot, NOTICES_PATH), 'utf8');
  return readBundledPackages(files)
    .filter(
      ({ name, version, texts }) =>
        !notices.includes(`${name} ${version} (`) || !texts.every((text) => notices.includes(text)),
    )
    .map(({ name }) => `${NOTICES_PATH} does not name ${name}.`);
}

/** A bundle must not need other modules or hold paths of the machine that built it. */
async function bundleFaults(files: readonly string[]): Promise<readonly string[]> {
  const bundles = files.filter((file) => /^dist\/.*\.c?js$/.test(file));
  const faults = await Promise.all(
    bundles.map(async (file) => {
      const text = await readFile(join(projectRoot, file), 'utf8');
      // ajv holds calls of require as quoted text, for validators that are written to files.
      const required = [...text.matchAll(/(?<!['"`])\brequire\("([^"]+)"\)/g)].map(([, name = '']) => name);
      const unknown = required.filter((name) => !isProvided(file, name)).map((name) => `${file} requires ${name}.`);
      return text.includes(projectRoot) ? [...unknown, `${file} holds the path of this folder.`] : unknown;
    }),
  );
  return faults.flat();
}

function isProvided(file: string, name: string): boolean {
  if (name === 'vscode') return true;
  return NODE_BUNDLES.includes(file) && (isBuiltin(name) || NODE_BUNDLES.includes(name.replace('./', 'dist/')));
}
