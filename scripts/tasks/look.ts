import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../vscode/browser.ts';
import { startCodeServer } from '../vscode/codeServer.ts';
import { buildTolerant, copyExtension } from '../vscode/extension.ts';
import { runTask } from '../vscode/processes.ts';
import { copyWorkspace, temporaryFolder } from '../vscode/temporary.ts';
import { isTheme, type Theme, themes } from '../vscode/theme.ts';
import { openWorkbench, type Workbench } from '../vscode/workbench.ts';

const usage = `node scripts/look.mjs --out shot.png [options and actions]
Shows the extension, freshly built, in a real VS Code and takes a screenshot.
  --workspace DIR   the folder to open, a copy of it is used (default: examples)
  --theme NAME      light, dark (default), hc or hc-light
  --size WxH        of the window in pixels (default: 1400x900)
  --setting K=JSON  a user setting; may be given several times
  --no-build        take the bundles as they are
Actions, done in the order given, each any number of times:
  --open FILE       open a file of the workspace
  --command TITLE   run a command from the palette, e.g. "SOP Shots: Lint Workspace"
  --click TEXT      click what shows this text
  --keys KEYS       press keys, e.g. "Control+Shift+m"
  --type TEXT       type text
  --problems        show the Problems view and print it
  --output NAME     show an output channel, e.g. "SOP Shots"
  --wait SECONDS    wait; two seconds are waited at the end in any case`;

const options = {
  workspace: { type: 'string', default: 'examples' },
  theme: { type: 'string', default: 'dark' },
  size: { type: 'string', default: '1400x900' },
  setting: { type: 'string', multiple: true, default: [] as string[] },
  'no-build': { type: 'boolean', default: false },
  out: { type: 'string' },
  help: { type: 'boolean', default: false },
  open: { type: 'string', multiple: true },
  command: { type: 'string', multiple: true },
  click: { type: 'string', multiple: true },
  keys: { type: 'string', multiple: true },
  type: { type: 'string', multiple: true },
  problems: { type: 'boolean', multiple: true },
  output: { type: 'string', multiple: true },
  wait: { type: 'string', multiple: true },
} as const;

const actions: Readonly<Record<string, (workbench: Workbench, value: string) => Promise<void>>> = {
  open: (workbench, path) => workbench.openFile(path),
  command: (workbench, title) => workbench.runCommand(title),
  click: (workbench, text) => workbench.page.getByText(text).first().click(),
  keys: (workbench, keys) => workbench.page.keyboard.press(keys),
  type: (workbench, text) => workbench.page.keyboard.type(text),
  problems: async (workbench) => {
    await workbench.problems();
    await workbench.page.waitForTimeout(2000);
    console.log((await workbench.problems()).join('\n'));
  },
  output: (workbench, name) => workbench.showOutput(name),
  wait: (workbench, seconds) => workbench.page.waitForTimeout(Number(seconds) * 1000),
};

interface ScreenshotOptions {
  readonly workspace: string;
  readonly theme: Theme;
  readonly size: string;
  readonly settings: readonly string[];
  readonly build: boolean;
  readonly out: string;
  readonly actions: readonly { readonly name: string; readonly value: string }[];
}

const screenshotOptions = readOptions();
if (screenshotOptions) await runTask(() => takeScreenshot(screenshotOptions));

function readOptions(): ScreenshotOptions | undefined {
  try {
    const { values, tokens } = parseArgs({ options, tokens: true });
    const { workspace, theme, size, setting: settings, out } = values;
    const given = tokens.flatMap((token) =>
      token.kind === 'option' && token.name in actions ? [{ name: token.name, value: token.value ?? '' }] : [],
    );
    if (!values.help && out && isTheme(theme) && /^\d+x\d+$/.test(size)) {
      return { workspace, theme, size, settings, out, build: !values['no-build'], actions: given };
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  console.error(usage);
  process.exitCode = 2;
  return undefined;
}

async function takeScreenshot(chosen: ScreenshotOptions): Promise<void> {
  const folder = await temporaryFolder('look');
  const extensionsFolder = join(folder.path, 'extensions');
  const workspace = await copyWorkspace(resolve(chosen.workspace), join(folder.path, 'workspace'));
  if (chosen.build) await buildTolerant(['src/extension']);
  await copyExtension(extensionsFolder);
  const [server, browser] = await Promise.all([
    startCodeServer({ dataFolder: join(folder.path, 'data'), extensionsFolder, settings: toSettings(chosen) }),
    launchBrowser(),
  ]);
  try {
    const [width, height] = chosen.size.split('x').map(Number);
    const address = server.address(workspace);
    const workbench = await openWorkbench(browser, { address, width: width ?? 1400, height: height ?? 900 });
    try {
      for (const { name, value } of chosen.actions) await actions[name]?.(workbench, value);
      await workbench.page.waitForTimeout(2000);
    } finally {
      // After a failed action the screenshot shows why.
      await mkdir(dirname(resolve(chosen.out)), { recursive: true });
      await workbench.screenshot(resolve(chosen.out));
      console.log(`written: ${resolve(chosen.out)}`);
    }
  } finally {
    await browser.close();
    await server.stop();
    await folder.remove();
  }
}

function toSettings({ settings, theme }: ScreenshotOptions): Record<string, unknown> {
  const own = settings.map((setting) => {
    const [, key = '', value = ''] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
    return [key, parseValue(value)] as const;
  });
  return { 'workbench.colorTheme': themes[theme], ...Object.fromEntries(own) };
}

/** `true`, `3` and `["a"]` are JSON; anything else is taken as a plain string. */
function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
