import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../src/core/index.ts';
import { layOutPreview } from '../../../src/generation/review/previewLayout.ts';
import type { GeneratedShot } from '../../../src/generation/run/events.ts';

function firstLine(count: number): string | undefined {
  const shots = Array.from({ length: count }, (_, index) => ({ text: `shot ${index}`, plan: { index } }));
  const content = { targetName: 'a.shots.md', faulty: new Map(), writing: new Map(), running: false };
  const { text } = layOutPreview({ ...content, shots: shots as unknown as readonly GeneratedShot[] }, (message) =>
    renderMessage(message, 'en'),
  );
  return text.split('\n')[0];
}

describe('the first line of a preview', () => {
  it.each([
    [0, '<!-- No drafts are left. -->'],
    [1, '<!-- 1 draft, not yet in a.shots.md. Accept or discard it with the links above it. -->'],
    [2, '<!-- 2 drafts, not yet in a.shots.md. Accept or discard each with the links above it. -->'],
  ])('counts %d drafts', (count, line) => {
    expect(firstLine(count)).toBe(line);
  });
});
