import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Theme, themes } from '../../../scripts/vscode/theme.ts';
import type { Workbench } from '../../../scripts/vscode/workbench.ts';

/** The class of the window with a theme. */
const WINDOW_CLASSES: Readonly<Record<Theme, string>> = {
  light: 'vs',
  dark: 'vs-dark',
  hc: 'hc-black',
  'hc-light': 'hc-light',
};

/** `SOP_SHOTS_THEMES=light,hc` takes each picture in these themes too, to be looked at. */
export const FURTHER_THEMES: readonly Theme[] = (process.env.SOP_SHOTS_THEMES ?? '')
  .split(',')
  .filter((name) => name in themes) as Theme[];

const THEME_LOADS = { timeout: 20_000 };
/** Milliseconds until a web page of the window has taken over new colours. */
const COLOURS_SETTLE = 500;

/** Calls `take` once per theme that is asked for, with the window in that theme; then the window looks as before. */
export async function takeInFurtherThemes(
  { page }: Workbench,
  dataFolder: string,
  take: (theme: Theme) => Promise<void>,
): Promise<void> {
  if (FURTHER_THEMES.length === 0) return;
  const path = join(dataFolder, 'User', 'settings.json');
  const settings = JSON.parse(await readFile(path, 'utf8')) as Readonly<Record<string, unknown>>;
  const show = async (theme: Theme): Promise<void> => {
    await writeFile(path, JSON.stringify({ ...settings, 'workbench.colorTheme': themes[theme] }));
    await page.locator(`.monaco-workbench.${WINDOW_CLASSES[theme]}`).waitFor(THEME_LOADS);
    await page.waitForTimeout(COLOURS_SETTLE);
  };
  const usual = (Object.keys(themes) as Theme[]).find((theme) => themes[theme] === settings['workbench.colorTheme']);
  for (const theme of FURTHER_THEMES) {
    await show(theme);
    await take(theme);
  }
  await show(usual ?? 'dark');
}
