import assert from 'node:assert/strict';
import { commands, env, type TabInputWebview, window, workspace } from 'vscode';
import { cleanUp, eventually, fileUri } from '../support/editing.ts';

const PASTED = '退换货流程\r\n1.\t核对订单号。\r\n2.\t如果已过期，告知顾客并结束。\r\n';

/** The tab of the import preview. */
function previewTab() {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) =>
      (input as Partial<TabInputWebview> | undefined)?.viewType?.endsWith('sopShots.procedureImport'),
    );
}

describe('a procedure from the clipboard', () => {
  afterEach(async () => {
    await cleanUp();
    for (const uri of await workspace.findFiles('退换货流程*.sop.md')) await workspace.fs.delete(uri);
    await env.clipboard.writeText('');
  });

  it('is previewed, and nothing is written when the preview is closed', async () => {
    await env.clipboard.writeText(PASTED);
    const pasting = commands.executeCommand('sopShots.pasteProcedure');
    const tab = await eventually('the preview', previewTab);
    assert.match(tab.label, /退换货流程/);
    await window.tabGroups.close(tab);
    await pasting;
    assert.deepEqual(await workspace.findFiles('退换货流程*.sop.md'), []);
  });

  it('is not made of an empty clipboard', async () => {
    await env.clipboard.writeText(' \n');
    void commands.executeCommand('sopShots.pasteProcedure');
    await assert.rejects(Promise.resolve(workspace.fs.stat(fileUri('procedure.sop.md'))));
    assert.equal(previewTab(), undefined);
  });
});
