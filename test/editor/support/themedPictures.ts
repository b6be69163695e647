import type { Page } from 'playwright-core';
import { patience } from '../../../scripts/vscode/patience.ts';
import { type Theme, themes } from '../../../scripts/vscode/theme.ts';
import type { Workbench } from '../../../scripts/vscode/workbench.ts';
import { controlWindow } from './windowControl.ts';

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

/** Milliseconds until a web page of the window has taken over new colours. */
const COLOURS_SETTLE = 500;

/** Resolves once the window has a theme. */
export async function waitForTheme(page: Page, theme: Theme): Promise<void> {
  await page.locator(`.monaco-workbench.${WINDOW_CLASSES[theme]}`).waitFor({ timeout: patience(20_000) });
}

/** Calls `take` once per theme that is asked for, with the window in that theme; then the window looks as before. */
export async function takeInFurtherThemes(
  { page }: Workbench,
  { workspace, theme }: { readonly workspace: string; readonly theme: Theme },
  take: (theme: Theme) => Promise<void>,
): Promise<void> {
  const show = async (shown: Theme): Promise<void> => {
    await controlWindow(workspace, { settings: { 'workbench.colorTheme': themes[shown] } });
    await waitForTheme(page, shown);
    await page.waitForTimeout(COLOURS_SETTLE);
  };
  for (const further of FURTHER_THEMES) {
    await show(further);
    await take(further);
  }
  if (FURTHER_THEMES.length > 0) await show(theme);
}
