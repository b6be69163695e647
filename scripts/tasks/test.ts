import { globSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runSuiteInElectron } from '../../test/editor/runInElectron.ts';
import { runSuiteInServer } from '../../test/editor/runInServer.ts';
import { neovimPath, projectRoot, resultsFolder } from '../vscode/environment.ts';
import { buildExtension, packageExtension } from '../vscode/extension.ts';
import { runCommand, runTask } from '../vscode/processes.ts';
import { formatCounts, runVitest } from './counts.ts';
import { checkPackage } from './packageChecks.ts';
import { runPageTests } from './pageTests.ts';
import { runStages, type Stage } from './stages.ts';

const extension = 'Build of the extension';
const commandLine = 'Build of the command line';
const packaging = 'Package';

const stages: readonly Stage[] = [
  { name: 'Types', run: () => tool('typescript/bin/tsc', '-b') },
  { name: 'Lint and format', run: () => tool('@biomejs/biome/bin/biome', 'check', '--max-diagnostics=50') },
  { name: 'Workflow files', run: checkWorkflows },
  { name: 'Unused code', run: () => tool('knip/bin/knip.js') },
  { name: 'Regular expressions', run: () => task('scripts/tasks/regexes.ts') },
  { name: extension, run: () => build(['src/extension', 'webview', 'test/editor']) },
  { name: commandLine, run: () => build(['src/cli', 'src/server']) },
  { name: 'Unit tests', run: () => runVitest('unit', [], { SOP_SHOTS_NEOVIM: '' }) },
  {
    name: 'Language server with Neovim',
    needs: [commandLine],
    leftOut: neovimPath() === undefined ? 'no Neovim was found (the Debian package is neovim)' : undefined,
    run: () => runVitest('neovim', ['test/server/neovim.test.ts']),
  },
  { name: 'Installation of the npm package', needs: [commandLine], run: () => task('scripts/tasks/testInstall.ts') },
  { name: packaging, needs: [extension], run: packageAndCheck },
  ...(process.platform === 'win32' ? desktopStages() : serverStages()),
];

await runTask(async () => {
  await rm(resultsFolder, { recursive: true, force: true });
  await mkdir(resultsFolder, { recursive: true });
  const counts = await runStages(stages);
  console.log(`\n${formatCounts(counts)}`);
  process.exitCode = counts.failed > 0 ? 1 : 0;
});

function serverStages(): readonly Stage[] {
  return [
    { name: 'Suites in the extension host of a real VS Code', needs: [extension], run: () => runSuiteInServer() },
    { name: 'Page tests through the window of a real VS Code', needs: [packaging], run: () => runPageTests() },
  ];
}

/** The server build does not run on Windows, so there is no window in a browser to test through. */
function desktopStages(): readonly Stage[] {
  const name = 'Suites in the extension host of the desktop VS Code';
  return [{ name, needs: [extension], run: () => runSuiteInElectron('stable') }];
}

async function tool(program: string, ...args: readonly string[]): Promise<undefined> {
  const path = join(projectRoot, 'node_modules', program);
  await runCommand(process.execPath, [path, ...args], { cwd: projectRoot, inherit: true });
}

async function task(path: string): Promise<undefined> {
  await runCommand(process.execPath, [join(projectRoot, path)], { cwd: projectRoot, inherit: true });
}

/** GitHub's own schemas of workflows and actions. */
async function checkWorkflows(): Promise<undefined> {
  const files = ['action.yml', ...globSync('.github/workflows/*.yml', { cwd: projectRoot })];
  for (const file of files) await tool('@action-validator/cli/cli.mjs', file);
}

async function build(only: readonly string[]): Promise<undefined> {
  await buildExtension({ production: true, tests: true, only });
}

async function packageAndCheck(): Promise<undefined> {
  await packageExtension();
  await checkPackage();
}
