import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { expect } from 'vitest';
import { type EditorPage, pageTest } from '../support/page.ts';
import {
  enter,
  figure,
  findAccessibilityProblems,
  findOverflowingElements,
  findUnreachableControls,
  notesAt,
  openPanel,
  TIMEOUT,
} from '../support/panel.ts';

const wide = { width: 1400, height: 1000 };
const narrow = { width: 480, height: 1000 };
const english = { 'sopShots.language': 'en' };

/** The panel can be read at both widths, and by everybody. */
async function look(editor: EditorPage, panel: FrameLocator, name: string): Promise<void> {
  expect(await findAccessibilityProblems(panel)).toEqual([]);
  for (const size of [wide, narrow]) {
    await editor.page.setViewportSize(size);
    await expect.poll(() => findOverflowingElements(panel), TIMEOUT).toEqual([]);
    expect(await hiddenWidth(panel)).toBe(0);
    await editor.picture(`lora-${name}-${size.width}`);
  }
  await editor.page.setViewportSize(wide);
}

/** How much of the table of the modules is out of sight: long lists of layers may not push its sums out. */
function hiddenWidth(panel: FrameLocator): Promise<number> {
  return panel.locator('body').evaluate((body) => {
    const table = body.querySelector('.scroll:has(> .breakdown)');
    return table === null ? 0 : table.scrollWidth - table.clientWidth;
  });
}

pageTest(
  'the course exercise shows each step; matrices are ticked by mouse and keyboard; dark, English',
  { size: wide, settings: english },
  async (editor) => {
    const panel = await openPanel(editor);
    await panel.getByText('Course exercise', { exact: true }).click();
    await expect.poll(figure(panel, 'trainable'), TIMEOUT).toBe('31,886,720');
    expect(await figure(panel, 'total')()).toBe('7,273,840,000');
    expect(await figure(panel, 'percent')()).toBe('0.4384 %');
    await expect.poll(() => panel.locator('.worked').innerText(), TIMEOUT).toContain('= 31,883,264');
    await look(editor, panel, 'dark-en');
    // Between the two widths the table of the modules has to do with the right column, sums and all.
    await editor.page.setViewportSize({ width: 1200, height: 1000 });
    await expect.poll(() => hiddenWidth(panel), TIMEOUT).toBe(0);
    await editor.page.setViewportSize(wide);
    const box = panel.getByRole('checkbox', { name: 'v_proj', exact: true });
    await box.click();
    await expect.poll(figure(panel, 'trainable'), TIMEOUT).toBe('21,400,960');
    await box.press('Space');
    await expect.poll(figure(panel, 'trainable'), TIMEOUT).toBe('31,886,720');
    expect(await findUnreachableControls(editor, panel)).toEqual([]);
  },
);

pageTest(
  'four configurations are shown side by side; high contrast, English',
  { theme: 'hc', size: wide, settings: english },
  async (editor) => {
    const panel = await openPanel(editor);
    for (const rank of ['32', '64', '128']) {
      await panel.getByText('Add configuration').click();
      await enter(panel, 'Rank R', rank);
    }
    // Rank 16 on q, k, v and o of Qwen3-8B, and twice, four times, eight times as much.
    const row = panel.locator('.comparison tr', { hasText: 'Trainable' }).locator('td');
    await expect
      .poll(() => row.allInnerTexts(), TIMEOUT)
      .toEqual(['15,335,424', '30,670,848', '61,341,696', '122,683,392']);
    expect(await panel.getByText('Add configuration').count()).toBe(0);
    await look(editor, panel, 'hc-en');
  },
);

pageTest(
  'the panel is in Chinese, and an empty selection can be corrected; light, Chinese',
  { theme: 'light', size: wide, settings: { 'sopShots.language': 'zh-CN' } },
  async (editor) => {
    const panel = await openPanel(editor);
    await look(editor, panel, 'light-zh');
    await enter(panel, '目标模块', 'q_prj');
    await expect.poll(() => notesAt(panel, '目标模块').innerText(), TIMEOUT).toContain('q_proj');
    await panel.getByRole('checkbox', { name: 'q_proj', exact: true }).click();
    await expect.poll(figure(panel, 'trainable'), TIMEOUT).toBe('4,718,592');
    for (const rank of ['32', '64', '128']) {
      await panel.getByText('添加配置').click();
      await enter(panel, '秩 R', rank);
    }
    await editor.page.setViewportSize(narrow);
    // A row label of one character per line cannot be read.
    const labels = panel.locator('.comparison th[scope=row]');
    await expect
      .poll(() => labels.evaluateAll((rows) => Math.min(...rows.map((row) => row.clientWidth))))
      .toBeGreaterThan(60);
    await editor.picture('lora-four-zh-480');
  },
);

