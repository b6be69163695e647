import assert from 'node:assert/strict';
import { type CodeAction, commands, extensions, type TextDocument, window, workspace } from 'vscode';
import { writeToolChoice } from '../../../src/extension/toolOffer/toolChoice.ts';
import { findTools } from '../../../src/extension/toolOffer/toolFileSearch.ts';
import { cleanUp, eventually, expectRules, fileUri, openFile, writeFile } from '../support/editing.ts';
import { createOwnSession } from '../support/ownSession.ts';

/** An interface description with operations `one`, `two` …, as many as asked for. */
function api(...names: readonly string[]): string {
  const parameters = [{ name: 'id', in: 'query', required: true, schema: { type: 'string' } }];
  const paths = names.map((name) => [`/${name}`, { get: { operationId: name, parameters, responses: {} } }]);
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Orders', version: '1' },
    paths: Object.fromEntries(paths),
  });
}

const prompt =
  '**User**: Where is order 7?\n**Think**: Look it up.\n**Action**: getOrder(id = 7)\n**Observation**: Sent.\n';

describe('tool files that a document does not load', () => {
  let session: ReturnType<typeof createOwnSession>;

  before(async () => {
    await extensions.getExtension('sop-shots.sop-shots')?.activate();
  });
  beforeEach(async () => {
    session = createOwnSession();
    await writeFile('offer/orders.json', api('listOrders', 'getOrder'));
    await writeFile('offer/other.json', JSON.stringify({ name: 'no tools' }));
    const many = Array.from({ length: 30 }, (_, index) => `op${index}`);
    await writeFile('offer/deep/large-openapi.json', api(...many, 'getOrder'));
  });
  afterEach(async () => {
    session.dispose();
    await cleanUp();
    await workspace.fs.delete(fileUri('offer'), { recursive: true });
  });

  const open = async (): Promise<TextDocument> => (await openFile('offer/prompt.shots.md', prompt)).document;
  const fixes = async (document: TextDocument): Promise<readonly CodeAction[]> => {
    const [finding] = await expectRules(document.uri, 'no-tools');
    assert.ok(finding);
    return commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, finding.range);
  };

  it('are found by their content, those that it calls, and of a large one only what it calls', async () => {
    const document = await open();
    const found = await findTools(session, document);
    assert.deepEqual(
      found.map(({ uri, count, called, include }) => [workspace.asRelativePath(uri), count, called, include]),
      [
        ['offer/orders.json', 2, 1, undefined],
        ['offer/deep/large-openapi.json', 31, 1, ['getOrder']],
      ],
    );
  });

  it('are offered as quick fixes, after which the calls are checked', async () => {
    const document = await open();
    const titles = await eventually('the fixes', async () => {
      const offered = (await fixes(document)).filter(({ title }) => /^Load the tools|^Choose Tools/.test(title));
      return offered.length === 3 ? offered : undefined;
    });
    const [first] = titles;
    assert.equal(first?.title, 'Load the tools of ./orders.json (tools: 2, called here: 1)');
    await commands.executeCommand(first.command?.command ?? '', ...(first.command?.arguments ?? []));
    await expectRules(document.uri, 'parameter-type');
    assert.match(document.getText(), /^---\ntools:\n {2}- \.\/orders\.json\n---\n/);
  });

  it('are written relative to the workspace in a document without a file', async () => {
    const document = await workspace.openTextDocument({ language: 'sop-shots', content: prompt });
    await window.showTextDocument(document);
    await writeToolChoice(session, document, fileUri('offer/orders.json'), undefined);
    assert.match(document.getText(), /^---\ntools:\n {2}- \.\/offer\/orders\.json\n---\n/);
    await expectRules(document.uri, 'parameter-type');
  });
});
