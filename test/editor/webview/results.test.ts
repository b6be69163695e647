import { chooseOption, evaluateModels } from '../support/evaluation.ts';
import { expectReadable, TIMEOUT } from '../support/panel.ts';
import { openResultsPage } from '../support/panelPages.ts';
import { webviewTest } from '../support/webview.ts';

/** The page in windows of 1400 and 480 pixels. */
const wide = { width: 1352, height: 940 };
const narrow = { width: 432, height: 940 };

webviewTest(
  'results are in Chinese; light',
  { workspace: 'examples', size: wide, theme: 'light', language: 'zh-CN' },
  async (webview) => {
    const { page } = webview;
    await evaluateModels(webview.workspace, '--ablation');
    await openResultsPage(webview);
    await page.getByText('每个示例的贡献').waitFor(TIMEOUT);
    await page.locator('.failures summary').first().click();
    await expectReadable(webview, page, 'results-light-zh', [wide, narrow]);
  },
);

webviewTest(
  'results can be read in high contrast',
  { workspace: 'examples', size: wide, theme: 'hc', language: 'en' },
  async (webview) => {
    const { page } = webview;
    await evaluateModels(webview.workspace);
    await openResultsPage(webview);
    await chooseOption(page, 'Compare with', /^first/);
    await page.getByText(/^better against first: /).waitFor(TIMEOUT);
    await expectReadable(webview, page, 'results-hc-en', [wide, narrow]);
  },
);
