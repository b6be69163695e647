// Builds every bundle into dist/:
//   node esbuild.mjs [--production] [--tests] [--only=PATH,…] [--watch] [--metafile]
// --production  minified, no source maps; else readable with source maps
// --tests       the suites for a real VS Code too
// --only        just the bundles whose entry lies under one of these paths, e.g. src/extension,webview
// --watch       build again on each change
// --metafile    write dist/meta.json and print what each bundle is made of
import { existsSync, globSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const flags = new Set(process.argv.slice(2));
const only = [...flags]
  .find((flag) => flag.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',') ?? [''];
const production = flags.has('--production');

/** What npm installs beside the command line: large packages that few runs load. The extension bundles them. */
const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));

/** @type {esbuild.BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: !production,
  sourcesContent: false,
  metafile: true,
  legalComments: 'none',
  logLevel: 'warning',
  // Several packages offer a UMD file first, whose requires a bundler cannot follow.
  mainFields: ['module', 'main'],
  define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
};

/** What several bundles share has the hash of its contents in its name. */
const CHUNK = /-[0-9A-Z]{8}\.m?js$/;

/** Large code that few sessions use: separate bundles, loaded on first import. */
const separateBundles = new Map([
  ['src/models/undiciFetch.ts', 'proxyFetch.cjs'],
  ['src/toolServers/index.ts', 'toolServers.cjs'],
  ['src/extension/procedureImport/readDocument.ts', 'documentReader.cjs'],
]);

/** @type {esbuild.Plugin} */
const separate = {
  name: 'separate-bundles',
  setup({ onResolve }) {
    onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const file = separateBundles.get(relative(root, resolve(resolveDir, path)).replaceAll('\\', '/'));
      return file === undefined ? undefined : { path: `./${file}`, external: true };
    });
  },
};

/** @type {esbuild.BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  // VS Code finds the modules of an extension by its require.
  supported: { 'dynamic-import': false },
  plugins: [separate],
};

/**
 * One character in a regular expression that esbuild leaves as it is would make V8 hold the whole file with two bytes a
 * character, which then takes half as long again to compile.
 *
 * @type {esbuild.Plugin}
 */
