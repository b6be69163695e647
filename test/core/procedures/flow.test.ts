import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { flowText, readFlowFixture } from '../../support/flowText.ts';

const folder = new URL('../../fixtures/procedures/', import.meta.url);

describe.each(['constructs', 'cases', 'trades'])('procedures of %s', (name) => {
  const files = readdirSync(new URL(`${name}/`, folder)).filter((file) => file.endsWith('.sop.md'));
  test('there are some', () => expect(files.length).toBeGreaterThan(10));
  test.each(files)('%s is read as its graph says', (file) => {
    const { text, expected } = readFlowFixture(readFileSync(new URL(`${name}/${file}`, folder), 'utf8'));
    expect(expected).not.toBe('');
    expect(flowText(text).split('\n')).toEqual(expected.split('\n'));
  });
});
