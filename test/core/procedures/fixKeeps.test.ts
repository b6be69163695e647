import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createLanguageService } from '../../../src/core/index.ts';
import { readFlowFixture } from '../../support/flowText.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

const folder = new URL('../../fixtures/procedures/', import.meta.url);
const files = ['constructs', 'cases', 'trades'].flatMap((name) =>
  readdirSync(new URL(`${name}/`, folder)).map((file) => `${name}/${file}`),
);

describe('fix all', () => {
  // None of these procedures has a number that may be changed.
  test.each(files)('leaves %s as it is', async (file) => {
    const { text } = readFlowFixture(readFileSync(new URL(file, folder), 'utf8'));
    const service = createLanguageService(memoryHost({ 'case.sop.md': text }), { language: 'en' });
    expect((await service.fixAll(memoryUri('case.sop.md'))).text).toBe(text);
  });

  test('numbers a single list that nothing refers to, and changes nothing else', async () => {
    const service = createLanguageService(memoryHost({ 'case.sop.md': '一、查\n三、报\n' }), { language: 'en' });
    expect((await service.fixAll(memoryUri('case.sop.md'))).text).toBe('一、查\n二、报\n');
  });

  test.each([
    '1. a\n2. b\n\n# Other\n1. c\n3. d\n',
    '1. a\n3. b, see item 3\n4. 按第4项办理\n',
    '1.退\n2.不退\n\n二、提醒\n',
  ])('does not renumber %j', async (text) => {
    const service = createLanguageService(memoryHost({ 'case.sop.md': text }), { language: 'en' });
    expect((await service.fixAll(memoryUri('case.sop.md'))).text).toBe(text);
  });
});
