import assert from 'node:assert/strict';
import { commands, type Diagnostic, type Uri } from 'vscode';
import { cleanUp, eventually, findings, openFile, replace, writeFile } from '../support/editing.ts';

const shotAbout = (
  floor: string,
): string => `**User**: The coffee machine in the canteen on floor ${floor} grinds the beans but no water comes out of it.
**Think**: Water that does not come is a matter for the customer first: the tank may be empty.
**Answer**: Please fill the tank, wait until the lamp is green, and start the machine once more.
`;

const similar = (uri: Uri): readonly Diagnostic[] =>
  findings(uri).filter(({ relatedInformation = [] }) =>
    relatedInformation.some(({ location }) => !isSame(location.uri, uri)),
  );

const isSame = (a: Uri, b: Uri): boolean => a.toString() === b.toString();

describe('Find Similar Shots in Workspace', () => {
  afterEach(cleanUp);

  it('reports a shot that is almost identical to one of another document, until one of them is edited', async () => {
    const first = await writeFile('similar-a.shots.md', shotAbout('2'));
    const { document } = await openFile('similar-b.shots.md', shotAbout('3'));
    const count = await commands.executeCommand<number>('sopShots.findSimilarShots');
    assert.ok(count >= 1);
    const all = [...similar(first), ...similar(document.uri)];
    assert.deepEqual(
      all.map(({ message }) => message.replace(/similar-[ab]/, 'similar')),
      ['This shot is almost identical to the one in similar.shots.md:1.'],
    );
    await replace(document, 'The coffee machine', 'The lamp');
    await eventually('the problem to go', () =>
      similar(first).length + similar(document.uri).length === 0 ? true : undefined,
    );
  });
});
