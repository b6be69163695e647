import assert from 'node:assert/strict';
import { commands, type TextDocument, window } from 'vscode';
import type { OpenAiServer, Reply } from '../../support/openaiServer.ts';
import { openFile, tools, writeFile } from '../support/editing.ts';
import { connect, endGenerating, previewDocument, reply, sop, waitForPreview } from '../support/generating.ts';

const faults = ['paper', 'ink', 'noise', 'heat', 'dust', 'light'];
const situations = [
  'The printer eats every sheet of paper I give it.',
  'There is no ink on the invoices any more!',
  'Why does it howl like a dog in the morning?',
  'My desk gets hot where the machine stands.',
  'We cleaned the warehouse, and since then nothing prints.',
  'A red light blinks twice, then once. What now?',
];
const shotAt = (at: number): string => reply(faults[at] ?? '', situations[at] ?? '');
const three = (from: number): string => [0, 1, 2].map((at) => shotAt(from + at)).join('\n');

const ids = (document: TextDocument): readonly string[] => [...document.getText().matchAll(/id: (s-\w+)/g)].map(String);

describe('a run that broke off', () => {
  let server: OpenAiServer | undefined;
  let broken = true;

  before(() => writeFile('test.tools.json', tools));
  beforeEach(() => {
    broken = true;
  });
  afterEach(async () => {
    await endGenerating(server);
    server = undefined;
  });

  /** Answers the first request; the second only once the trouble is over. */
  const replies = (_: unknown, index: number): Reply => {
    if (index === 0) return { text: three(0) };
    return broken ? { status: 401 } : { text: three(3) };
  };

  async function breakOff(name: string): Promise<TextDocument> {
    await writeFile('one/sop-shots.yaml', 'generation:\n  maxRepairs: 0\n');
    await writeFile('one/test.tools.json', tools);
    server = await connect({ replies });
    await openFile(`one/${name}.sop.md`, sop);
    await commands.executeCommand('sopShots.generateShots', { count: 6 });
    return waitForPreview(/^<!-- 3 drafts/);
  }

  it('goes on where it stopped, and pays for nothing twice', async () => {
    const first = await breakOff('broken');
    const before = ids(first);
    assert.equal(server?.chats.length, 2);
    broken = false;
    await commands.executeCommand('sopShots.resumeGeneration');
    const preview = await waitForPreview(/^<!-- 6 drafts/);
    assert.deepEqual(
      ids(preview).filter((id) => before.includes(id)),
      before,
    );
    assert.equal(server?.chats.length, 3, 'the first reply was not asked for again');
    await commands.executeCommand('sopShots.acceptAllGenerated', preview.uri);
    assert.equal(ids(window.activeTextEditor?.document ?? preview).length, 6);
    const sent = server?.chats.length;
    await commands.executeCommand('sopShots.resumeGeneration');
    assert.equal(server?.chats.length, sent, 'nothing is left to resume');
  });

  it('shows no shot again that was accepted or discarded before', async () => {
    const first = await breakOff('partly');
    const [one = '', two = ''] = [...first.getText().matchAll(/id: (s-\w+)/g)].map(([, id = '']) => id);
    await commands.executeCommand('sopShots.acceptGenerated', first.uri, one);
    await commands.executeCommand('sopShots.discardGenerated', first.uri, two);
    broken = false;
    await commands.executeCommand('sopShots.resumeGeneration');
    const preview = await waitForPreview(/^<!-- 4 drafts/);
    assert.equal(server?.chats.length, 3);
    assert.ok(!preview.getText().includes(one) && !preview.getText().includes(two));
    await commands.executeCommand('sopShots.acceptAllGenerated', preview.uri);
    assert.equal(previewDocument(), undefined);
    assert.equal(ids(window.activeTextEditor?.document ?? preview).length, 5);
  });

  it('before anything was answered leaves nothing behind', async () => {
    server = await connect({ replies: [{ status: 400, error: { message: 'broken' } }] });
    await openFile('nothing.sop.md', sop);
    await commands.executeCommand('sopShots.generateShots', { count: 2 });
    const sent = server.chats.length;
    await commands.executeCommand('sopShots.resumeGeneration');
    assert.equal(server.chats.length, sent);
    assert.equal(previewDocument(), undefined);
  });
});
