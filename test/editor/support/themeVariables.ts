import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { codeServerFolder, projectRoot } from '../../../scripts/vscode/environment.ts';
import type { Theme } from '../../../scripts/vscode/theme.ts';
import { type PageDocument, TIMEOUT } from './panel.ts';

/** What VS Code calls the kind of a theme on the body of a page. */
export const THEME_KINDS: Readonly<Record<Theme, string>> = {
  light: 'vscode-light',
  dark: 'vscode-dark',
  hc: 'vscode-high-contrast',
  'hc-light': 'vscode-high-contrast-light',
};

/**
 * Compares the colors that VS Code gives to a page with the recorded ones, which tests of pages in a browser alone
 * take. `SOP_SHOTS_WRITE_THEMES=1` records them.
 */
export async function expectRecordedVariables(page: PageDocument, theme: Theme): Promise<void> {
  await page.locator(`body[data-vscode-theme-kind="${THEME_KINDS[theme]}"]`).waitFor(TIMEOUT);
  const names = await findUsedVariables();
  const found = await page.locator('body').evaluate((body, wanted) => {
    const style = getComputedStyle(body.ownerDocument.documentElement);
    const values = wanted.map((name) => [name, style.getPropertyValue(name).trim()] as const);
    return Object.fromEntries(values.filter(([, value]) => value !== ''));
  }, names);
  if (process.env.SOP_SHOTS_WRITE_THEMES) await writeFile(getPath(theme), `${JSON.stringify(found, undefined, 2)}\n`);
  expect(getColors(found)).toEqual(getColors(await readVariables(theme)));
}

type Variables = Readonly<Record<string, string>>;

/** The variables of a theme: name and value. */
export async function readVariables(theme: Theme): Promise<Variables> {
  return JSON.parse(await readFile(getPath(theme), 'utf8'));
}

/** The fonts are those of the operating system. */
function getColors(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !name.includes('font')));
}

function getPath(theme: Theme): string {
  return join(import.meta.dirname, 'themes', `${theme}.json`);
}

/** The styles that VS Code puts before those of a page. */
export async function readDefaultStyles(): Promise<string> {
  const path = join(codeServerFolder(), 'lib/vscode/out/vs/workbench/contrib/webview/browser/pre/index.html');
  const [, styles] = /defaultStyles\.textContent = `([^`]*)`/.exec(await readFile(path, 'utf8')) ?? [];
  if (styles === undefined) throw new Error('VS Code has its default styles of pages elsewhere.');
  return styles;
}

/** What pages take their styles from. */
const STYLED = ['dist/webview/*.{css,js}', 'src/extension/flow/flowPage.ts', 'src/core/procedures/drawing/flowSvg.ts'];

/** The names of the variables that the pages and the default styles use. */
async function findUsedVariables(): Promise<readonly string[]> {
  const files = globSync(STYLED, { cwd: projectRoot });
  const texts = await Promise.all(files.map((file) => readFile(join(projectRoot, file), 'utf8')));
  const names = [...texts, await readDefaultStyles()].flatMap(
    (text) => text.match(/--vscode-[a-zA-Z-]+[a-zA-Z]/g) ?? [],
  );
  return [...new Set(names)].sort();
}
