import { expect, it } from 'vitest';
import { createLanguageService } from '../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

const secret = 'sk-proj-Tq7Lw2Zx9Vb4Nc6Md8Kf1Hj3Gs5';

it.each([
  ['prose is nobody’s example', `Our key is ${secret}.\n\n\`\`\`shots\n**User**: a\n**Action**: b\n\`\`\`\n`, []],
  [
    'each fence counts',
    `\`\`\`shots\n**User**: ${secret}\n**Action**: b\n\`\`\`\n\n${secret}\n\n~~~shots\n**User**: c\n**Think**:\n**Action**: d\n~~~\n`,
    ['secret 1', 'empty-block 9'],
  ],
  [
    'to the end where it is never closed',
    `\`\`\`shots\n**User**: ${secret}\n**Action**: b\n`,
    ['unclosed-fence 0', 'secret 1'],
  ],
])('%s', async (_, text, expected) => {
  const service = createLanguageService(memoryHost({ 'notes.md': text }), { language: 'en' });
  const { diagnostics } = await service.lint(memoryUri('notes.md'), {}, 'fences');
  expect(diagnostics.map(({ rule, range }) => `${rule} ${range.start.line}`)).toEqual(expected);
});
