import assert from 'node:assert/strict';
import { commands, env, window, workspace } from 'vscode';
import { cleanUp, eventually, fileUri } from '../support/editing.ts';

describe('a procedure from the clipboard', () => {
  afterEach(async () => {
    await cleanUp();
    for (const uri of await workspace.findFiles('退换货流程*.sop.md')) await workspace.fs.delete(uri);
    await env.clipboard.writeText('');
  });

  it('becomes a file of the workspace, named by its title', async () => {
    await env.clipboard.writeText('退换货流程\r\n1.\t核对订单号。\r\n2.\t如果已过期，告知顾客并结束。\r\n');
    await commands.executeCommand('sopShots.pasteProcedure');
    const editor = await eventually('the procedure', () => {
      const active = window.activeTextEditor;
      return active?.document.languageId === 'sop' ? active : undefined;
    });
    assert.match(decodeURIComponent(editor.document.uri.path), /\/退换货流程\.sop\.md$/);
    assert.equal(editor.document.getText(), '# 退换货流程\n\n1.\t核对订单号。\n2.\t如果已过期，告知顾客并结束。\n');
    assert.equal(editor.document.isDirty, false);
  });

  it('is not made of an empty clipboard', async () => {
    await env.clipboard.writeText(' \n');
    void commands.executeCommand('sopShots.pasteProcedure');
    await assert.rejects(Promise.resolve(workspace.fs.stat(fileUri('procedure.sop.md'))));
  });
});
