import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createLanguageService } from '../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

const TEXT = '**User**: q\n**Action**: f(a = x y z)\n**Observation**: call 13912345067\n';

const lint = (maxTime?: number, text = TEXT) =>
  createLanguageService(memoryHost({ 'a.shots.md': text }), { language: 'en' }).lint(memoryUri('a.shots.md'), {
    ...(maxTime === undefined ? {} : { maxTime }),
  });

/** A clock that goes on by a millisecond whenever it is read. */
function countReads(): void {
  let now = 0;
  const spy = vi.spyOn(Date, 'now').mockImplementation(() => now++);
  onTestFinished(() => spy.mockRestore());
}

describe('a limit of time', () => {
  it('changes nothing where there is enough', async () => {
    expect((await lint(1_000_000)).diagnostics).toEqual((await lint()).diagnostics);
  });

  it('reports the rules that did not run', async () => {
    const { diagnostics } = await lint(0);
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['limit-reached']);
    expect(diagnostics[0]?.message).toContain('call-syntax');
    expect(diagnostics[0]?.message).toContain('personal-data');
  });

  it('runs rules for errors first', async () => {
    countReads();
    const errors = (await lint(1_000_000)).diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.length).toBeGreaterThan(0);
    const { diagnostics } = await lint(30);
    const [limit] = diagnostics.filter(({ rule }) => rule === 'limit-reached');
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual(errors);
    expect(limit?.message).toContain('personal-data');
    expect(limit?.message).not.toContain('call-syntax');
  });

  it('does not call suppressions of rules unused that did not run', async () => {
    const text = TEXT.replace('**Observation**', '<!-- sop-shots-disable-next-line personal-data -->\n**Observation**');
    const { diagnostics } = await lint(0, text);
    expect(diagnostics.map(({ rule }) => rule)).toEqual(['limit-reached']);
  });
});
