import { describe, expect, it } from 'vitest';
import { exportText, listOf, settingsOf } from '../support.ts';

const HEAD = '---\ntools: [./locks.tools.json]\n---\n\n';

/** The roles and texts of the first chat that a document becomes, or the reasons why it has none. */
async function read(text: string): Promise<unknown> {
  const { chats, reacts, reasons } = await exportText(`${HEAD}${text}`, settingsOf('hf'));
  if (reasons.length > 0) return reasons;
  if (reacts.length > 0) return 'react';
  return listOf(chats[0], 'messages').map(({ role, content, tool_calls: calls }) => {
    const names = ((calls ?? []) as readonly { readonly function: { readonly name: string } }[]).map(
      ({ function: { name } }) => name,
    );
    return names.length === 0 ? `${role}: ${content}` : `${role}: ${content} -> ${names.join(' ')}`;
  });
}

describe('the turns of a chat', () => {
  it('are a request, calls with their results, and the words of the last action', async () => {
    const text =
      '**User**: Hi\n**Think**: look\n**Action**: FindLock(serial = "S")\n**Observation**: L3\n' +
      '**Action**: Tell it.\n"It is an L3."\n';
    expect(await read(text)).toEqual([
      'user: Hi',
      'assistant: look -> FindLock',
      'tool: L3',
      'assistant: It is an L3.',
    ]);
  });

  it('take what the customer answers to spoken words as a turn of the user', async () => {
    const text =
      '**User**: Hi\n**Action**: Ask.\n"Which one?"\n**Observation**: S\n' +
      '**Action**: FindLock(serial = "S")\n**Observation**: L3\n**Answer**: An L3.\n';
    expect(await read(text)).toEqual([
      'user: Hi',
      'assistant: Which one?',
      'user: S',
      'assistant:  -> FindLock',
      'tool: L3',
      'assistant: An L3.',
    ]);
  });

  it('are the ReAct form where an action is not said to the customer', async () => {
    const text = '**User**: Hi\n**Action**: 询问客户的偏好时间。\n**Observation**: 明天上午\n**Answer**: 好的\n';
    expect(await read(text)).toBe('react');
  });

  it('are the ReAct form where prose is beside a call', async () => {
    const text =
      '**User**: Hi\n**Action**: First I look.\nFindLock(serial = "S")\n**Observation**: L3\n**Answer**: Ok\n';
    expect(await read(text)).toBe('react');
  });

  it('split one observation of two calls by a list or by lines', async () => {
    const calls = '**User**: Hi\n**Action**: [FindLock(serial = "A"), FindLock(serial = "B")]\n';
    const expected = ['user: Hi', 'assistant:  -> FindLock FindLock', 'tool: L1', 'tool: L2', 'assistant: Ok'];
    expect(await read(`${calls}**Observation**: ["L1", "L2"]\n**Answer**: Ok\n`)).toEqual(expected);
    expect(await read(`${calls}**Observation**: L1\nL2\n**Answer**: Ok\n`)).toEqual(expected);
    expect(await read(`${calls}**Observation**: both are L1\n**Answer**: Ok\n`)).toEqual(['results']);
  });

  it('read a result that is written after its call', async () => {
    const text = '**User**: Hi\n**Action**: FindLock(serial = "A") -> L1\n**Answer**: Ok\n';
    expect(await read(text)).toEqual(['user: Hi', 'assistant:  -> FindLock', 'tool: L1', 'assistant: Ok']);
  });

  it('end with the assistant: a last observation is cut and counted', async () => {
    const text = '**User request**: Hi\n**API request**: FindLock(serial = "A")\n**API response**: L1\n';
    expect(await read(text)).toEqual(['user: Hi', 'assistant:  -> FindLock']);
    const { exporter } = await exportText(`${HEAD}${text}`, settingsOf('hf'));
    expect(exporter.statistics.cutTurns).toBe(1);
  });

  it('leave out calls whose values are not exact', async () => {
    const withValue = (value: string) =>
      read(`**User**: Hi\n**Action**: OrderBattery(count = ${value})\n**Observation**: B\n**Answer**: Ok\n`);
    expect(await withValue('{{n}}')).toEqual(['placeholder']);
    expect(await withValue('12345678901234567890')).toEqual(['number']);
    expect(await withValue('2')).toHaveLength(4);
  });
});

describe('left-out shots', () => {
  const shot = '**User**: Hi\n**Action**: FindLock(serial = "A")\n**Observation**: L1\n**Answer**: Ok\n';

  it('are drafts and shots with marks of what is missing, unless any status is asked for', async () => {
    const text = `${HEAD}<!-- status: draft -->\n${shot}\n---\n\n<!-- TODO the answer -->\n${shot}\n---\n\n<!-- status: approved by Li -->\n${shot}`;
    expect((await exportText(text, settingsOf('hf'))).reasons).toEqual(['draft', 'draft']);
    expect((await exportText(text, settingsOf('hf', { status: 'any' }))).reasons).toEqual([]);
    expect((await exportText(text, settingsOf('hf', { status: 'approved' }))).chats).toHaveLength(1);
  });

  it('are those with actions in plain language, if these are skipped', async () => {
    const plain = `${HEAD}**User**: Hi\n**Action**: Ask for the time.\n**Observation**: now\n**Answer**: Ok\n`;
    expect((await exportText(plain, settingsOf('hf', { plainAs: 'skip' }))).reasons).toEqual(['plain']);
  });

  it('are those with half of a surrogate pair, which readers in C++ refuse', async () => {
    const text = shot.replace('"A"', '"\\ud83d"');
    expect((await exportText(`${HEAD}${text}`, settingsOf('hf'))).reasons).toEqual(['encoding']);
  });
});

describe('a document in chat style', () => {
  const chat =
    'System: You repair locks.\n\nUser: Hi\nUser: my lock is S\nAssistant: I look.\nFindLock(serial = "S")\n' +
    'Tool: L3\nAssistant: Is it dark?\nUser: yes\nAssistant: Change the battery.\n';

  it('is one sample with several turns of the user', async () => {
    expect(await read(chat)).toEqual([
      'system: You repair locks.',
      'user: Hi\nmy lock is S',
      'assistant: I look. -> FindLock',
      'tool: L3',
      'assistant: Is it dark?',
      'user: yes',
      'assistant: Change the battery.',
    ]);
  });

  it('loses a last turn of the user', async () => {
    const turns = await read('User: Hi\nAssistant: Hello.\nUser: bye\n');
    expect(turns).toEqual(['user: Hi', 'assistant: Hello.']);
  });

  it('is left out where the user speaks before the result of a call', async () => {
    expect(await read('User: Hi\nAssistant: FindLock(serial = "S")\nUser: hurry\nAssistant: Yes.\n')).toEqual([
      'results',
    ]);
  });
});
