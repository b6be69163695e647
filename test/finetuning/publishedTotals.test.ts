import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildModel, type CatalogueModel, catalogue, totalParameters } from '../../src/finetuning/index.ts';
import { replaceTable } from '../consumers/support/documentation.ts';
import { getResult } from './support.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1, M: 1e6, B: 1e9, T: 1e12 };

/** The range of numbers that round to a figure; zeros before the decimal point may be rounding, as in `340M`. */
function getRounding(figure: string): readonly [low: number, high: number] {
  const [, digits = '', unit = ''] = /^([\d.]+)([MBT]?)$/.exec(figure) ?? [];
  const value = Number(digits) * (UNITS[unit] ?? Number.NaN);
  if (unit === '') return [value, value];
  const decimals = digits.split('.')[1]?.length;
  const zeros = /0*$/.exec(digits)?.[0].length ?? 0;
  const half = 0.5 * 10 ** (decimals === undefined ? zeros : -decimals) * (UNITS[unit] ?? Number.NaN);
  return [value - half, value + half];
}

function countPublished({ config, published }: CatalogueModel): number {
  const task = published.isHeadless ? { taskType: 'FEATURE_EXTRACTION' as const } : {};
  return totalParameters(getResult(buildModel(config, task)));
}

describe('the range that a rounded figure stands for', () => {
  it.each([
    ['340M', 335e6, 345e6],
    ['20.91B', 20.905e9, 20.915e9],
    ['671B', 670.5e9, 671.5e9],
    ['8030261248', 8030261248, 8030261248],
  ])('%s', (figure, low, high) => {
    const [from, to] = getRounding(figure);
    expect(from).toBeCloseTo(low, -3);
    expect(to).toBeCloseTo(high, -3);
  });
});

describe('a catalogue entry', () => {
  it.each(catalogue.map((model) => [model.name, model] as const))('%s has its published total', (_, model) => {
    const total = countPublished(model);
    const [low, high] = getRounding(model.published.figure);
    expect([low <= total, total <= high], `${total} against ${model.published.figure}`).toEqual([true, true]);
  });
  it.each(catalogue.map((model) => [model.name, model.published] as const))(
    '%s names source and day',
    (_, published) => {
      expect(URL.canParse(published.source)).toBe(true);
      expect(published.source).toMatch(/^https:\/\//);
      expect(published.seen).toMatch(/^20\d\d-\d\d-\d\d$/);
    },
  );
  it('is listed in docs/lora.md', async () => {
    await replaceTable('catalogue', { en: toTable('en'), 'zh-CN': toTable('zh-CN') });
    expect(readFileSync('docs/lora.md', 'utf8')).toContain(toTable('en').join('\n'));
    expect(readFileSync('docs/zh-CN/lora.md', 'utf8')).toContain(toTable('zh-CN').join('\n'));
  });
});

const WORDS = {
  en: { head: '| Model | Counted | Published | Source | Seen |', headless: ' (without head)' },
  'zh-CN': { head: '| 模型 | 计数 | 公布值 | 来源 | 查阅日期 |', headless: '（不含输出头）' },
} as const;

function toTable(language: keyof typeof WORDS): readonly string[] {
  const words = WORDS[language];
  const group = (count: number): string => count.toLocaleString('en-US');
  const rows = catalogue.map((model) => {
    const { figure, source, seen, isHeadless } = model.published;
    const shown = /^\d+$/.test(figure) ? group(Number(figure)) : figure;
    const link = `[${new URL(source).pathname.slice(1).split('/').slice(0, 2).join('/')}](${encodeURI(source)})`;
    const note = isHeadless ? words.headless : '';
    return `| ${model.name} | ${group(countPublished(model))} | ${shown}${note} | ${link} | ${seen} |`;
  });
  return [words.head, '| --- | ---: | ---: | --- | --- |', ...rows];
}
