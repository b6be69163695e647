import { describe, expect, it } from 'vitest';
import { isStatisticsPage, isStatisticsRequest } from '../../src/protocol/index.ts';

describe('messages of the statistics page', () => {
  it.each([
    { type: 'ready' },
    { type: 'openFolder' },
    { type: 'reveal', row: 3 },
    { type: 'saveImage', name: 'calls-by-tool', format: 'svg', base64: 'PHN2Zz4=' },
  ])('are accepted: %j', (message) => {
    expect(isStatisticsRequest(message)).toBe(true);
  });

  it.each([
    null,
    'ready',
    {},
    { type: 'reveal' },
    { type: 'reveal', row: 1.5 },
    { type: 'saveImage', name: '../../x', format: 'svg', base64: '' },
    { type: 'saveImage', name: 'a', format: 'exe', base64: '' },
  ])('are refused: %j', (message) => {
    expect(isStatisticsRequest(message)).toBe(false);
  });

  it('are told from those of other pages', () => {
    expect(isStatisticsPage({ type: 'show', charts: [] })).toBe(true);
    expect(isStatisticsPage({ type: 'show' })).toBe(false);
  });
});
