import assert from 'node:assert/strict';
import { extensions, type TextDocument, window, workspace } from 'vscode';
import { writeToolChoice } from '../../../src/extension/toolOffer/toolChoice.ts';
import { findTools } from '../../../src/extension/toolOffer/toolFileSearch.ts';
import { cleanUp, expectRules, fileUri, openFile, writeFile } from '../support/editing.ts';
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

  it('are found by their content, those that it calls, and of a large one only what it calls', async () => {
    const document = await open();
    // Other suites leave tool files in the workspace.
    const found = (await findTools(session, document)).filter(({ called }) => called > 0);
    assert.deepEqual(
      found.map(({ uri, count, called, include }) => [workspace.asRelativePath(uri), count, called, include]),
      [
        ['offer/orders.json', 2, 1, undefined],
        ['offer/deep/large-openapi.json', 31, 1, ['getOrder']],
      ],
    );
  });

  it('are written relative to the workspace in a document without a file', async () => {
    const document = await workspace.openTextDocument({ language: 'sop-shots', content: prompt });
    await window.showTextDocument(document);
    await writeToolChoice(session, document, fileUri('offer/orders.json'), undefined);
    assert.match(document.getText(), /^---\ntools:\n {2}- \.\/offer\/orders\.json\n---\n/);
    await expectRules(document.uri, 'parameter-type');
  });
});
