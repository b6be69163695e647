import { printRunRecord } from '../../support/runRecord.ts';
import { type EditorPage, pageTest } from '../support/page.ts';
import { TIMEOUT } from '../support/panel.ts';

const size = { width: 1400, height: 1000 };

const connections = [
  {
    name: 'Qwen',
    provider: 'dashscope',
    baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
    model: 'qwen-plus',
  },
  { name: 'vLLM', provider: 'vllm', baseUrl: 'http://127.0.0.1:8000/v1', model: 'Qwen3-32B' },
  { name: 'broken', baseUrl: 'no address' },
];
const files = { '.sop-shots/runs/a.json': printRunRecord('qwen-plus') };

/** Opens a view alone, the others collapsed. */
async function openView(editor: EditorPage, name: string, row: RegExp): Promise<void> {
  await editor.runCommand(`SOP Shots: Focus on ${name} View`);
  await editor.page.locator('.pane-body .monaco-list-row', { hasText: row }).first().waitFor(TIMEOUT);
}

pageTest(
  'connections and runs are in the side bar; English, light',
  {
    size,
    files,
    theme: 'light',
    settings: { 'sopShots.language': 'en', 'sopShots.connections': connections, 'sopShots.connection': 'Qwen' },
  },
  async (editor) => {
    const { page } = editor;
    await openView(editor, 'Connections', /Qwen.*default · qwen-plus · no key/);
    await openView(editor, 'Runs', /Evaluation: qwen-plus/);
    await editor.picture('side-bar-connections-runs-light');
    await page.locator('.pane-body .monaco-list-row', { hasText: 'Evaluation: qwen-plus' }).click();
    await page.locator('.tab.active', { hasText: 'Evaluation Results' }).waitFor(TIMEOUT);
  },
);

pageTest(
  'connections and runs are in the side bar; Chinese, high contrast, 480 px',
  {
    size: { width: 480, height: 1000 },
    files,
    theme: 'hc',
    settings: { 'sopShots.language': 'zh-CN', 'sopShots.connections': connections },
  },
  async (editor) => {
    await openView(editor, 'Connections', /Qwen.*qwen-plus · 没有密钥/);
    await openView(editor, 'Runs', /评测：qwen-plus/);
    await editor.picture('side-bar-connections-runs-contrast');
  },
);

pageTest(
  'in an empty folder every view says what it is for and what to do; Chinese',
  // The view Runs keeps those of earlier tests until the window closes.
  { ownWindow: true, size: { width: 1400, height: 1200 }, settings: { 'sopShots.language': 'zh-CN' } },
  async (editor) => {
    const { page } = editor;
    const texts = {
      Procedures: 'There are no procedures',
      Shots: 'There are no shots',
      Tools: 'There are no tool files',
      Connections: 'the local scaffold writes shots',
      Runs: 'There are no runs yet',
    };
    for (const [view, text] of Object.entries(texts)) {
      await editor.runCommand(`SOP Shots: Focus on ${view} View`);
      await page.locator('.welcome-view-content', { hasText: text }).waitFor(TIMEOUT);
    }
    await editor.picture('side-bar-empty');
    await page.getByRole('button', { name: 'Add Model Connection' }).last().click();
    await page.locator('.quick-input-widget').getByText('阿里云百炼 DashScope').waitFor(TIMEOUT);
    await editor.picture('side-bar-presets');
  },
);
