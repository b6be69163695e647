import { expect } from 'vitest';
import { defineMessages } from '../../../src/core/index.ts';
import { createDataLinter, createRowStatistics, type TokenCounter } from '../../../src/datasets/index.ts';
import { createStatisticsPanel, type StatisticsSource } from '../../../src/extension/trainingData/statisticsPanel.ts';
import { expectForEverybody } from '../support/everybody.ts';
import { TIMEOUT } from '../support/panel.ts';
import { state, Uri } from '../support/vscodeStandIn.ts';
import { type Webview, webviewTest } from '../support/webview.ts';

const size = { width: 1352, height: 940 };

/** Four characters are a token. */
const counter: TokenCounter = {
  name: 'quarters',
  count: (text) => ({ tokens: Math.ceil(text.length / 4), isExact: false }),
};

const say = defineMessages({
  title: { en: 'Statistics: data.jsonl', 'zh-CN': '统计：data.jsonl' },
  remark: { en: 'Thoughts are left out.', 'zh-CN': '未写入思考内容。' },
});

/** The statistics of the rows of a file, as those of an export where it has a folder. */
function toSource(rows: readonly string[], hasFolder = false): StatisticsSource {
  const linter = createDataLinter();
  const counted = createRowStatistics('data.jsonl', counter);
  for (const [index, row] of rows.entries()) counted.add(linter.row(row, index + 1), index + 1);
  const title = say('title');
  const remarks = hasFolder ? [say('remark')] : [];
  return {
    title,
    shown: (language) => ({ title, statistics: counted.report(language), of: 'rows', remarks, hasFolder }),
    locate: () => Uri.file('/data.jsonl'),
    folder: undefined,
  };
}

/** A row in which a tool is called, and answers at some length. */
function callRow(tool: string, length: number): string {
  const call = { id: 'a', type: 'function', function: { name: tool, arguments: '{}' } };
  return JSON.stringify({
    tools: [{ type: 'function', function: { name: tool, parameters: { type: 'object', properties: {} } } }],
    messages: [
      { role: 'user', content: '我的包裹在哪里？' },
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'a', content: 'x'.repeat(length) },
      { role: 'assistant', content: '包裹明天送到。' },
    ],
  });
}

/** The names beside bars, those in several lines put together. */
function findLabels(texts: readonly Element[]): readonly string[] {
  return texts.map((text) => text.textContent ?? '').filter((text) => /\p{L}/u.test(text));
}

async function open(webview: Webview, source: StatisticsSource): Promise<void> {
  await webview.show((session) => createStatisticsPanel(session).show(source));
  await webview.page.locator('h1').waitFor(TIMEOUT);
}

webviewTest(
  'statistics of a file without rows say so with zeros',
  { theme: 'light', language: 'en', size },
  async (webview) => {
    await open(webview, toSource([]));
    const { page } = webview;
    await expect.poll(() => page.locator('dd').allInnerTexts(), TIMEOUT).toContain('0');
    expect(await page.locator('[data-chart] svg').count()).toBe(0);
    await expectForEverybody(webview, 'statistics-empty');
  },
);

webviewTest(
  'statistics of an export have plots, remarks and a folder',
  { theme: 'light', language: 'en', size },
  async (webview) => {
    const rows = Array.from({ length: 40 }, (_, index) =>
      callRow(index % 4 === 0 ? 'Refund' : 'FindParcel', index * 40),
    );
    await open(webview, toSource(rows, true));
    await webview.page.getByRole('button', { name: 'Open Folder' }).waitFor(TIMEOUT);
    expect(await webview.page.locator('[data-chart] svg').count()).toBe(3);
    for (const summary of await webview.page.locator('summary').all()) await summary.press('Enter');
    await expectForEverybody(webview, 'statistics-usual');
  },
);

webviewTest(
  'statistics of a large file group tools, and list the first errors',
  { theme: 'light', language: 'zh-CN', size },
  async (webview) => {
    const rows = Array.from({ length: 3000 }, (_, index) =>
      index % 3 === 0
        ? '{"messages": ['
        : callRow(`logistics_parcel_tracking_and_delivery_service_${index % 31}`, index),
    );
    await open(webview, toSource(rows));
    const { page } = webview;
    expect(await page.locator('.left-out tbody tr').count()).toBe(500);
    await page.getByText('另有 500 项未在此列出。').waitFor(TIMEOUT);
    expect(await page.locator('dd').allInnerTexts()).toContain('3,000');
    const names = await page.locator('[data-chart=calls-by-tool] svg g text').evaluateAll(findLabels);
    expect(names.filter((name) => /^logistics_parcel_tracking_and_delivery_service_\d+$/.test(name))).toHaveLength(15);
    expect(new Set(names).size).toBe(names.length);
    await expectForEverybody(webview, 'statistics-large-zh');
  },
);

webviewTest(
  'statistics of a file with errors only lead to each of them',
  { theme: 'light', language: 'zh-CN', size },
  async (webview) => {
    await open(webview, toSource(['{"messages": [', '[]', '{"rows": 1}']));
    const { page } = webview;
    const names = await page.locator('[data-chart=left-out] svg g text').evaluateAll(findLabels);
    expect(names.toSorted()).toEqual(['不是 JSON 对象', '未知格式', '行被截断'].toSorted());
    await page.locator('[data-chart=left-out] summary').press('Enter');
    expect(await page.locator('[data-chart=left-out] th code').allInnerTexts()).toContain('truncated-line');
    await expectForEverybody(webview, 'statistics-errors-zh');
    const place = page.locator('.left-out .link').nth(1);
    await place.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => state.shown, TIMEOUT).toMatchObject({ selection: { start: 1 } });
  },
);