pageTest(
  'models with images, hybrids and experts are whole at both widths, and their parts are named; light, English',
  { theme: 'light', size: wide, settings: english },
  async (editor) => {
    const panel = await openPanel(editor);
    const search = panel.getByRole('textbox', { name: 'Search models' });
    await enter(panel, 'Target modules', 'all-linear');
    for (const [name, trainable] of [
      ['Qwen/Qwen2.5-VL-7B-Instruct', '51,824,640'],
      ['Qwen/Qwen3-Next-80B-A3B-Instruct', '3,046,478,592'],
    ] as const) {
      await search.fill(name);
      await search.press('Enter');
      await expect.poll(figure(panel, 'trainable'), TIMEOUT).toBe(trainable);
      await look(editor, panel, `${name.split('/')[1]}-light-en`);
      const isVision = name.includes('VL');
      const parts = 'Language model 40,370,176, vision tower 11,151,360, projector 303,104';
      expect((await panel.locator('.section-totals').innerText()).includes(parts)).toBe(isVision);
      // What is out of sight is not laid out, and has no inner text.
      const out = (await panel.locator('.section-out').textContent()) ?? '';
      expect(out.includes('freezes the vision tower')).toBe(isVision);
    }
  },
);

pageTest(
  'a model is found by its name, the rank moves the figures, and layers can be left out',
  { size: wide, settings: english },
  async (editor) => {
    const panel = await openPanel(editor);
    const search = panel.getByRole('textbox', { name: 'Search models' });
    await search.pressSequentially('Llama-3.2-1B');
    await panel.locator('.suggestions button', { hasText: 'meta-llama/Llama-3.2-1B' }).first().waitFor(TIMEOUT);
    await search.press('ArrowDown');
    await editor.page.keyboard.press('Enter');
    // The cost of training follows the model: its 1.2 billion parameters.
    const active = panel.getByRole('textbox', { name: 'Active parameters', exact: true });
    await expect.poll(() => active.inputValue(), TIMEOUT).toBe('1,235,814,400');
    await enter(panel, 'Target modules', 'q_proj');
    await enter(panel, 'Rank R', 'abc');
    await expect.poll(() => notesAt(panel, 'Rank R').allInnerTexts(), TIMEOUT).toEqual(['“abc” is not a number.']);
    expect(await panel.getByRole('textbox', { name: 'Rank R', exact: true }).inputValue()).toBe('abc');
    await enter(panel, 'Rank R', '8');
    // PEFT's quick tour prints this line for the model.
    await expect.poll(figure(panel, 'trainable'), TIMEOUT).toBe('524,288');
    expect(await figure(panel, 'total')()).toBe('1,236,338,688');
    await panel.getByRole('slider', { name: 'Rank R' }).press('ArrowRight');
    await expect.poll(figure(panel, 'trainable'), TIMEOUT).toBe('786,432');
    await panel.getByText('Show all 16 layers').click();
    await panel.getByRole('checkbox', { name: 'Layer 3', exact: true }).click();
    await expect.poll(figure(panel, 'trainable'), TIMEOUT).toBe('737,280');
    await enter(panel, 'Rank R', '0');
    await expect.poll(() => notesAt(panel, 'Rank R').innerText(), TIMEOUT).toContain('not 0');
    await editor.picture('lora-rank-0');
    await enter(panel, 'Rank R', '4096');
    await expect.poll(() => notesAt(panel, 'Rank R').innerText(), TIMEOUT).toContain('4096');
    expect(await figure(panel, 'trainable')()).not.toBe('—');
    // Enter takes the exact match, an instruct version has the shapes of its base.
    await search.fill('Qwen3-32B');
    await search.press('Enter');
    await expect.poll(() => panel.locator('.subject').innerText(), TIMEOUT).toContain('Qwen/Qwen3-32B');
    await search.fill('Qwen2.5-3B-Instruct');
    await search.press('Enter');
    await expect.poll(() => panel.locator('.section-model').innerText(), TIMEOUT).toContain('Qwen/Qwen2.5-3B:');
  },
);

