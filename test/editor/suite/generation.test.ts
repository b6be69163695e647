import assert from 'node:assert/strict';
import { commands, type LanguageModelTextPart, languages, lm, Selection, Uri, window } from 'vscode';
import { type OpenAiServer, startOpenAiServer } from '../../support/openaiServer.ts';
import { eventually, fileUri, openFile, replace, shot, tools, writeFile } from '../support/editing.ts';
import {
  connect,
  endGenerating,
  getLenses,
  previewDocument,
  reply,
  sop,
  waitForPreview,
} from '../support/generating.ts';

describe('generation', () => {
  let server: OpenAiServer | undefined;

  before(() => writeFile('test.tools.json', tools));
  afterEach(async () => {
    await endGenerating(server);
    server = undefined;
  });

  it('writes shots from an SOP with no set-up, which reach a new document in one step to undo', async () => {
    const { document } = await openFile('jams.sop.md', sop);
    await commands.executeCommand('sopShots.generateShots', { count: 2 });
    const preview = await waitForPreview(/status: draft[\s\S]*status: draft/);
    assert.equal(preview.languageId, 'sop-shots');
    assert.deepEqual(languages.getDiagnostics(preview.uri), []);
    const titles = await getLenses(preview.uri);
    assert.ok(titles.includes('Accept All 2') && titles.includes('Discard'), titles.join());
    assert.equal(document.getText(), sop);
    await commands.executeCommand('sopShots.acceptAllGenerated', preview.uri);
    const made = window.activeTextEditor?.document;
    assert.ok(made?.isUntitled);
    assert.match(made.uri.path, /jams\.shots\.md$/);
    assert.match(made.getText(), /^---\nsop: \.\/jams\.sop\.md\n---\n[\s\S]*Find\(/);
    assert.equal(previewDocument(), undefined);
    await commands.executeCommand('undo');
    assert.equal(made.getText(), '');
  });

  it('accepts one by one into a document that was edited meanwhile', async () => {
    const editor = await openFile('edited.shots.md', shot('error = "jam"'));
    await commands.executeCommand('sopShots.shotsForTool', { tool: 'Find', count: 2 });
    const preview = await waitForPreview(/status: draft[\s\S]*status: draft/);
    await replace(editor.document, '**User**: It jams.', '**User**: It jams every day.');
    await editor.document.save();
    const [first = '', second = ''] = [...preview.getText().matchAll(/id: (\S+)/g)].map(([, id = '']) => id);
    await commands.executeCommand('sopShots.acceptGenerated', preview.uri, first);
    assert.match(editor.document.getText(), new RegExp(`every day[\\s\\S]*id: ${first} `));
    await waitForPreview(new RegExp(`^(?![\\s\\S]*id: ${first} )[\\s\\S]*id: ${second} `));
    await commands.executeCommand('sopShots.discardGenerated', preview.uri, second);
    assert.ok(!editor.document.getText().includes(second));
    assert.equal(previewDocument(), undefined);
  });

  it('asks a server for more like a shot, and shows what stays wrong at its place', async () => {
    server = await connect({
      replies: () => ({ text: reply('paper', 'The printer eats paper.').replace('"paper"', '3') }),
    });
    const editor = await openFile('like.shots.md', shot('error = "jam"'));
    editor.selection = new Selection(6, 0, 6, 0);
    await commands.executeCommand('sopShots.moreLikeThis', { count: 1 });
    const preview = await waitForPreview(/status: draft[\s\S]*eats paper/);
    const finding = await eventually('a finding', () => languages.getDiagnostics(preview.uri)[0]);
    assert.match(preview.lineAt(finding.range.start.line).text, /Find\(error = 3\)/);
    assert.equal(editor.document.getText(), shot('error = "jam"'));
    assert.ok(server.chats.length > 1, 'the finding went back to the model');
  });

  it('shows a shot as it is written, each complete one at once, and keeps those when it is stopped', async () => {
    const text = `${reply('paper', 'The printer eats paper.')}\n${reply('ink', 'The printer has no ink left.')}`;
    const held = { text, pieceLength: text.indexOf('ink left'), holdAfterFirst: new Promise(() => undefined) };
    server = await connect({ replies: [held] });
    const { document } = await openFile('held.sop.md', sop);
    const run = commands.executeCommand('sopShots.generateShots', { count: 2 });
    const preview = await waitForPreview(
      /status: draft[\s\S]*eats paper[\s\S]*Incomplete, still being generated[\s\S]*has no/,
    );
    assert.ok(!preview.getText().includes('ink left'));
    const titles = await getLenses(preview.uri);
    assert.ok(titles.includes('Accept All 1') && titles.some((title) => title.startsWith('Stop')), titles.join());
    await commands.executeCommand('sopShots.stopGeneration');
    await run;
    await waitForPreview(/^<!-- 1 draft,[\s\S]*eats paper(?![\s\S]*(?:has no|not complete))/);
    assert.equal(document.getText(), sop);
    await eventually('the request to be hung up', () => (server?.openReplies === 0 ? true : undefined));
    await commands.executeCommand('sopShots.acceptAllGenerated', preview.uri);
    assert.match(window.activeTextEditor?.document.getText() ?? '', /eats paper/);
  });

  it('opens no preview where the server does not accept the key', async () => {
    server = await connect({ key: 'right' });
    await openFile('key.sop.md', sop);
    await commands.executeCommand('sopShots.generateShots', { count: 1 });
    assert.equal(previewDocument(), undefined);
    assert.equal(await commands.executeCommand('sopShots.testConnection', 'test'), false);
    assert.ok(server.requests.length >= 2);
  });

  it('tests a connection without sending anything of the user’s', async () => {
    server = await connect({ replies: [{ text: '{"ok": true}' }] });
    await openFile('secret.sop.md', sop);
    assert.equal(await commands.executeCommand('sopShots.testConnection', 'test'), true);
    assert.ok(server.requests.every(({ raw }) => !/Jams|Find/.test(raw)));
  });

  it('lets no workspace setting name a connection', async () => {
    server = await startOpenAiServer({ models: ['small'] });
    await writeFile(
      '.vscode/settings.json',
      JSON.stringify({
        'sopShots.connection': 'evil',
        'sopShots.connections': [{ name: 'evil', baseUrl: server.baseUrl, model: 'small' }],
      }),
    );
    try {
      await openFile('evil.sop.md', sop);
      await commands.executeCommand('sopShots.generateShots', { count: 1 });
      await waitForPreview(/status: draft/);
      assert.equal(server.requests.length, 0);
    } finally {
      await writeFile('.vscode/settings.json', '{}');
    }
  });

  it('sends only after consent, and not at all when the scaffold is chosen', async () => {
    server = await connect({ replies: [{ text: reply('paper', 'The printer eats paper.') }] });
    await writeFile('guarded/sop-shots.yaml', 'privacy:\n  send: ask\n');
    await writeFile('guarded/test.tools.json', tools);
    await openFile('guarded/jams.sop.md', sop);
    const run = commands.executeCommand('sopShots.generateShots', { count: 1 });
    const consent = await eventually('what will be sent', () =>
      window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'sop-shots-consent'),
    );
    assert.match(consent.document.getText(), /127\.0\.0\.1[\s\S]*Look the fault up/);
    for (let step = 0; step < 3; step++) await commands.executeCommand('workbench.action.quickOpenSelectNext');
    await eventually('the scaffold to be highlighted', () =>
      consent.document.getText().trimStart().startsWith('Nothing is sent') ? true : undefined,
    );
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await run;
    await waitForPreview(/status: draft/);
    assert.equal(server.requests.length, 0);
  });

  it('sends masked what is to be masked, and reads the reply back', async () => {
    const text = reply('paper', 'The printer eats paper.').replace('Find(error', 'tool_1(field_1');
    server = await connect({ replies: [{ text }] });
    await writeFile('masked/sop-shots.yaml', 'privacy:\n  send: ask\n  mask: names\n');
    await writeFile('masked/test.tools.json', tools);
    await openFile('masked/jams.sop.md', sop);
    const run = commands.executeCommand('sopShots.generateShots', { count: 1 });
    const consent = await eventually('what will be sent', () =>
      window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'sop-shots-consent'),
    );
    assert.doesNotMatch(consent.document.getText(), /\b(?:Find|top_k)\b/);
    const accept = async (): Promise<void> => {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    };
    // The first answer sends masked; the second question is whether to remember it, and its first answer is no.
    const sent = eventually('a request', async () => {
      if ((server?.chats.length ?? 0) > 0) return true;
      await accept();
      return undefined;
    });
    await sent;
    await run;
    await waitForPreview(/Find\(error = "paper"\)/);
    for (const { raw } of server.chats) assert.doesNotMatch(raw, /\b(?:Find|top_k)\b/);
  });

  it('approves a draft in a person’s name', async () => {
    const draft = shot('error = "jam"').replace('It jams.', 'It jams.\n<!-- id: s-1 --> <!-- status: draft -->');
    const { document } = await openFile('draft.shots.md', draft);
    assert.ok((await getLenses(document.uri)).includes('Approve draft'));
    await commands.executeCommand('sopShots.approveShot', document.uri, 4, 'Li Wei');
    assert.match(document.getText(), /<!-- id: s-1 --> <!-- status: approved by Li Wei -->/);
    await commands.executeCommand('undo');
    assert.equal(document.getText(), draft);
  });
});

