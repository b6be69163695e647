import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../../src/core/index.ts';
import {
  countProblemsByShot,
  type ListedShot,
  MOST_LINES,
  matchesFilter,
  NO_FILTER,
  toListedShots,
  toRuns,
} from '../../src/extension/shotsView/shotList.ts';
import { memoryHost } from '../support/memoryHost.ts';

const TEXT = `---
tools: ./a.tools.json
---

<!-- id: jam -->
<!-- status: draft -->
**User**: It jams.
**Think**: Look it up.
**Action**: Find(error = "jam")
**Observation**: Open the lid.

---

<!-- status: approved by Li -->
**User**: It smokes.
**Think**: Switch it off.
**Action**: Say so.

---

**User**: It smokes.
**Think**: Twice.
**Action**: Find(error = "smoke")
`;

async function list(text: string): Promise<readonly ListedShot[]> {
  const tools = JSON.stringify([{ name: 'Find', description: 'Finds.', parameters: { type: 'object' } }]);
  const service = createLanguageService(memoryHost({ 'a.shots.md': text, 'a.tools.json': tools }), { language: 'en' });
  const context = await service.getContext('file:///w/a.shots.md');
  return context === undefined ? [] : toListedShots(context);
}

describe('the list of shots', () => {
  it('has the name, status and tools of each', async () => {
    expect((await list(TEXT)).map(({ name, status, by, tools }) => [name, status, by, tools])).toEqual([
      ['It jams.', 'draft', undefined, ['Find']],
      ['It smokes.', 'approved', 'Li', []],
      ['It smokes.', 'none', undefined, ['Find']],
    ]);
  });

  it('knows a shot again after others were added before it', async () => {
    const before = await list(TEXT);
    const after = await list(TEXT.replace('<!-- id: jam', '**User**: New.\n**Think**: So.\n\n---\n\n<!-- id: jam'));
    expect(after.map(({ key }) => key).slice(1)).toEqual(before.map(({ key }) => key));
    expect(new Set(before.map(({ key }) => key)).size).toBe(3);
  });

  it('counts the problems of each shot, without hints and what is between shots', async () => {
    const shots = await list(TEXT);
    const at = (line: number, severity: 'error' | 'hint' = 'error') => {
      const place = { line, character: 0 };
      return { severity, range: { start: place, end: place } };
    };
    const counts = countProblemsByShot(shots, [at(8), at(7), at(1), at(11), at(15), at(16, 'hint'), at(21)]);
    expect([...counts]).toEqual([
      [0, 2],
      [1, 1],
      [2, 1],
    ]);
  });

  it('is filtered by status, problems and words', async () => {
    const shots = await list(TEXT);
    const shown = (filter: Partial<typeof NO_FILTER>, problems = 0) =>
      shots.flatMap((shot) =>
        matchesFilter(shot, 'faults/a.shots.md', problems, { ...NO_FILTER, ...filter }) ? [shot.index] : [],
      );
    expect(shown({})).toEqual([0, 1, 2]);
    expect(shown({ show: 'draft' })).toEqual([0]);
    expect(shown({ show: 'none' })).toEqual([2]);
    expect(shown({ show: 'problems' })).toEqual([]);
    expect(shown({ show: 'problems' }, 1)).toEqual([0, 1, 2]);
    expect(shown({ text: ' SMOKES' })).toEqual([1, 2]);
    expect(shown({ text: 'find' })).toEqual([0, 2]);
    expect(shown({ text: 'faults/' })).toEqual([0, 1, 2]);
    expect(shown({ show: 'approved', text: 'jams' })).toEqual([]);
  });

  it('is divided when it is long', async () => {
    const [shot] = await list(TEXT);
    const many = Array.from({ length: 2 * MOST_LINES + 1 }, (_, index) => ({ ...shot, index }) as ListedShot);
    expect(toRuns(many).map((run) => [run[0]?.index, run.length])).toEqual([
      [0, MOST_LINES],
      [MOST_LINES, MOST_LINES],
      [2 * MOST_LINES, 1],
    ]);
    expect(toRuns([])).toEqual([]);
  });
});