pageTest(
  'wrong input stays in its field with one message; unknown names and 0 cards are reported; high contrast, Chinese',
  { theme: 'hc', size: wide, settings: { 'sopShots.language': 'zh-CN' } },
  async (editor) => {
    const panel = await openPanel(editor);
    for (const [label, text] of [
      ['秩 R', '十六'],
      ['批大小', '1.2.3'],
      ['序列长度', '4k'],
      ['张数', '两张'],
      ['每月请求数', ''],
    ] as const) {
      await enter(panel, label, text);
      await expect.poll(() => notesAt(panel, label).count(), TIMEOUT).toBe(1);
      expect(await panel.getByRole('textbox', { name: label, exact: true }).inputValue()).toBe(text);
    }
    // The last valid numbers apply.
    expect(await figure(panel, 'trainable')()).toBe('15,335,424');
    await look(editor, panel, 'no-numbers-hc-zh');
    await enter(panel, '张数', '0');
    await expect.poll(() => notesAt(panel, '张数').allInnerTexts(), TIMEOUT).toHaveLength(1);
    expect(await panel.locator('.answer').count()).toBe(0);
    expect(await figure(panel, 'memory')()).toBe('—');
    await look(editor, panel, 'no-cards-hc-zh');
    const search = panel.getByRole('textbox', { name: '搜索模型' });
    await search.fill('Qwen3-33B');
    await search.press('Enter');
    await panel.locator('.suggestions button', { hasText: 'Qwen/Qwen3-32B' }).waitFor(TIMEOUT);
    await look(editor, panel, 'unknown-name-hc-zh');
    await search.fill('通义千问3-32B');
    await search.press('Enter');
    await expect.poll(() => panel.locator('.subject').innerText(), TIMEOUT).toContain('通义千问3-32B');
    await enter(panel, '目标模块', 'query_key_value');
    await expect.poll(() => notesAt(panel, '目标模块').allInnerTexts(), TIMEOUT).toHaveLength(1);
    await look(editor, panel, 'unknown-targets-hc-zh');
  },
);

pageTest(
  'break-even moves with the volume, shots are counted, wrong prices are reported at their field; a reload keeps everything',
  {
    size: wide,
    settings: english,
    files: {
      'one.shots.md': '## Example\n\nUser: What is my order?\n\nThought: Look it up.\n\nAnswer: It is on its way.\n',
    },
  },
  async (editor) => {
    const panel = await openPanel(editor);
    const before = await figure(panel, 'break-even')();
    await enter(panel, 'Requests per month', '2500000');
    await expect.poll(figure(panel, 'break-even'), TIMEOUT).not.toBe(before);
    await panel.getByText('Count my shots', { exact: true }).click();
    await expect.poll(() => panel.locator('.section-cost').innerText(), TIMEOUT).toContain('(shots: 1, documents: 1)');
    await enter(panel, 'Input price', '-1');
    await expect.poll(() => notesAt(panel, 'Input price').count(), TIMEOUT).toBe(1);
    expect(await figure(panel, 'break-even')()).toBe('—');
    expect(await figure(panel, 'trainable')()).toBe('15,335,424');
    await editor.picture('lora-negative-price');
    await enter(panel, 'Input price', '4');
    await panel.getByText('Add configuration').click();
    await enter(panel, 'Rank R', '64');
    await expect.poll(() => panel.locator('.comparison').innerText(), TIMEOUT).toContain('64');
    // VS Code writes what extensions keep a moment after they hand it over.
    await editor.page.waitForTimeout(3000);
    await editor.page.reload();
    const again = await openPanel(editor);
    await expect.poll(() => again.locator('.comparison').innerText(), TIMEOUT).toContain('64');
  },
);

pageTest(
  'files of the workspace are read: a model, a damaged one, a configuration in Python',
  {
    size: wide,
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
