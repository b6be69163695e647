import assert from 'node:assert/strict';
import { type CodeLens, commands, Selection, type TextDocument, type Uri, window } from 'vscode';
import type { OpenAiServer, Reply } from '../../support/openaiServer.ts';
import { closeAll, eventually, expectRules, openFile, replace, shot, tools, writeFile } from '../support/editing.ts';
import {
  type Answer,
  connect,
  endGenerating,
  getLenses,
  previewDocument,
  reply,
  run,
  setUser,
  sop,
  waitForPreview,
} from '../support/generating.ts';

const codes = ({ problems }: Answer): readonly string[] => problems.map(({ code }) => code);

describe('a task for a model', () => {
  let server: OpenAiServer | undefined;

  before(async () => {
    await writeFile('test.tools.json', tools);
    await writeFile('once/test.tools.json', tools);
    await writeFile('once/sop-shots.yaml', 'generation:\n  maxRepairs: 0\n');
  });
  afterEach(async () => {
    await endGenerating(server);
    server = undefined;
  });

  const select = (document: TextDocument, text: string): void => {
    const at = document.getText().indexOf(text);
    const editor = window.activeTextEditor;
    assert.ok(editor?.document === document && at !== -1);
    editor.selection = new Selection(document.positionAt(at), document.positionAt(at + text.length));
  };

  const acceptAll = (uri: Uri): Thenable<unknown> => commands.executeCommand('sopShots.acceptAllGenerated', uri);

  it('repairs the faulty shots of a document in their place; one undo brings the old ones back', async () => {
    server = await connect({ replies: [{ text: reply('jam', 'It jams.') }] });
    const good = '\n**User**: It is slow.\n**Think**: Look it up.\n**Action**: Find(error = "slow")\n';
    const text = `${shot('error = 3')}${good}`;
    const { document } = await openFile('faulty.shots.md', text);
    await expectRules(document.uri, 'parameter-type');
    assert.deepEqual(await run('repairWithModel'), { outcome: 'complete', shots: 1, problems: [] });
    const preview = await waitForPreview(/status: draft[\s\S]*Find\(error = "jam"\)/);
    assert.equal(document.getText(), text);
    assert.match(String(server.chats[0]?.body.messages?.at(-1)?.content), /parameter-type/);
    await acceptAll(preview.uri);
    assert.match(document.getText(), /Find\(error = "jam"\)[\s\S]*It is slow/);
    assert.ok(!document.getText().includes('error = 3'));
    await commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('repairs one shot by the link above it', async () => {
    server = await connect({ replies: [{ text: reply('jam', 'It jams.') }] });
    const other = '\n**User**: It is slow.\n**Think**: Look it up.\n**Action**: Find(error = 4)\n';
    const { document } = await openFile('two.shots.md', `${shot('error = 3')}${other}`);
    await expectRules(document.uri, 'parameter-type', 'parameter-type');
    await eventually('two links', async () =>
      (await getLenses(document.uri)).filter((title) => title === 'Repair with model').length === 2 ? true : undefined,
    );
    assert.equal((await run('repairWithModel', { uri: document.uri, line: 4 })).shots, 1);
    const preview = await waitForPreview(/status: draft/);
    await acceptAll(preview.uri);
    assert.match(document.getText(), /Find\(error = "jam"\)[\s\S]*Find\(error = 4\)/);
  });

  it('rewrites a selection as a shot in its place', async () => {
    server = await connect({ replies: [{ text: reply('noise', 'It makes a noise.') }] });
    const notes = 'A customer said that it makes a noise, and we looked it up.';
    const text = `${shot('error = "jam"')}\n${notes}\n`;
    const { document } = await openFile('notes.shots.md', text);
    select(document, notes);
    await run('rewriteSelection');
    const preview = await waitForPreview(/status: draft[\s\S]*makes a noise/);
    assert.equal(document.getText(), text);
    await acceptAll(preview.uri);
    assert.ok(!document.getText().includes(notes));
    assert.match(document.getText(), /It jams[\s\S]*\*\*User\*\*: It makes a noise/);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), text);
  });

  it('rewrites a selection of another document as a new document', async () => {
    server = await connect({ replies: [{ text: reply('noise', 'It makes a noise.') }] });
    const text = 'A customer said that it makes a noise, and we looked it up.\n';
    const { document } = await openFile('talk.md', text);
    select(document, text.trim());
    await run('rewriteSelection');
    await acceptAll((await waitForPreview(/status: draft[\s\S]*makes a noise/)).uri);
    assert.notEqual(window.activeTextEditor?.document, document);
    assert.match(window.activeTextEditor?.document.getText() ?? '', /makes a noise/);
    assert.equal(document.getText(), text);
  });

  it('leaves a shot in the preview whose text was edited meanwhile', async () => {
    server = await connect({ replies: [{ text: reply('jam', 'It jams.') }] });
    const { document } = await openFile('meanwhile.shots.md', shot('error = 3'));
    await run('repairWithModel');
    const preview = await waitForPreview(/status: draft/);
    await replace(document, 'It jams.', 'It jams again.');
    const edited = document.getText();
    await acceptAll(preview.uri);
    assert.equal(document.getText(), edited);
    await waitForPreview(/^<!-- 1 draft,/);
  });

  it('reaches a document that was closed meanwhile', async () => {
    server = await connect({ replies: [{ text: reply('noise', 'It makes a noise.') }] });
    const { document } = await openFile('closed.shots.md', shot('error = "jam"'));
    const { uri } = document;
    await run('moreLikeThis', { uri, line: 5 });
    const preview = await waitForPreview(/status: draft/);
    const { tabGroups } = window;
    await tabGroups.close(tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ label }) => label === 'closed.shots.md'));
    await acceptAll(preview.uri);
    assert.equal(window.activeTextEditor?.document.uri.toString(), uri.toString());
    assert.match(window.activeTextEditor?.document.getText() ?? '', /It jams[\s\S]*makes a noise/);
  });

  it('writes shots for a tool, by the link above it in its file', async () => {
    server = await connect({ replies: [{ text: reply('noise', 'It makes a noise.') }] });
    const { document } = await openFile('own.tools.json', tools);
    const { uri } = document;
    await eventually('the link', async () =>
      (await getLenses(uri)).includes('Generate shots for this tool') ? true : undefined,
    );
    await run('shotsForTool', { uri, tool: 'Find' });
    await acceptAll((await waitForPreview(/status: draft/)).uri);
    assert.match(window.activeTextEditor?.document.getText() ?? '', /^---\ntools: \[\.\/own\.tools\.json\]\n---\n/);
    assert.equal(document.getText(), tools);
  });

  it('puts all that is said of a shot or a tool into one row', async () => {
    const shots = shot('error = "jam"').replace('**User**', '## One\n\n**User**');
    const schema = JSON.stringify(JSON.parse(tools), null, 2);
    for (const [name, text, line, titles] of [
      ['row/row.shots.md', shots, '## One', /More like this.*tokens|tokens.*More like this/],
      [
        'row/row.tools.json',
        schema,
        '    "name": "Find",',
        /Generate shots for this tool.*(?:no|\d) shots?|(?:no|\d) shots?.*Generate shots for this tool/,
      ],
    ] as const) {
      const { document } = await openFile(name, text);
      const lenses = await eventually('two links', async () => {
        const found = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 50);
        return found.length > 1 ? found : undefined;
      });
      assert.match(lenses.map(({ command }) => command?.title).join(), titles);
      // What is offered for the whole document is on its first line.
      const own = lenses.filter(({ range }) => range.start.line > 0);
      const places = own.map(({ range }) => document.lineAt(range.start.line).text);
      assert.deepEqual([...new Set(places)], [line]);
    }
  });

  it('takes all links away by one setting', async () => {
    const { document } = await openFile('links.shots.md', shot('error = "jam"'));
    await eventually('links', async () =>
      (await getLenses(document.uri)).includes('More like this') ? true : undefined,
    );
    await setUser('codeLens', false);
    try {
      assert.deepEqual(await getLenses(document.uri), []);
    } finally {
      await setUser('codeLens', undefined);
    }
  });

  it('discards everything, and the document stays as it is', async () => {
    server = await connect({ replies: [{ text: reply('noise', 'It makes a noise.') }] });
    const { document } = await openFile('discard.shots.md', shot('error = "jam"'));
    await run('moreLikeThis', { uri: document.uri, line: 5 });
    const preview = await waitForPreview(/status: draft/);
    await commands.executeCommand('sopShots.discardAllGenerated', preview.uri);
    await eventually('the preview to close', () => (previewDocument() === undefined ? true : undefined));
    assert.equal(document.getText(), shot('error = "jam"'));
  });

  describe('that cannot be done', () => {
    const bad: readonly (readonly [string, Reply, readonly string[]])[] = [
      ['a wrong key', { status: 401 }, ['no-key']],
      ['an unknown model', { status: 404, error: { message: 'x', code: 'model_not_found' } }, ['unknown-model']],
      ['an empty reply', { text: '' }, ['empty-reply']],
      ['a refusal', { refusal: 'I cannot help with that.' }, ['refused']],
      ['words without a shot', { text: 'I am only a language model.' }, ['no-shots']],
      ['a reply that ran out of tokens', { text: '**User**: It', finishReason: 'length' }, ['truncated']],
      ['a broken reply', { raw: '<html>' }, ['malformed']],
    ];

    for (const [what, answer, expected] of bad) {
      it(`${what}: reported with its code, and the document is untouched`, async () => {
        server = await connect({ replies: [answer] });
        const { document } = await openFile('once/bad.shots.md', shot('error = "jam"'));
        const { outcome, problems, shots } = await run('moreLikeThis', { uri: document.uri, line: 5 });
        assert.deepEqual([outcome, shots, problems.map(({ code }) => code)], ['incomplete', 0, expected]);
        assert.ok(problems.every(({ message }) => message.length > 20));
        assert.equal(document.getText(), shot('error = "jam"'));
        assert.equal(document.isDirty, false);
        await eventually('no preview', () => (previewDocument() === undefined ? true : undefined));
      });
    }

    it('reads a shot out of the commentary around it', async () => {
      const text = `Sure, here you are!\n\n${reply('noise', 'It makes a noise.')}\n\nI hope this helps.`;
      server = await connect({ replies: [{ text }] });
      const { document } = await openFile('once/comment.shots.md', shot('error = "jam"'));
      assert.equal((await run('moreLikeThis', { uri: document.uri, line: 5 })).shots, 1);
      const preview = await waitForPreview(/makes a noise/);
      assert.ok(!preview.getText().includes('here you are'));
    });

    it('keeps complete shots of a connection that broke', async () => {
      const text = `${reply('noise', 'It makes a noise.')}\n${reply('ink', 'There is no ink.')}`;
      server = await connect({ replies: [{ text, cutAfter: text.indexOf('no ink') }] });
      const { document } = await openFile('once/cut.shots.md', shot('error = "jam"'));
      const answer = await run('moreLikeThis', { uri: document.uri, line: 5, count: 2 });
      assert.deepEqual([answer.outcome, answer.shots, codes(answer)], ['incomplete', 1, ['cut-off']]);
      await waitForPreview(/^<!-- 1 draft,[\s\S]*makes a noise/);
      assert.equal(document.getText(), shot('error = "jam"'));
    });

    it('an SOP without steps', async () => {
      const { document } = await openFile('nosteps.sop.md', '# Be nice\n\nAlways.\n');
      assert.deepEqual(codes(await run('generateShots')), ['no-steps']);
      assert.equal(document.isDirty, false);
    });

    it('five megabytes', async () => {
      server = await connect({});
      const { document } = await openFile('large.md', 'x'.repeat(5_000_000));
      assert.deepEqual(codes(await run('rewriteSelection', { text: document.getText() })), ['text-too-long']);
      assert.equal(server.requests.length, 0);
      await closeAll();
    });

    it('a server that is not there', async () => {
      server = await connect({});
      await server.close();
      const { document } = await openFile('once/gone.shots.md', shot('error = "jam"'));
      const { problems } = await run('moreLikeThis', { uri: document.uri, line: 5 });
      assert.deepEqual(
        problems.map(({ code }) => code),
        ['unreachable'],
      );
    });

    it('a connection that has no model yet, and one that is not there', async () => {
      await setUser('connections', [{ name: 'test', baseUrl: 'http://127.0.0.1:9/v1' }]);
      await openFile('nomodel.sop.md', sop);
      for (const name of ['test', 'nowhere']) {
        await setUser('connection', name);
        assert.deepEqual(codes(await run('generateShots')), ['no-model']);
      }
    });

    it('a repair without a model', async () => {
      const { document } = await openFile('scaffold.shots.md', shot('error = 3'));
      assert.deepEqual(codes(await run('repairWithModel')), ['no-model']);
      assert.equal(document.getText(), shot('error = 3'));
    });
  });
});
