import assert from 'node:assert/strict';
import { extensions, workspace } from 'vscode';

describe('activation', () => {
  it('activates in a real VS Code', async () => {
    const extension = extensions.getExtension('sop-shots.sop-shots');
    assert.ok(extension, 'the extension is not installed');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('runs on a copy of the test workspace', () => {
    assert.equal(workspace.workspaceFolders?.length, 1);
    assert.match(workspace.workspaceFolders[0]?.uri.path ?? '', /\/workspace$/);
  });
});
