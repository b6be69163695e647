import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { pageTest } from '../support/page.ts';
import { enter, figure, openPanel, TIMEOUT } from '../support/panel.ts';
import { expectRecordedVariables } from '../support/themeVariables.ts';

const wide = { width: 1400, height: 1000 };
const english = { 'sopShots.language': 'en' };

/** Whether the browser has written a text that the extension keeps for the workspace. */
function isKept(page: Page, text: string): Promise<boolean> {
  return page.evaluate(async (wanted) => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    for (const { name = '' } of await indexedDB.databases()) {
      if (!name.startsWith('vscode-web-state-db')) continue;
      const database = await settled(indexedDB.open(name));
      const values = await settled(database.transaction('ItemTable').objectStore('ItemTable').getAll());
      database.close();
      if (values.some((value) => String(value).includes(wanted))) return true;
    }
    return false;
  }, text);
}

pageTest(
  'shots are counted, and a reload keeps everything',
  {
    size: wide,
    ownWindow: true,
    settings: english,
    files: {
      'one.shots.md': '## Example\n\nUser: What is my order?\n\nThought: Look it up.\n\nAnswer: It is on its way.\n',
    },
  },
  async (editor) => {
    const panel = await openPanel(editor);
    await panel.getByText('Count my shots', { exact: true }).click();
    await expect.poll(() => panel.locator('.section-cost').innerText(), TIMEOUT).toContain('(shots: 1, documents: 1)');
    await panel.getByText('Add configuration').click();
    await enter(panel, 'Rank R', '64');
    await expect.poll(() => panel.locator('.comparison').innerText(), TIMEOUT).toContain('64');
    await expectRecordedVariables(panel, 'dark');
    // VS Code writes what extensions keep a moment after they hand it over.
    await expect.poll(() => isKept(editor.page, '"r":64'), TIMEOUT).toBe(true);
    await editor.page.reload();
    const again = await openPanel(editor);
    await expect.poll(() => again.locator('.comparison').innerText(), TIMEOUT).toContain('64');
  },
);

pageTest(
  'files of the workspace are read: a model, a damaged one, a configuration in Python',
  {
    size: wide,
    ownWindow: true,
    settings: { ...english, 'files.simpleDialog.enable': true },
    files: {
      'model/config.json': JSON.stringify({ model_type: 'martian', hidden_size: 8 }),
      'model/cut.safetensors': 'short',
      'adapter/adapter_config.json': JSON.stringify({ peft_type: 'LORA', r: 8 }),
      'lora.py': 'config = LoraConfig(\n    r=4,  # small\n    target_modules=["q_proj", "v_proj"],\n)\n',
    },
  },
  async (editor) => {
    const panel = await openPanel(editor);
    const choose = async (button: string, ...path: readonly string[]) => {
      await panel.getByText(button, { exact: false }).click();
      const dialog = editor.page.locator('.quick-input-widget');
      const input = dialog.locator('input').first();
      // The dialog puts a folder of its own into the field a moment after it opens.
      await expect.poll(() => input.inputValue(), TIMEOUT).toMatch(/\/workspace\/$/);
      await input.fill(join(editor.workspace, ...path));
      await dialog.locator('.monaco-list-row', { hasText: path.at(-1) ?? '' }).waitFor(TIMEOUT);
      await dialog.getByRole('button', { name: 'OK' }).click();
      await dialog.waitFor({ state: 'hidden', ...TIMEOUT });
    };
    const model = 'Open config.json or safetensors';
    const problem = () => panel.locator('.note.error').first().innerText(TIMEOUT);
    await choose(model, 'model', 'config.json');
    await expect.poll(problem, TIMEOUT).toContain('martian');
    await editor.picture('lora-unknown-model');
    await choose(model, 'model', 'cut.safetensors');
    await expect.poll(problem, TIMEOUT).toContain('“cut.safetensors” ends after 5 bytes');
    await editor.picture('lora-damaged-file');
    await choose(model, 'adapter', 'adapter_config.json');
    await expect.poll(problem, TIMEOUT).toContain('the configuration of an adapter');
    await editor.picture('lora-other-kind');
    const absurd = { ...tiny, hidden_size: -16 };
    await writeFile(join(editor.workspace, 'model', 'config.json'), JSON.stringify(absurd));
    await choose(model, 'model', 'config.json');
    await expect.poll(problem, TIMEOUT).toContain('hidden_size');
    await writeFile(join(editor.workspace, 'model', 'config.json'), JSON.stringify(tiny));
    await choose(model, 'model', 'config.json');
    // Four 16 × 16 matrices in two layers, rank 16: 2 × 4 × 16 × (16 + 16).
    await expect.poll(figure(panel, 'trainable'), TIMEOUT).toBe('4,096');
    const told = (text: string) =>
      editor.page.locator('.notification-list-item-message', { hasText: text }).first().waitFor(TIMEOUT);
    await choose('Read a configuration', 'model', 'config.json');
    await told('This is the configuration of a model');
    expect(await figure(panel, 'trainable')()).toBe('4,096');
    await choose('Read a configuration', 'lora.py');
    // Two matrices in two layers, rank 4.
    await expect.poll(figure(panel, 'trainable'), TIMEOUT).toBe('512');
    for (const [format, start] of [
      ['svg', '<svg'],
      ['png', '\x89PNG'],
    ] as const) {
      await panel.locator('.section-sweep vscode-button', { hasText: format.toUpperCase() }).click();
      const input = editor.page.locator('.quick-input-widget input').first();
      await expect.poll(() => input.inputValue(), TIMEOUT).toMatch(new RegExp(`lora-rank-sweep\\.${format}$`));
      await input.press('Enter');
      const file = join(editor.workspace, `lora-rank-sweep.${format}`);
      await expect.poll(() => readFile(file, 'latin1').catch(() => ''), TIMEOUT).toContain(start);
    }
  },
);

const tiny = {
  model_type: 'llama',
  vocab_size: 100,
  hidden_size: 16,
  intermediate_size: 32,
  num_hidden_layers: 2,
  num_attention_heads: 4,
};
