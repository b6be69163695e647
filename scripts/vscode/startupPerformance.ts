import type { Workbench } from './workbench.ts';

/** What VS Code itself says of the start of one extension, in milliseconds. */
export interface ActivationTimes {
  readonly loadCode: number;
  readonly callActivate: number;
  readonly finishActivate: number;
}

/** Reads the table of extension activations from VS Code's own page "Startup Performance". */
export async function activationTimes(workbench: Workbench): Promise<ReadonlyMap<string, ActivationTimes>> {
  const { page } = workbench;
  await workbench.runCommand('Developer: Startup Performance');
  await page.locator('.tabs-container .tab.active').filter({ hasText: 'Startup Performance' }).waitFor();
  await page.locator('.editor-instance .view-lines').filter({ hasText: 'System Info' }).waitFor();
  await page.locator('.editor-instance .view-lines').first().click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  return readTable(await page.evaluate(() => navigator.clipboard.readText()));
}

/** Rows of `Extension | Eager | Load Code | Call Activate | Finish Activate | Event | By`. */
function readTable(text: string): ReadonlyMap<string, ActivationTimes> {
  const times = new Map<string, ActivationTimes>();
  for (const line of text.split('\n')) {
    const [, id = '', , loadCode, callActivate, finishActivate] = line.split('|').map((cell) => cell.trim());
    if (!/^[\w-]+\.[\w.-]+$/.test(id)) continue;
    const found = [loadCode, callActivate, finishActivate].map(Number);
    const [load = Number.NaN, call = Number.NaN, finish = Number.NaN] = found;
    if (!Number.isNaN(load + call + finish)) {
      times.set(id, { loadCode: load, callActivate: call, finishActivate: finish });
    }
  }
  return times;
}
