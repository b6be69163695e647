import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/index.ts';
import { exportText, listOf, settingsOf } from '../support.ts';

const TWO_CALLS = `---
tools: [./locks.tools.json]
---

**User**: Hi
**Think**: both at once
**Action**: FindLock(serial = "A")
**Action**: FindLock(serial = "B")
**Observation**: L1
**Observation**: L2
**Think**: say it
**Action**: Tell it.
"An L1 and an L2."
`;

const roles = (row: JsonObject | undefined) => listOf(row, 'messages').map(({ role }) => role);

describe('split turns', () => {
  it('make one sample per turn of the assistant, of which only the last is trained', async () => {
    const { chats } = await exportText(TWO_CALLS, settingsOf('openai', { splitTurns: true, tools: { kind: 'used' } }));
    expect(chats.map(roles)).toEqual([
      ['user', 'assistant'],
      ['user', 'assistant', 'tool', 'tool', 'assistant'],
    ]);
    const weights = listOf(chats[1], 'messages').map(({ weight }) => weight);
    expect(weights).toEqual([undefined, 0, undefined, undefined, 1]);
  });

  it('keep the thought of the last turn only', async () => {
    const { chats } = await exportText(TWO_CALLS, settingsOf('hf', { splitTurns: true, thought: 'reasoning' }));
    const thoughts = chats.map((row) => listOf(row, 'messages').map((each) => each.reasoning_content));
    expect(thoughts).toEqual([
      [undefined, 'both at once'],
      [undefined, undefined, undefined, undefined, 'say it'],
    ]);
  });
});

describe('parallel calls', () => {
  it('are written one after the other, each with its result', async () => {
    const { chats } = await exportText(TWO_CALLS, settingsOf('hf', { parallel: 'split' }));
    expect(roles(chats[0])).toEqual(['user', 'assistant', 'tool', 'assistant', 'tool', 'assistant']);
  });

  it('stay together where no results follow', async () => {
    const text = TWO_CALLS.slice(0, TWO_CALLS.indexOf('**Observation**'));
    const { chats } = await exportText(text, settingsOf('hf', { parallel: 'split' }));
    expect(roles(chats[0])).toEqual(['user', 'assistant']);
  });
});
