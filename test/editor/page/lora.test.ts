import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { expect } from 'vitest';
import { type EditorPage, pageTest } from '../support/page.ts';

const patience = { timeout: 60_000 };
const wide = { width: 1400, height: 1000 };

async function openPanel(editor: EditorPage): Promise<FrameLocator> {
  await editor.runCommand('View: Close Primary Side Bar').catch(() => undefined);
  await editor.runCommand('SOP Shots: Open LoRA Estimator');
  const panel = editor.webview();
  await panel.locator('[data-figure=trainable]').waitFor(patience);
  return panel;
}

const figure = (panel: FrameLocator, name: string) => () => panel.locator(`[data-figure=${name}]`).innerText();

/** Writes into one of the panel's fields as a person would, and leaves it. */
async function enter(panel: FrameLocator, label: string, text: string): Promise<void> {
  const input = panel.getByRole('textbox', { name: label, exact: true });
  await input.fill(text);
  await input.press('Tab');
}

pageTest(
  'the course exercise shows each step, and ticking a matrix changes what is trained',
  { size: wide, settings: { 'sopShots.language': 'en' } },
  async (editor) => {
    const panel = await openPanel(editor);
    await panel.getByText('Course exercise', { exact: true }).click();
    await expect.poll(figure(panel, 'trainable'), patience).toBe('31,886,720');
    expect(await figure(panel, 'total')()).toBe('7,273,840,000');
    expect(await figure(panel, 'percent')()).toBe('0.4384 %');
    await expect.poll(() => panel.locator('.worked').innerText(), patience).toContain('= 31,883,264');
    await panel.locator('vscode-checkbox', { hasText: 'v_proj' }).first().click();
    await expect.poll(figure(panel, 'trainable'), patience).toBe('21,400,960');
    await editor.picture('lora-course-exercise');
  },
);

pageTest(
  'a model is found by its name, the rank moves the figures, and layers can be left out',
  { size: wide, settings: { 'sopShots.language': 'en' } },
  async (editor) => {
    const panel = await openPanel(editor);
    await panel.getByRole('textbox', { name: 'Search the catalogue' }).pressSequentially('Llama-3.2-1B');
    await panel.locator('.suggestions button', { hasText: 'meta-llama/Llama-3.2-1B' }).first().click();
    await enter(panel, 'Target modules', 'q_proj');
    await enter(panel, 'Rank R', '8');
    // PEFT's quick tour prints this line for the model.
    await expect.poll(figure(panel, 'trainable'), patience).toBe('524,288');
    expect(await figure(panel, 'total')()).toBe('1,236,338,688');
    await panel.getByRole('slider', { name: 'Rank R' }).press('ArrowRight');
    await expect.poll(figure(panel, 'trainable'), patience).toBe('786,432');
    await panel.getByText('Show all 16 layers').click();
    await panel.getByRole('checkbox', { name: 'Layer 3', exact: true }).click();
    await expect.poll(figure(panel, 'trainable'), patience).toBe('737,280');
    await enter(panel, 'Rank R', '0');
    await expect.poll(() => panel.locator('.note.error').first().innerText(), patience).toContain('0');
    await enter(panel, 'Rank R', '512');
    await enter(panel, 'Target modules', 'q_prj');
    await expect.poll(() => panel.locator('.note.error').first().innerText(), patience).toContain('q_proj');
  },
);

pageTest(
  'break-even moves with the volume, wrong prices are told at their field, and the state outlives a reload',
  { size: wide, settings: { 'sopShots.language': 'en' } },
  async (editor) => {
    const panel = await openPanel(editor);
    const conclusions = () => panel.locator('.conclusions').innerText();
    const before = await conclusions();
    await enter(panel, 'Requests a month', '2500000');
    await expect.poll(conclusions, patience).not.toBe(before);
    await enter(panel, 'Input price per million', '-1');
    await expect
      .poll(
        () => panel.locator('.field', { hasText: 'Input price per million' }).locator('.note.error').count(),
        patience,
      )
      .toBe(1);
    await enter(panel, 'Input price per million', '4');
    await panel.getByText('+', { exact: true }).click();
    await enter(panel, 'Rank R', '64');
    await expect.poll(() => panel.locator('.comparison').innerText(), patience).toContain('64');
    // VS Code writes what extensions keep a moment after they hand it over.
    await editor.page.waitForTimeout(3000);
    await editor.page.reload();
    const again = await openPanel(editor);
    await expect.poll(() => again.locator('.comparison').innerText(), patience).toContain('64');
  },
);

pageTest(
  'a config.json of the workspace is counted, and an unknown architecture is named',
  {
    size: wide,
    settings: { 'sopShots.language': 'en', 'files.simpleDialog.enable': true },
    files: { 'model/config.json': JSON.stringify({ model_type: 'martian', hidden_size: 8 }) },
  },
  async (editor) => {
    const panel = await openPanel(editor);
    const choose = async () => {
      await panel.getByText('Open config.json or safetensors', { exact: false }).click();
      const input = editor.page.locator('.quick-input-widget input').first();
      await input.fill(join(editor.workspace, 'model', 'config.json'));
      await input.press('Enter');
    };
    await choose();
    await expect.poll(() => panel.locator('.note.error').first().innerText(), patience).toContain('martian');
    const tiny = {
      model_type: 'llama',
      vocab_size: 100,
      hidden_size: 16,
      intermediate_size: 32,
      num_hidden_layers: 2,
      num_attention_heads: 4,
    };
    await writeFile(join(editor.workspace, 'model', 'config.json'), JSON.stringify(tiny));
    await choose();
    // Four 16 × 16 matrices in two layers, rank 16: 2 × 4 × 16 × (16 + 16).
    await expect.poll(figure(panel, 'trainable'), patience).toBe('4,096');
  },
);

for (const [theme, language, size] of [
  ['dark', 'en', { width: 1400, height: 3400 }],
  ['light', 'zh-CN', { width: 1400, height: 3400 }],
  ['hc', 'en', { width: 1400, height: 1300 }],
  ['light', 'en', { width: 480, height: 1300 }],
  ['dark', 'zh-CN', { width: 480, height: 4600 }],
] as const) {
  pageTest(
    `the panel can be read in ${theme}, ${language}, ${size.width} pixels wide`,
    { theme, size, settings: { 'sopShots.language': language } },
    async (editor) => {
      const panel = await openPanel(editor);
      await panel.locator('.slice.sauced').first().waitFor(patience);
      await panel.locator('#section-cost').waitFor(patience);
      expect(await panel.locator('body').evaluate(beyondTheEdge)).toEqual([]);
      await editor.picture(`lora-${theme}-${language}-${size.width}`);
    },
  );
}

/** What reaches beyond the right edge of the page, tables that scroll by themselves left out. */
function beyondTheEdge(body: HTMLElement): readonly string[] {
  const edge = document.documentElement.clientWidth;
  return [...body.querySelectorAll('*')]
    .filter((element) => element.closest('.scroll, svg, details:not([open])') === null)
    .filter((element) => element.getBoundingClientRect().right > edge)
    .map((element) => `${element.tagName}.${element.getAttribute('class') ?? ''} ${element.textContent?.slice(0, 30)}`);
}
