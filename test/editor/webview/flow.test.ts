import { expect } from 'vitest';
import type { TextDocument } from 'vscode';
import { createLanguageService, type FileKind, type Language } from '../../../src/core/index.ts';
import { createCoverageMeter } from '../../../src/evaluation/index.ts';
import { showFlow } from '../../../src/extension/flow/showFlow.ts';
import type { Session } from '../../../src/extension/session.ts';
import { MEMORY_ROOT, memoryHost } from '../../support/memoryHost.ts';
import { expectFitsBeside, expectForEverybody } from '../support/everybody.ts';
import { TIMEOUT } from '../support/panel.ts';
import { documentChanges, EventEmitter, state, Uri } from '../support/vscodeStandIn.ts';
import { type Webview, webviewTest } from '../support/webview.ts';

const size = { width: 1352, height: 940 };
const NAME = 'parcels.sop.md';

const PROCEDURE = `# Lost parcels

1. Ask for the number of the parcel.
2. If the parcel was delivered, name the day of the delivery; otherwise go on.
3. If nobody has scanned it for 14 days, pay the customer back; otherwise wait, then go to step 2, at most 3 times.
4. Thank the customer.
`;

const SHOTS = `---
sop: ./${NAME}
---

**User**: Where is my parcel?

<!-- step 1 -->
**Think**: I need the number.
**Action**: Ask for the number.
**Observation**: 4711

<!-- step 2 -->
**Think**: It was delivered.
**Action**: Name the day of the delivery.
**Observation**: The customer has found it.
`;

/** Ninety steps with a condition in every third one. */
const LARGE = `# 包裹处理\n\n${Array.from({ length: 90 }, (_, index) =>
  index % 3 === 2
    ? `${index + 1}. 如果第 ${index} 项检查不通过，转交给值班主管处理；否则继续。`
    : `${index + 1}. 核对第 ${index + 1} 项登记信息，并记录核对人与核对时间。`,
).join('\n')}\n`;

interface FlowTest {
  readonly language: Language;
  readonly files: Readonly<Record<string, string>>;
}

/** Draws the procedure of the files; answers how to edit it. */
async function openFlow(webview: Webview, { language, files }: FlowTest): Promise<(text: string) => void> {
  const host = memoryHost(files);
  const service = createLanguageService(host, { language });
  const uri = Uri.parse(`${MEMORY_ROOT}/${NAME}`);
  let text = files[NAME] ?? '';
  const document = { uri, languageId: 'sop', getText: () => text, positionAt: (offset: number) => offset };
  const meter = createCoverageMeter(() => service);
  const list = (kind: FileKind) => host.listFiles(MEMORY_ROOT, kind);
  const coverage = {
    measure: async () => {
      const [shots, procedures] = await Promise.all([list('shots'), list('procedure')]);
      return meter.measure({ shots, procedures, tools: [], includesUsed: true });
    },
    onDidChange: new EventEmitter<void>().event,
    dispose: () => undefined,
  };
  state.document = document;
  await webview.show((session) => showFlow({ ...session, service } as Session, coverage));
  await webview.page.locator('#app > *').first().waitFor(TIMEOUT);
  return (edited) => {
    text = edited;
    documentChanges.fire({ document: document as unknown as TextDocument, contentChanges: [{ text: edited }] });
  };
}

webviewTest(
  'the flow of a procedure shows what is covered, and choices and edits leave the focus where it is',
  { theme: 'light', language: 'en', size },
  async (webview) => {
    const { page } = webview;
    const edit = await openFlow(webview, { language: 'en', files: { [NAME]: PROCEDURE, 'a.shots.md': SHOTS } });
    await page.locator('.step.covered').first().waitFor(TIMEOUT);
    await expectForEverybody(webview, 'flow-covered');
    await expectFitsBeside(webview, 'flow-covered');

    const scope = page.getByRole('combobox', { name: 'Coverage' });
    await scope.focus();
    await scope.selectOption('none');
    await expect.poll(() => page.locator('.step.covered').count(), TIMEOUT).toBe(0);
    expect(await scope.evaluate((select) => select === document.activeElement)).toBe(true);
    await expectForEverybody(webview, 'flow-plain');

    const step = page.locator('[data-node="3"]');
    await step.focus();
    edit(PROCEDURE.replace('Thank the customer', 'Say goodbye'));
    await page.locator('[data-node="4"]', { hasText: 'Say goodbye' }).waitFor(TIMEOUT);
    expect(await step.evaluate((node) => node === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    const at = PROCEDURE.indexOf('If nobody');
    await expect.poll(() => state.shown, TIMEOUT).toMatchObject({ selection: { start: at, end: at } });

    edit('# Lost parcels\n');
    await page.getByText('No steps are recognized').waitFor(TIMEOUT);
    await expectForEverybody(webview, 'flow-empty');
    await expectFitsBeside(webview, 'flow-empty');
  },
);

webviewTest(
  'the flow of a long procedure without shots is in Chinese',
  { theme: 'light', language: 'zh-CN', size },
  async (webview) => {
    const { page } = webview;
    await openFlow(webview, { language: 'zh-CN', files: { [NAME]: LARGE } });
    await page.getByText('没有示例引用此流程').waitFor(TIMEOUT);
    await expectForEverybody(webview, 'flow-large-zh');
    await expectFitsBeside(webview, 'flow-large-zh');
    await page.locator('[data-node="90"]').focus();
    await expect.poll(() => page.locator('[data-node="90"]').isVisible(), TIMEOUT).toBe(true);
    await expect.poll(() => page.locator('.scroll').evaluate((box) => box.scrollTop), TIMEOUT).toBeGreaterThan(1000);
  },
);
