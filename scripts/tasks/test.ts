import { globSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { runSuiteInElectron } from '../../test/editor/runInElectron.ts';
import { runSuiteInServer } from '../../test/editor/runInServer.ts';
import { neovimPath, projectRoot, resultsFolder } from '../vscode/environment.ts';
import { buildExtension, packageExtension } from '../vscode/extension.ts';
import { CommandError, type Print, runTask, startProcess } from '../vscode/processes.ts';
import { formatCounts, runVitest } from './counts.ts';
import { checkPackage } from './packageChecks.ts';
import { runPageTests } from './pageTests.ts';
import { runStages, type Stage } from './stages.ts';

const extension = 'Build of the extension';
const commandLine = 'Build of the command line';
const suites = 'Suites in the extension host of a real VS Code';
const packaging = 'Package';
const neovim = 'Language server with Neovim';

/**
 * An editor in a window waits now and then, so one stage of them runs at a time, and what it leaves of the machine goes to
 * the other stages, which give way to it.
 */
const stages: readonly Stage[] = [
  { name: extension, run: () => build(['src/extension', 'webview', 'test/editor']) },
  { name: 'Types', run: (print) => tool(print, 'typescript/bin/tsc', '-b') },
  ...(process.platform === 'win32' ? desktopSuites() : serverSuites()),
  { name: commandLine, after: [extension], run: () => build(['src/cli', 'src/server']) },
  { name: packaging, needs: [extension], after: [commandLine], run: packageAndCheck },
  ...(process.platform === 'win32' ? [] : pageTests()),
  {
    name: 'Unit tests',
    run: (print) => runVitest('unit', [], { env: { SOP_SHOTS_NEOVIM: '' }, givesWay: true, print }),
  },
  { name: 'Lint and format', run: (print) => tool(print, '@biomejs/biome/bin/biome', 'check', '--max-diagnostics=50') },
  { name: 'Workflow files', run: checkWorkflows },
  { name: 'Unused code', run: (print) => tool(print, 'knip/bin/knip.js') },
  { name: 'Regular expressions', run: (print) => task(print, 'scripts/tasks/regexes.ts') },
  {
    name: neovim,
    needs: [commandLine],
    leftOut: neovimPath() === undefined ? 'no Neovim was found (the Debian package is neovim)' : undefined,
    run: (print) => runVitest('neovim', ['test/server/neovim.test.ts'], { givesWay: true, print }),
  },
  {
    name: 'Installation of the npm package',
    needs: [commandLine],
    after: [neovim, packaging],
    run: (print) => task(print, 'scripts/tasks/testInstall.ts'),
  },
];

await runTask(async () => {
  await rm(resultsFolder, { recursive: true, force: true });
  await mkdir(resultsFolder, { recursive: true });
  const counts = await runStages(stages, Math.max(2, availableParallelism()));
  console.log(`\n${formatCounts(counts)}`);
  process.exitCode = counts.failed > 0 ? 1 : 0;
});

function serverSuites(): readonly Stage[] {
  return [{ name: suites, needs: [extension], run: (print) => runSuiteInServer({ print }) }];
}

function pageTests(): readonly Stage[] {
  const name = 'Page tests through the window of a real VS Code';
  return [{ name, needs: [packaging], after: [suites], run: (print) => runPageTests({ print }) }];
}

/** The server build does not run on Windows, so there is no window in a browser to test through. */
function desktopSuites(): readonly Stage[] {
  const name = 'Suites in the extension host of the desktop VS Code';
  return [{ name, needs: [extension], run: () => runSuiteInElectron('stable') }];
}

function tool(print: Print, program: string, ...args: readonly string[]): Promise<undefined> {
  return run(print, join(projectRoot, 'node_modules', program), args);
}

function task(print: Print, path: string): Promise<undefined> {
  return run(print, join(projectRoot, path), []);
}

async function run(print: Print, program: string, args: readonly string[]): Promise<undefined> {
  const options = { cwd: projectRoot, onOutput: print, givesWay: true };
  const code = await startProcess(process.execPath, [program, ...args], options).exited;
  if (code !== 0) throw new CommandError(`${relative(projectRoot, program)} ended with exit code ${code}`);
}

/** GitHub's own schemas of workflows and actions. */
async function checkWorkflows(print: Print): Promise<undefined> {
  const files = ['action.yml', ...globSync('.github/workflows/*.yml', { cwd: projectRoot })];
  for (const file of files) await tool(print, '@action-validator/cli/cli.mjs', file);
}

async function build(only: readonly string[]): Promise<undefined> {
  await buildExtension({ production: true, tests: true, only });
}

async function packageAndCheck(print: Print): Promise<undefined> {
  await packageExtension();
  print(`${await checkPackage()}\n`);
}
