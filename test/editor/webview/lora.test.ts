import { expect } from 'vitest';
import {
  enter,
  figure,
  findAccessibilityProblems,
  findOverflowingElements,
  findUnreachableControls,
  notesAt,
  type PageDocument,
  TIMEOUT,
} from '../support/panel.ts';
import { addRanks, openLoraPage } from '../support/panelPages.ts';
import { type Webview, webviewTest } from '../support/webview.ts';

/** The page in windows of 1400 and 480 pixels. */
const wide = { width: 1352, height: 940 };
const narrow = { width: 432, height: 940 };

/** The panel can be read at both widths, and by everybody. */
async function look(webview: Webview, panel: PageDocument, name: string): Promise<void> {
  expect(await findAccessibilityProblems(panel)).toEqual([]);
  for (const size of [wide, narrow]) {
    await webview.page.setViewportSize(size);
    await expect.poll(() => findOverflowingElements(panel), TIMEOUT).toEqual([]);
    await expect.poll(() => hiddenWidth(panel), TIMEOUT).toBe(0);
    await webview.picture(`lora-${name}-${size.width}`);
  }
  await webview.page.setViewportSize(wide);
}

/** How much of the tables of modules and configurations is out of sight: long lists may not push their sums out. */
function hiddenWidth(panel: PageDocument): Promise<number> {
  return panel.locator('body').evaluate((body) => {
    const tables = [...body.querySelectorAll('.scroll:has(> :is(.breakdown, .comparison))')];
    return Math.max(0, ...tables.map((table) => table.scrollWidth - table.clientWidth));
  });
}

webviewTest(
  'the course exercise shows each step; matrices are ticked by mouse and keyboard; dark, English',
  { theme: 'dark', size: wide, language: 'en' },
  async (webview) => {
    const panel = await openLoraPage(webview);
    await panel.getByText('Course exercise', { exact: true }).click();
    await expect.poll(figure(panel, 'trainable'), TIMEOUT).toBe('31,886,720');
    expect(await figure(panel, 'total')()).toBe('7,273,840,000');
    expect(await figure(panel, 'percent')()).toBe('0.4384 %');
    await expect.poll(() => panel.locator('.worked').innerText(), TIMEOUT).toContain('= 31,883,264');
    await look(webview, panel, 'dark-en');
    // Between the two widths the table of the modules has to do with the right column, sums and all.
    await webview.page.setViewportSize({ width: 1152, height: 940 });
    await expect.poll(() => hiddenWidth(panel), TIMEOUT).toBe(0);
    await webview.page.setViewportSize(wide);
    const box = panel.getByRole('checkbox', { name: 'v_proj', exact: true });
    await box.click();
    await expect.poll(figure(panel, 'trainable'), TIMEOUT).toBe('21,400,960');
    await box.press('Space');
    await expect.poll(figure(panel, 'trainable'), TIMEOUT).toBe('31,886,720');
    expect(await findUnreachableControls(webview, panel)).toEqual([]);
  },
);

webviewTest(
  'four configurations are shown side by side; high contrast, English',
  { theme: 'hc', size: wide, language: 'en' },
  async (webview) => {
    const panel = await openLoraPage(webview);
    await addRanks(panel, ['32', '64', '128']);
    // Rank 16 on q, k, v and o of Qwen3-8B, and twice, four times, eight times as much.
    const row = panel.locator('.comparison tr', { hasText: 'Trainable' }).locator('td');
    await expect
      .poll(() => row.allInnerTexts(), TIMEOUT)
      .toEqual(['15,335,424', '30,670,848', '61,341,696', '122,683,392']);
    expect(await panel.getByText('Add configuration').count()).toBe(0);
    await look(webview, panel, 'hc-en');
  },
);

webviewTest(
  'the panel is in Chinese, and an empty selection can be corrected; light, Chinese',
  { theme: 'light', size: wide, language: 'zh-CN' },
  async (webview) => {
    const panel = await openLoraPage(webview);
    await look(webview, panel, 'light-zh');
    await enter(panel, '目标模块', 'q_prj');
    await expect.poll(() => notesAt(panel, '目标模块').innerText(), TIMEOUT).toContain('q_proj');
    await panel.getByRole('checkbox', { name: 'q_proj', exact: true }).click();
    await expect.poll(figure(panel, 'trainable'), TIMEOUT).toBe('4,718,592');
    for (const rank of ['32', '64', '128']) {
      await panel.getByText('添加配置').click();
      await enter(panel, '秩 R', rank);
    }
    await webview.page.setViewportSize(narrow);
    // A row label of one character per line cannot be read.
    const labels = panel.locator('.comparison th[scope=row]');
    await expect
      .poll(() => labels.evaluateAll((rows) => Math.min(...rows.map((row) => row.clientWidth))))
      .toBeGreaterThan(60);
    await expect.poll(() => hiddenWidth(panel), TIMEOUT).toBe(0);
    await webview.picture('lora-four-zh-480');
  },
);

