import assert from 'node:assert/strict';
import { commands, env } from 'vscode';
import { cleanUp, openFile, tools, writeFile } from '../support/editing.ts';

const SHOTS = `---
tools: ./test.tools.json
---

<!-- id: s-1 -->
**User**: It jams.
**Think**: Look it up.
**Action**: Find(error = "jam")
**Observation**: Open it.

**User**: It hums.
**Think**: Look it up.
**Action**: Find(error = "hum")
**Observation**: Close it.

<!-- status: draft -->
**User**: It smells.
**Think**: Look it up.
**Action**: Find(error = "smell")
**Observation**: Leave it.
`;

describe('Copy as Prompt', () => {
  before(() => writeFile('test.tools.json', tools));
  afterEach(cleanUp);

  it('copies the usable shots of the active document with its tools', async () => {
    await openFile('copy.shots.md', SHOTS);
    const copied = await commands.executeCommand<string>('sopShots.copyAsPrompt');
    assert.equal(await env.clipboard.readText(), copied);
    assert.match(copied, /^# Tools\n\n## Find\n[\s\S]*## Example 1\n\n\*\*User\*\*: It jams\.\n[\s\S]*It hums\./);
    assert.doesNotMatch(copied, /s-1|It smells/);
  });

  it('copies one shot from above it', async () => {
    const { document } = await openFile('copyone.shots.md', SHOTS);
    const line = document.getText().split('\n').indexOf('**User**: It hums.');
    const copied = await commands.executeCommand<string>('sopShots.copyAsPrompt', document.uri, line);
    assert.match(copied, /It hums\./);
    assert.doesNotMatch(copied, /It jams/);
  });

  it('copies nothing from above a draft', async () => {
    const { document } = await openFile('copydraft.shots.md', SHOTS);
    await env.clipboard.writeText('before');
    const line = document.getText().split('\n').indexOf('**User**: It smells.');
    assert.equal(await commands.executeCommand('sopShots.copyAsPrompt', document.uri, line), undefined);
    assert.equal(await env.clipboard.readText(), 'before');
  });
});
