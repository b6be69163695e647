import { describe, expect, it } from 'vitest';
import { createLanguageService, type Diagnostic } from '../../../src/core/index.ts';
import { createDraftChecker, createOverlayHost } from '../../../src/generation/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

const tools = [
  {
    name: 'find_slot',
    parameters: { type: 'object', properties: { day: { type: 'string' }, n: { type: 'integer' } } },
  },
];

function createChecker(front = '---\ntools: ./a.tools.json\n---\n') {
  const uri = memoryUri('a.shots.md');
  const host = memoryHost({ 'a.tools.json': JSON.stringify(tools), 'a.shots.md': front });
  const overlay = createOverlayHost(host, uri);
  return createDraftChecker(createLanguageService(overlay.host, { language: 'en' }), overlay, { uri, text: front });
}

const getPlaces = (findings: readonly Diagnostic[]) => findings.map(({ rule, range }) => ({ rule, range }));

const draft = (id: string, call: string, request = `When can ${id} come?`) => ({
  id,
  text: `<!-- id: ${id} -->\n<!-- status: draft -->\n**User**: ${request}\n\n**Think**: Look it up.\n**Action**: ${call}\n**Observation**: Friday.`,
});

describe('drafts that are checked together', () => {
  it('have the findings that each has alone', async () => {
    const { check, checkTogether } = createChecker();
    const drafts = [
      draft('a', 'find_slot(day = "Friday")'),
      draft('b', 'find_slots(day = "Friday")'),
      draft('c', 'find_slot(day = 5, n = "2")'),
    ];
    const together = await checkTogether(drafts);
    const alone: (readonly Diagnostic[])[] = [];
    for (const { text } of drafts) alone.push(await check(text));
    expect(together?.map(getPlaces)).toEqual(alone.map(getPlaces));
    expect(together?.map((own) => own.length > 0)).toEqual([false, true, true]);
  });

  it('are not looked through for repetitions', async () => {
    const drafts = ['a', 'b'].map((id) => draft(id, 'find_slot(day = "Friday")', 'When can you come?'));
    expect(await createChecker().checkTogether(drafts)).toEqual([[], []]);
  });

  it('have no findings if one is read as two shots, or its id is another', async () => {
    const { checkTogether } = createChecker();
    const one = draft('a', 'find_slot(day = "Friday")');
    const two = { id: 'b', text: `${draft('b', 'find_slot()').text}\n\n${draft('c', 'find_slot()').text}` };
    expect(await checkTogether([one, two])).toBeUndefined();
    expect(await checkTogether([{ ...one, id: 'x' }])).toBeUndefined();
  });
});