const onlyAscii = {
  name: 'only-ascii',
  setup({ initialOptions, onEnd }) {
    const { outfile = '' } = initialOptions;
    onEnd(async ({ errors }) => {
      if (errors.length > 0) return undefined;
      const path = join(root, outfile);
      const text = await readFile(path, 'utf8');
      if (/\\[^\0-\x7f]/.test(text)) return { errors: [{ text: `${outfile} escapes a character that is not ASCII.` }] };
      const escaped = (/** @type {string} */ unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
      await writeFile(path, text.replace(/[^\0-\x7f]/g, escaped));
      return undefined;
    });
  },
};

/**
 * The command line and the entry for programs.
 *
 * @type {esbuild.BuildOptions}
 */
const program = {
  entryPoints: { cli: 'src/cli/main.ts', api: 'src/api/index.ts' },
  ...common,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: Object.keys(dependencies),
  // A command loads its own code only: what several share is in chunks.
  splitting: true,
  outdir: 'dist',
  entryNames: '[name]',
  chunkNames: 'cli/[name]-[hash]',
  outExtension: { '.js': '.mjs' },
  // Packages in CommonJS call require for Node's own modules, which an ES module has not by itself.
  banner: {
    js: "import { createRequire as _createRequire } from 'node:module';\nconst require = _createRequire(import.meta.url);",
  },
};

/** @type {esbuild.BuildOptions} */
const browser = {
  ...common,
  platform: 'browser',
  format: 'cjs',
  target: 'es2022',
  mainFields: ['browser', 'module', 'main'],
  external: ['vscode'],
};

/**
 * All of the extension. In the browser it is one file; desktops and servers read the same.
 *
 * @type {esbuild.BuildOptions}
 */
const extension = { ...browser, plugins: production ? [onlyAscii] : [] };

/** @type {esbuild.BuildOptions} */
const style = { ...browser, external: [] };

/**
 * The scripts of all webviews: a webview is webview/main.ts or webview/<name>/main.ts, each with a main.css beside it if
 * it has styles of its own. What several of them need, such as the controls and the charts, is in chunks.
 *
 * @type {esbuild.BuildOptions}
 */
const pages = {
  ...browser,
  entryPoints: Object.fromEntries(webviewFiles('ts').map((entry) => [webviewName(entry), entry])),
  format: 'esm',
  external: [],
  splitting: true,
  outdir: 'dist/webview',
};

/**
 * `of` is where a bundle belongs that is built with others. The bundle of the command line has entries of its own.
 *
 * @typedef {{ readonly entry: string, readonly of?: string, readonly outfile: string, readonly options: esbuild.BuildOptions }} Bundle
 */

/** @type {Bundle[]} */
const bundles = [
  { entry: 'src/extension/desktop.ts', outfile: 'dist/desktop.cjs', options: node },
  { entry: 'src/models/undiciFetch.ts', of: 'src/extension', outfile: 'dist/proxyFetch.cjs', options: node },
  { entry: 'src/toolServers/index.ts', of: 'src/extension', outfile: 'dist/toolServers.cjs', options: node },
  {
    entry: 'src/extension/procedureImport/readDocument.ts',
    outfile: 'dist/documentReader.cjs',
    options: node,
  },
  { entry: 'src/extension/web.ts', outfile: 'dist/extension.cjs', options: extension },
  ...tokenizers(),
  { entry: 'src/cli/main.ts', outfile: 'dist/cli.mjs', options: program },
  { entry: 'webview/main.ts', of: 'webview', outfile: 'dist/webview/main.js', options: pages },
  ...webviewFiles('css').map((entry) => ({
    entry,
    outfile: `dist/webview/${webviewName(entry)}.css`,
    options: style,
  })),
  ...(flags.has('--tests') ? suites() : []),
].filter(({ entry, of = entry }) => existsSync(join(root, entry)) && only.some((path) => of.startsWith(path)));

/** The tables of tokenizers, which the extension reads on first use. */
function tokenizers() {
  return ['o200k', 'cl100k', 'tokenizerFile'].map((name) => {
    const entry = `src/datasets/tokens/encodings/${name}.ts`;
    return { entry, of: 'src/extension', outfile: `dist/tokens/${name}.cjs`, options: { ...browser, external: [] } };
  });
}

/** @returns {esbuild.BuildOptions} */
function toOptions(/** @type {Bundle} */ { entry, outfile, options }) {
  if (options.outdir !== undefined) return options;
  return options.stdin === undefined ? { ...options, entryPoints: [entry], outfile } : { ...options, outfile };
}

/** The files of one kind that webviews begin with. */
function webviewFiles(/** @type {'ts' | 'css'} */ extension) {
  return globSync([`webview/main.${extension}`, `webview/*/main.${extension}`], { cwd: root })
    .map((found) => found.replaceAll('\\', '/'))
    .sort();
}

function webviewName(/** @type {string} */ entry) {
  const folder = dirname(entry);
  return folder === 'webview' ? 'main' : basename(folder);
}

/** All suites are one bundle, so that the code they share is built and loaded once. mocha stays outside: it is the runner's. */
function suites() {
  /** @type {esbuild.BuildOptions} */
  const options = { ...node, minify: false, sourcemap: 'inline', external: ['vscode', 'mocha'] };
  const files = globSync('test/editor/suite/*.test.ts', { cwd: root }).sort();
  // `import` would leave them out: package.json says that the project's files have no side effects.
  const contents = files.map((file) => `require(${JSON.stringify(`./${file.replaceAll('\\', '/')}`)});`).join('\n');
  return [
    { entry: 'test/editor/suite', outfile: 'suites', options: { ...options, stdin: { contents, resolveDir: root } } },
    ...globSync(['test/editor/suite.ts', 'test/editor/*/extension.ts'], { cwd: root }).map((found) => {
      const entry = found.replaceAll('\\', '/');
      return { entry, outfile: entry.replace(/^test\/editor\/(.*)\.ts$/, '$1'), options };
    }),
  ].map((bundle) => ({ ...bundle, outfile: `dist/test/editor/${bundle.outfile}.cjs` }));
}

/** The folders of the packages that bundles hold, for the notices of their licenses; other bundles keep their entries. */
async function recordPackages(/** @type {esbuild.Metafile[]} */ metafiles) {
  const path = join(root, 'dist/packages.json');
  const packages = existsSync(path) ? JSON.parse(await readFile(path, 'utf8')) : {};
  for (const { outputs } of metafiles) {
    for (const [outfile, { inputs }] of Object.entries(outputs)) {
      const folders = Object.keys(inputs).map((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
      packages[outfile] = [...new Set(folders.filter((folder) => folder !== undefined))].sort();
    }
  }
  await writeFile(path, JSON.stringify(packages));
}

/** What a bundle is made of, largest first. */
async function report(/** @type {esbuild.Metafile[]} */ metafiles) {
  const inputs = Object.assign({}, ...metafiles.map((metafile) => metafile.inputs));
  const outputs = Object.assign({}, ...metafiles.map((metafile) => metafile.outputs));
  await mkdir(join(root, 'dist'), { recursive: true });
  await writeFile(join(root, 'dist/meta.json'), JSON.stringify({ inputs, outputs }));
  for (const metafile of metafiles) console.log(await esbuild.analyzeMetafile(metafile));
}

if (flags.has('--watch')) {
  const contexts = await Promise.all(bundles.map((bundle) => esbuild.context(toOptions(bundle))));
  await Promise.all(contexts.map((context) => context.watch()));
  console.log(`watching ${bundles.length} bundles; Ctrl-C ends`);
} else {
  // The bundle of an entry that is gone must not stay: not in the package, not among the tests.
  for (const folder of ['dist/webview', 'dist/cli', ...(flags.has('--tests') ? ['dist/test'] : [])]) {
    const made = bundles.filter(({ outfile }) => outfile.startsWith(folder));
    if (made.length > 0 || only.includes('')) rmSync(join(root, folder), { recursive: true, force: true });
  }
  const results = await Promise.allSettled(bundles.map((bundle) => esbuild.build(toOptions(bundle))));
  results.forEach((result, index) => {
    const { entry } = /** @type {Bundle} */ (bundles[index]);
    if (result.status === 'rejected') {
      process.exitCode = 1;
      console.error(`${entry} cannot be built.`);
      if (!('errors' in result.reason)) console.error(result.reason);
      return;
    }
    for (const [path, { bytes, entryPoint }] of Object.entries(result.value.metafile?.outputs ?? {})) {
      if (entryPoint === undefined || CHUNK.test(path)) continue;
      console.log(`${path.padEnd(40)} ${(bytes / 1024).toFixed(0).padStart(6)} kB`);
    }
  });
  const metafiles = results.flatMap((result) =>
    result.status === 'fulfilled' && result.value.metafile ? [result.value.metafile] : [],
  );
  await recordPackages(metafiles);
  if (flags.has('--metafile')) await report(metafiles);
}
