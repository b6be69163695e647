import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

/** The layers of core, the lowest first. */
const CORE_LAYERS = [
  'l10n',
  'text',
  'similarity',
  'parser',
  'model',
  'schemas',
  'procedures',
  'project',
  'callChecks',
  'workspace',
  'edits',
  'lint',
  'features',
] as const;

/** A file with one import that is refused, and the words of the refusal. */
interface Planted {
  readonly file: string;
  readonly imports: string;
  readonly message: string;
}

/** One upward import per pair of neighbouring layers, and the exceptions that neighbours do not show. */
const UPWARD: readonly Planted[] = [
  ...CORE_LAYERS.slice(0, -1).map((layer, index) => ({
    file: `src/core/${layer}/upward.ts`,
    imports: `../${CORE_LAYERS[index + 1]}/above.ts`,
    message: `${layer} imports only:`,
  })),
  { file: 'src/core/parser/calls/deep.ts', imports: '../../lint/rules/deep.ts', message: 'parser imports only:' },
  { file: 'src/core/features/facade.ts', imports: '../languageService.ts', message: 'features imports only:' },
  { file: 'src/core/lint/door.ts', imports: '../../core/index.ts', message: 'lint imports only:' },
];

const HOST_MODULES: readonly Planted[] = ['vscode', 'node:fs', 'openai'].flatMap((name, index) => [
  { file: `src/core/text/host${index}.ts`, imports: name, message: 'core is pure' },
  { file: `src/generation/host${index}.ts`, imports: name, message: 'pure areas know no host' },
  { file: `webview/host${index}.ts`, imports: name, message: 'know no host' },
]);

/** Each area that has a door, imported past it: from a shallow and from a deep folder. */
const PAST_DOORS: readonly Planted[] = [
  'core',
  'generation',
  'finetuning',
  'models',
  'toolServers',
  'datasets',
  'evaluation',
  'files',
].flatMap((area) => [
  { file: `src/cli/past-${area}.ts`, imports: `../${area}/inner.ts`, message: `${area} has one public door` },
  {
    file: `src/extension/deep/past-${area}.ts`,
    imports: `../../${area}/rules/deep/inner.ts`,
    message: `${area} has one public door`,
  },
]);

const AREAS: readonly Planted[] = [
  { file: 'src/core/model/area.ts', imports: '../../generation/index.ts', message: 'core is pure' },
  { file: 'src/generation/area.ts', imports: '../models/index.ts', message: 'pure areas know no host' },
  { file: 'src/finetuning/area.ts', imports: '../generation/index.ts', message: 'pure areas know no host' },
  { file: 'src/datasets/area.ts', imports: '../finetuning/index.ts', message: 'pure areas know no host' },
  { file: 'src/evaluation/area.ts', imports: '../cli/main.ts', message: 'pure areas know no host' },
  { file: 'src/models/area.ts', imports: '../extension/activate.ts', message: 'and no host' },
  { file: 'src/protocol/area.ts', imports: '../models/index.ts', message: 'know no host' },
  { file: 'src/toolServers/area.ts', imports: '../models/index.ts', message: 'knows core only' },
  { file: 'src/files/area.ts', imports: '../core/index.ts', message: 'the file writer knows Node only' },
  { file: 'src/cli/area.ts', imports: '../extension/activate.ts', message: 'hosts do not import each other' },
  { file: 'src/server/area.ts', imports: '../cli/main.ts', message: 'hosts do not import each other' },
  { file: 'src/extension/area.ts', imports: '../cli/main.ts', message: 'hosts do not import each other' },
  { file: 'webview/area.ts', imports: '../src/protocol/messages.ts', message: 'protocol has one public door' },
];

/** Imports that look like the refused ones and are right. */
const ALLOWED: readonly Pick<Planted, 'file' | 'imports'>[] = [
  { file: 'src/core/lint/rules/allowed.ts', imports: '../../model/model.ts' },
  { file: 'src/core/parser/allowed.ts', imports: './calls/inner.ts' },
  { file: 'src/cli/commands/allowed.ts', imports: '../generation/ownFolder.ts' },
  { file: 'src/cli/commands/allowedDoor.ts', imports: '../../generation/index.ts' },
  { file: 'src/extension/generation/run/allowed.ts', imports: '../../../models/node.ts' },
];

const REFUSED = [...UPWARD, ...HOST_MODULES, ...PAST_DOORS, ...AREAS];

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'layers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** What Biome reports with the project's own configuration, one line per finding. */
function lintFolder(): readonly string[] {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=github', '--max-diagnostics=none', '.'];
  const options = { cwd: folder, encoding: 'utf8' } as const;
  try {
    return toLines(execFileSync(process.execPath, args, options));
  } catch (error) {
    return toLines(String((error as { readonly stdout?: unknown }).stdout));
  }
}

function toLines(output: string): readonly string[] {
  return output.replaceAll('\\', '/').split('\n');
}

function plantAll(): void {
  const config = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  write('biome.json', JSON.stringify({ ...config, $schema: undefined, vcs: { enabled: false } }));
  for (const { file, imports } of [...REFUSED, ...ALLOWED]) {
    write(file, `import { value } from '${imports}';\nexport const used = value;\n`);
    write(file.replace(/\.ts$/, 'Type.ts'), `import type { Value } from '${imports}';\nexport type Used = Value;\n`);
  }
  write('src/core/text/circleA.ts', "import type { B } from './circleB.ts';\nexport type A = B | undefined;\n");
  write('src/core/text/circleB.ts', "import type { A } from './circleA.ts';\nexport type B = readonly A[];\n");
}

test('biome.json refuses each planted import, types included, and allows the right ones', () => {
  plantAll();
  const findings = lintFolder();
  const isReported = (rule: string, file: string, message: string) =>
    findings.some((line) => line.includes(rule) && line.includes(`/${file},`) && line.includes(message));
  const missed = REFUSED.flatMap(({ file, message }) =>
    [file, file.replace(/\.ts$/, 'Type.ts')].filter((one) => !isReported('noRestrictedImports', one, message)),
  );
  expect(missed).toEqual([]);
  const wrong = ALLOWED.filter(({ file }) => findings.some((line) => line.includes(`/${file},`)));
  expect(wrong).toEqual([]);
  expect(isReported('noImportCycles', 'src/core/text/circleA.ts', 'part of a cycle')).toBe(true);
  expect(isReported('noImportCycles', 'src/core/text/circleB.ts', 'part of a cycle')).toBe(true);
});

test('each folder of src and of core has its import rules', () => {
  const { overrides } = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
  const covered = new Set((overrides as { includes: string[] }[]).flatMap(({ includes }) => includes));
  const foldersIn = (path: string) =>
    readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [`${path}/${entry.name}`] : [],
    );
  const areas = foldersIn('src').filter((area) => area !== 'src/core');
  const missing = [...areas, ...foldersIn('src/core')].filter(
    (path) => !covered.has(`${path}/**`) && !covered.has(`${path}/*/**`),
  );
  expect(missing).toEqual([]);
  expect(
    foldersIn('src/core')
      .map((path) => path.slice('src/core/'.length))
      .sort(),
  ).toEqual([...CORE_LAYERS].sort());
});
