import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

const FIND = JSON.stringify([{ name: 'Find', description: 'Finds.', parameters: { properties: { order: {} } } }]);

/** The texts of a document's calls that come from nowhere. */
async function ungrounded(text: string): Promise<readonly string[]> {
  const host = memoryHost({ 'a.shots.md': text, 'a.tools.json': FIND });
  const { diagnostics } = await createLanguageService(host, { language: 'en' }).lint(memoryUri('a.shots.md'), {
    rules: { 'ungrounded-argument': 'warning' },
  });
  const lines = text.split('\n');
  return diagnostics
    .filter(({ rule }) => rule === 'ungrounded-argument')
    .map(({ range: { start, end } }) => lines[start.line]?.slice(start.character, end.character) ?? '');
}

function shot(said: readonly string[], used: readonly string[]): string {
  const calls = used.map((number) => `**Think**: a\n**Action**: Find(order = "${number}")\n`);
  return [`**User**: ${said.join('; ')}\n`, ...calls].join('\n');
}

describe('numbers of a call come from somewhere', () => {
  // A few are compared with each other, many are looked up.
  describe.each([1, 3, 32, 33, 100])('where %i were said', (count) => {
    const said = Array.from({ length: count }, (_, index) => `SO-${70_001 + index}`);

    it('each of them may be used, and no other', async () => {
      expect(await ungrounded(shot(said, ['SO-70001', `SO-${70_000 + count}`, 'SO-90001']))).toEqual(['"SO-90001"']);
    });

    it('one that begins or ends like another is another', async () => {
      expect(await ungrounded(shot(said, ['SO-7000', 'SO-0001', 'SO-700011']))).toHaveLength(3);
    });

    it('a group of a long one is one', async () => {
      expect(await ungrounded(shot([...said, '1380 0138 1234'], ['1234', '138001381234', '5678']))).toEqual(['"5678"']);
    });

    it('what is said afterwards comes too late', async () => {
      const text = `${shot(said, ['SO-90001'])}**Observation**: SO-90001\n\n${shot([], ['SO-90001']).replace('**User**: \n', '')}`;
      expect(await ungrounded(text)).toEqual(['"SO-90001"']);
    });
  });

  it('what another shot said does not count', async () => {
    expect(await ungrounded(`${shot(['SO-70001'], ['SO-70001'])}\n${shot(['b'], ['SO-70001'])}`)).toEqual([
      '"SO-70001"',
    ]);
  });

  it('counts in a call that prose mentions before the calls of its block', async () => {
    const action = 'I will use Find(order = "SO-90001") twice.\nFind(order = "SO-90002")\nFind(order = "SO-70001")';
    expect(await ungrounded(`**User**: SO-70001\n**Think**: a\n**Action**: ${action}\n`)).toEqual([
      '"SO-90001"',
      '"SO-90002"',
    ]);
  });
});
