import assert from 'node:assert/strict';
import { commands, env, extensions, languages, workspace } from 'vscode';
import { insertDraft } from '../../../src/extension/writing/insertDraft.ts';
import { cleanUp, eventually, fileUri, openFile, setSetting, tools, writeFile } from '../support/editing.ts';
import { endGenerating, previewDocument, run } from '../support/generating.ts';
import { createOwnSession } from '../support/ownSession.ts';

const one = (number: number, error = '"jam"'): string =>
  `**User**: Request ${number}.\n**Think**: Look it up.\n**Action**: Find(error = ${error})\n**Observation**: Open it.\n`;

describe('bad input', () => {
  before(async () => {
    await extensions.getExtension('sop-shots.sop-shots')?.activate();
  });
  afterEach(async () => {
    await endGenerating(undefined);
    await cleanUp();
  });

  it('a procedure without steps is refused with a reason, and stays as it is', async () => {
    const text = '# Contacts\n\nOur office is open from nine to five.\n';
    const { document } = await openFile('stepless.sop.md', text);
    const { outcome, problems, shots } = await run('generateShots');
    assert.deepEqual([outcome, shots], ['refused', 0]);
    assert.ok((problems[0]?.message ?? '').length > 0);
    assert.equal(previewDocument(), undefined);
    assert.equal(document.getText(), text);
  });

  it('a document of 5,000 lines is checked, and copied as a prompt', async () => {
    await writeFile('bad.tools.json', tools);
    const shots = Array.from({ length: 1000 }, (_, index) => one(index, index === 999 ? '7' : '"jam"'));
    const { document } = await openFile('long.shots.md', `---\ntools: ./bad.tools.json\n---\n\n${shots.join('\n')}`);
    assert.ok(document.lineCount > 5000);
    const last = await eventually('the finding in the last shot', () =>
      languages.getDiagnostics(document.uri).find(({ message }) => message.includes('must be a string')),
    );
    assert.ok(last.range.start.line > 4990);
    await commands.executeCommand('sopShots.copyAsPrompt', document.uri);
    assert.match(await env.clipboard.readText(), /Request 998\./);
    await workspace.fs.delete(fileUri('bad.tools.json'));
  });

  it('a read-only document takes no draft', async () => {
    await setSetting('files.readonlyInclude', { '**/no-draft.shots.md': true });
    const { document } = await openFile('no-draft.shots.md', one(1));
    const session = createOwnSession();
    await insertDraft(session, document.uri.toString(), one(2));
    assert.deepEqual([document.getText(), document.isDirty], [one(1), false]);
    session.dispose();
  });
});