describe('tools for agents', () => {
  before(() => writeFile('test.tools.json', tools));

  async function invoke(name: string, input: object): Promise<Record<string, unknown>> {
    const { content } = await lm.invokeTool(name, { input, toolInvocationToken: undefined });
    const [part] = content as LanguageModelTextPart[];
    assert.ok(part);
    return JSON.parse(part.value) as Record<string, unknown>;
  }

  it('lint a text as if it were in the workspace', async () => {
    const { findings, calls } = await invoke('sopShots_lint', { text: shot('error = 3') });
    assert.equal(calls, 1);
    assert.deepEqual(
      (findings as { rule: string }[]).map(({ rule }) => rule),
      ['parameter-type'],
    );
  });

  it('look up the steps and tools of an SOP', async () => {
    await writeFile('lookup.sop.md', sop);
    const answer = await invoke('sopShots_procedure', { path: 'lookup.sop.md' });
    assert.deepEqual(
      (answer.steps as { number: string }[]).map(({ number }) => number),
      ['1', '2'],
    );
    assert.deepEqual(
      (answer.tools as { name: string }[]).map(({ name }) => name),
      ['Find'],
    );
  });

  it('see what was written a moment ago', async () => {
    const named = (name: string) => JSON.stringify([{ name, parameters: { type: 'object', properties: {} } }]);
    await writeFile('moment.sop.md', '---\ntools: [./moment.tools.json]\n---\n\n# Moments\n\n1. Look.\n');
    for (const name of ['First', 'Second', 'Third']) {
      await writeFile('moment.tools.json', named(name));
      const { tools } = await invoke('sopShots_procedure', { path: 'moment.sop.md' });
      assert.deepEqual(
        (tools as { name: string }[]).map((tool) => tool.name),
        [name],
      );
    }
  });

  it('check one call', async () => {
    assert.equal((await invoke('sopShots_checkCall', { call: 'Find(error = "jam")' })).ok, true);
    assert.equal((await invoke('sopShots_checkCall', { call: 'Find(error = 3)' })).ok, false);
  });

  it('count a LoRA configuration', async () => {
    const adapter = { peft_type: 'LORA', r: 8, target_modules: ['q_proj'] };
    assert.equal(
      (await invoke('sopShots_countLora', { model: 'meta-llama/Llama-3.2-1B', adapter })).trainable,
      524_288,
    );
    assert.match(String((await invoke('sopShots_countLora', { model: 'nothing', adapter })).error), /no such model/);
  });

  it('look at nothing outside the workspace', async () => {
    assert.ok(
      (await invoke('sopShots_lint', { path: Uri.joinPath(fileUri('.'), '../other.shots.md').toString() })).error,
    );
  });
});