webviewTest(
  'models with images, hybrids and experts are whole at both widths, and their parts are named; light, English',
  { theme: 'light', size: wide, language: 'en' },
  async (webview) => {
    const panel = await openLoraPage(webview);
    const search = panel.getByRole('textbox', { name: 'Search models' });
    await enter(panel, 'Target modules', 'all-linear');
    for (const [name, trainable] of [
      ['Qwen/Qwen2.5-VL-7B-Instruct', '51,824,640'],
      ['Qwen/Qwen3-Next-80B-A3B-Instruct', '3,046,478,592'],
    ] as const) {
      await search.fill(name);
      await search.press('Enter');
      await expect.poll(figure(panel, 'trainable'), TIMEOUT).toBe(trainable);
      await look(webview, panel, `${name.split('/')[1]}-light-en`);
      const isVision = name.includes('VL');
      const parts = 'Language model 40,370,176, vision tower 11,151,360, projector 303,104';
      expect((await panel.locator('.section-totals').innerText()).includes(parts)).toBe(isVision);
      // What is out of sight is not laid out, and has no inner text.
      const out = (await panel.locator('.section-out').textContent()) ?? '';
      expect(out.includes('freezes the vision tower')).toBe(isVision);
    }
  },
);

webviewTest(
  'a model is found by its name, the rank moves the figures, and layers can be left out',
  { theme: 'dark', size: wide, language: 'en' },
  async (webview) => {
    const panel = await openLoraPage(webview);
    const search = panel.getByRole('textbox', { name: 'Search models' });
    await search.pressSequentially('Llama-3.2-1B');
    await panel.locator('.suggestions button', { hasText: 'meta-llama/Llama-3.2-1B' }).first().waitFor(TIMEOUT);
    await search.press('ArrowDown');
    await webview.page.keyboard.press('Enter');
    // The cost of training follows the model: its 1.2 billion parameters.
    const active = panel.getByRole('textbox', { name: 'Active parameters', exact: true });
    await expect.poll(() => active.inputValue(), TIMEOUT).toBe('1,235,814,400');
    await enter(panel, 'Target modules', 'q_proj');
    await enter(panel, 'Rank R', 'abc');
    await expect
      .poll(() => notesAt(panel, 'Rank R').allInnerTexts(), TIMEOUT)
      .toEqual(['“abc” is not a number. 16 still applies.']);
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
    await webview.picture('lora-rank-0');
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

webviewTest(
  'wrong input stays in its field with one message; unknown names and 0 cards are reported; high contrast, Chinese',
  { theme: 'hc', size: wide, language: 'zh-CN' },
  async (webview) => {
    const panel = await openLoraPage(webview);
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
    await look(webview, panel, 'no-numbers-hc-zh');
    await enter(panel, '张数', '0');
    await expect.poll(() => notesAt(panel, '张数').allInnerTexts(), TIMEOUT).toHaveLength(1);
    expect(await panel.locator('.answer').count()).toBe(0);
    expect(await figure(panel, 'memory')()).toBe('—');
    await look(webview, panel, 'no-cards-hc-zh');
    const search = panel.getByRole('textbox', { name: '搜索模型' });
    await search.fill('Qwen3-33B');
    await search.press('Enter');
    await panel.locator('.suggestions button', { hasText: 'Qwen/Qwen3-32B' }).waitFor(TIMEOUT);
    await look(webview, panel, 'unknown-name-hc-zh');
    await search.fill('通义千问3-32B');
    await search.press('Enter');
    await expect.poll(() => panel.locator('.subject').innerText(), TIMEOUT).toContain('通义千问3-32B');
    await enter(panel, '目标模块', 'query_key_value');
    await expect.poll(() => notesAt(panel, '目标模块').allInnerTexts(), TIMEOUT).toHaveLength(1);
    await look(webview, panel, 'unknown-targets-hc-zh');
  },
);

webviewTest(
  'break-even moves with the volume, and wrong prices are reported at their field',
  { theme: 'dark', size: wide, language: 'en' },
  async (webview) => {
    const panel = await openLoraPage(webview);
    const before = await figure(panel, 'break-even')();
    expect(await panel.locator('.section-cost').textContent()).toContain('tokens per replica and month');
    await enter(panel, 'Requests per month', '2500000');
    await expect.poll(figure(panel, 'break-even'), TIMEOUT).not.toBe(before);
    await enter(panel, 'Input price', '-1');
    await expect.poll(() => notesAt(panel, 'Input price').count(), TIMEOUT).toBe(1);
    expect(await figure(panel, 'break-even')()).toBe('—');
    expect(await figure(panel, 'trainable')()).toBe('15,335,424');
    await webview.picture('lora-negative-price');
    await enter(panel, 'Input price', '4');
    await expect.poll(figure(panel, 'break-even'), TIMEOUT).not.toBe('—');
  },
);
