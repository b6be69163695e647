import assert from 'node:assert/strict';
import { commands, type Uri, window, workspace } from 'vscode';
import type { StatisticsPage } from '../../../src/protocol/index.ts';
import { cleanUp, eventually, expectRules, fileUri, findings, openFile, tools, writeFile } from '../support/editing.ts';

const SHOTS = `---
tools: ./test.tools.json
---

**User**: It jams.
**Think**: Look it up.
**Action**: Find(error = "jam")
**Observation**: Open it.

**Think**: Tell the customer.
**Action**: Explain.
"Please open it."

---

<!-- status: draft -->
**User**: It smells.
**Think**: Look it up.
**Action**: Find(error = "smell")
**Observation**: Leave it.

**Think**: Tell the customer.
**Action**: Explain.
"Please leave it."
`;

const TOOL = {
  type: 'function',
  function: {
    name: 'Find',
    description: 'Finds a solution.',
    parameters: {
      type: 'object',
      properties: { error: { type: 'string', description: 'The error.' } },
      required: ['error'],
    },
  },
};

function toRow(text: string, values: object): string {
  const call = { id: 'a', type: 'function', function: { name: 'Find', arguments: values } };
  const messages = [
    { role: 'user', content: text },
    { role: 'assistant', content: 'Look it up.', tool_calls: [call] },
    { role: 'tool', tool_call_id: 'a', name: 'Find', content: 'Open it.' },
    { role: 'assistant', content: 'Please open it.' },
  ];
  return JSON.stringify({ messages, tools: [TOOL] });
}

async function readText(uri: Uri): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(uri));
}

describe('Export Dataset', () => {
  before(() => writeFile('test.tools.json', tools));
  afterEach(cleanUp);

  it('writes the rows of a document and shows its statistics', async () => {
    const { document } = await openFile('export.shots.md', SHOTS);
    const out = fileUri('exported');
    const request = { target: 'hf', out, tokenizer: 'o200k' };
    const page = await commands.executeCommand<StatisticsPage>('sopShots.exportDataset', document.uri, request);
    const entries = await workspace.fs.readDirectory(out);
    const names = entries.map(([name]) => name).sort();
    const [row = '', ...others] = (await readText(fileUri('exported/train.jsonl'))).trim().split('\n');
    await workspace.fs.delete(out, { recursive: true });
    assert.deepEqual(names, ['report.json', 'train.jsonl']);
    assert.equal(others.length, 0);
    assert.equal(JSON.parse(row).messages.at(-1).content, 'Please open it.');
    assert.deepEqual(
      page.charts.map(({ name }) => name),
      ['tokens', 'calls-by-tool', 'turns', 'left-out'],
    );
    assert.deepEqual(
      page.leftOut.rows.map(({ place, code }) => [place.replace(/^.*\/|\d+$/g, ''), code]),
      [['export.shots.md:', 'draft']],
    );
    assert.ok(page.hasFolder);
  });

  it('writes nothing if no shot can be exported', async () => {
    const { document } = await openFile('exportnone.shots.md', SHOTS);
    const out = fileUri('exported-none');
    await commands.executeCommand('sopShots.exportDataset', document.uri, { target: 'hf', out, status: 'approved' });
    const entries = await workspace.fs.readDirectory(out);
    await workspace.fs.delete(out, { recursive: true });
    assert.deepEqual(entries, []);
  });
});

describe('Show Dataset Statistics', () => {
  before(() => writeFile('test.tools.json', tools));
  afterEach(cleanUp);
  const figures = ({ figures: shown }: StatisticsPage) =>
    Object.fromEntries(shown.map(({ label, value }) => [label, value]));

  it('counts the shots of a document without writing anything', async () => {
    const { document } = await openFile('counted.shots.md', SHOTS);
    const page = await commands.executeCommand<StatisticsPage>('sopShots.showStatistics', document.uri);
    const { Tokens: tokens, ...counts } = figures(page);
    assert.deepEqual(counts, { Documents: '1', Shots: '2', Samples: '1', Turns: '4', Calls: '1', 'Left out': '1' });
    assert.match(tokens ?? '', /^\d+$/);
    assert.equal(page.hasFolder, false);
  });

  it('counts the rows of a file, with those that have errors', async () => {
    const rows = [toRow('It jams.', { error: 'jam' }), toRow('It hums.', { errror: 'hum' }), '{"messages": ['];
    const { document } = await openFile('counted.jsonl', rows.join('\n'));
    const page = await commands.executeCommand<StatisticsPage>('sopShots.showStatistics', document.uri);
    const { Rows: all, Samples: samples, 'Rows with errors': wrong } = figures(page);
    assert.deepEqual([all, samples, wrong], ['3', '1', '2']);
    assert.deepEqual(
      page.leftOut.rows.map(({ place, code }) => `${place.replace(/^.*\//, '')} ${code}`),
      ['counted.jsonl:2 missing-parameter', 'counted.jsonl:3 truncated-line'],
    );
  });
});

describe('Training data', () => {
  afterEach(cleanUp);

  it('has the problems of its rows, which follow edits', async () => {
    const rows = [toRow('It jams.', { error: 'jam' }), toRow('It hums.', { errror: 'hum' }), '{"messages": ['];
    const editor = await openFile('data.jsonl', rows.join('\n'));
    const found = await expectRules(editor.document.uri, 'missing-parameter', 'unknown-parameter', 'truncated-line');
    assert.deepEqual(
      found.map(({ range }) => range.start.line),
      [1, 1, 2],
    );
    await editor.edit((edit) => edit.delete(editor.document.lineAt(2).range));
    await expectRules(editor.document.uri, 'missing-parameter', 'unknown-parameter');
  });

  it('is recognized in a JSON list', async () => {
    const { document } = await openFile('list.json', `[\n${toRow('It jams.', { error: 1 })}\n]\n`);
    const [found] = await expectRules(document.uri, 'parameter-type');
    assert.equal(found?.range.start.line, 1);
  });

  it('is not seen in other JSON Lines', async () => {
    const { document } = await openFile('log.jsonl', '{"level":"info","message":"a"}\n{"level":\n');
    const { document: data } = await openFile('seen.jsonl', '{"messages": [');
    await expectRules(data.uri, 'truncated-line');
    assert.deepEqual(findings(document.uri), []);
  });

  it('opens as shots with its tools, without problems', async () => {
    const { document } = await openFile('opened.jsonl', `${toRow('It jams.', { error: 'jam' })}\n`);
    const opened = await commands.executeCommand<readonly Uri[]>('sopShots.openAsShots', document.uri);
    assert.deepEqual(
      opened.map(({ scheme, path }) => `${scheme} ${path.split('/').at(-1)}`),
      ['untitled opened.tools.json', 'untitled opened.shots.md'],
    );
    const shots = await eventually('the shots', () => {
      const active = window.activeTextEditor?.document;
      return active?.languageId === 'sop-shots' ? active : undefined;
    });
    assert.match(shots.getText(), /Find\(error = "jam"\)/);
    await expectRules(shots.uri);
  });
});
