import { expect } from 'vitest';
import { pageTest } from '../support/page.ts';

pageTest(
  'the packaged extension starts in the window and says so in its output channel',
  { files: { '说明.md': '# 维修台\n\n客户：你好。\n' }, theme: 'light' },
  async (editor) => {
    await editor.openFile('说明.md');
    await editor.showOutput('SOP Shots');
    await expect.poll(editor.outputText, { timeout: 20_000 }).toContain('SOP Shots');
    await editor.picture('output-channel');
  },
);
