import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../vscode/browser.ts';
import { startCodeServer } from '../vscode/codeServer.ts';
import { projectRoot } from '../vscode/environment.ts';
import { buildTolerant, copyExtension } from '../vscode/extension.ts';
import { runTask } from '../vscode/processes.ts';
import { copyWorkspace, temporaryFolder } from '../vscode/temporary.ts';
import { isTheme, type Theme, themes } from '../vscode/theme.ts';
import { openWorkbench, type Workbench } from '../vscode/workbench.ts';
import { type Stop, stops } from './tourStops.ts';

const usage = `npm run tour -- [--out DIR] [--theme NAME]… [--language NAME]… [--only NAME]…
Shows each language feature in a real VS Code and takes a screenshot of it, in every theme.
  --out DIR        where the screenshots go (default: test-results/tour)
  --theme NAME     light, dark, hc or hc-light (default: light, dark and hc)
  --language NAME  en or zh-CN, which sopShots.language is set to (default: en)
  --only NAME      only these stops: ${stops.map(({ name }) => name).join(', ')}
  --no-build       take the bundles as they are`;

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'test-results/tour' },
    theme: { type: 'string', multiple: true, default: ['light', 'dark', 'hc'] },
    language: { type: 'string', multiple: true, default: ['en'] },
    only: { type: 'string', multiple: true, default: stops.map(({ name }) => name) },
    'no-build': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const chosen = values.theme.filter(isTheme);
const unknown = [
  ...values.theme.filter((name) => !isTheme(name)),
  ...values.language.filter((name) => !['en', 'zh-CN'].includes(name)),
  ...values.only.filter((name) => !stops.some((stop) => stop.name === name)),
];
if (unknown.length > 0) console.error(`There is no ${unknown.join(', ')}.`);
if (values.help || unknown.length > 0) {
  console.log(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  await runTask(async () => {
    if (!values['no-build']) await buildTolerant(['src/extension']);
    for (const theme of chosen) for (const language of values.language) await tour(theme, language);
  });
}

async function tour(theme: Theme, language: string): Promise<void> {
  const folder = await temporaryFolder('tour');
  const extensionsFolder = join(folder.path, 'extensions');
  const workspace = await copyWorkspace(join(projectRoot, 'examples'), join(folder.path, 'workspace'));
  await copyExtension(extensionsFolder);
  const settings = {
    'workbench.colorTheme': themes[theme],
    'sopShots.language': language,
    'sopShots.connections': [{ name: 'far', provider: 'custom', baseUrl: 'https://models.invalid/v1', model: 'large' }],
    'sopShots.connection': 'far',
    'sopShots.inlayHints.parameterNames': true,
    'sopShots.inlayHints.steps': true,
  };
  const [server, browser] = await Promise.all([
    startCodeServer({ dataFolder: join(folder.path, 'data'), extensionsFolder, settings }),
    launchBrowser(),
  ]);
  try {
    const workbench = await openWorkbench(browser, {
      address: server.address(workspace),
      width: 1200,
      height: 800,
    });
    for (const stop of stops) {
      const name = `${stop.name}-${theme}${language === 'en' ? '' : `-${language}`}`;
      if (values.only.includes(stop.name)) await visit(workbench, workspace, stop, name).catch(reportMissedStop);
    }
  } finally {
    await browser.close();
    await server.stop();
    await folder.remove();
  }
}

/** A stop that cannot be shown does not end the tour; its screenshot shows why. */
function reportMissedStop(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function visit(workbench: Workbench, workspace: string, stop: Stop, name: string): Promise<void> {
  const path = join(resolve(values.out), `${name}.png`);
  await mkdir(resolve(values.out), { recursive: true });
  const { page } = workbench;
  try {
    await workbench.openFile(stop.file);
    await page.locator('.editor-instance .monaco-editor.focused').waitFor();
    if (stop.at !== undefined) await goToPosition(workbench, await findPosition(join(workspace, stop.file), stop.at));
    await stop.show(workbench);
    if (stop.shows !== undefined) await page.locator(stop.shows).first().waitFor();
    await page.waitForTimeout(1000);
  } finally {
    await workbench.screenshot(path);
    console.log(`written: ${path}`);
    for (let time = 0; time < 2; time++) await page.keyboard.press('Escape');
    await page.waitForTimeout(500);
    for (const command of stop.leave ?? []) await workbench.runCommand(command);
    await workbench.runCommand('View: Revert and Close Editor');
    await workbench.runCommand('View: Close All Editors');
  }
}

/** The one-based line and column after the first occurrence of a text. */
async function findPosition(file: string, text: string): Promise<string> {
  const all = await readFile(file, 'utf8');
  const at = all.indexOf(text);
  if (at === -1) throw new Error(`${file} does not say ${text}.`);
  const lines = all.slice(0, at + text.length).split('\n');
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
}

async function goToPosition({ page }: Workbench, position: string): Promise<void> {
  await page.keyboard.press('Control+g');
  await page.locator('.quick-input-widget .quick-input-box input').fill(`:${position}`);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  // The focus goes back to the editor after that; what is typed before loses its hints again.
  await page.waitForTimeout(500);
}
