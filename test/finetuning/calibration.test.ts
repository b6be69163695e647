import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ByteRange, estimateMemory } from '../../src/finetuning/index.ts';
import { replaceTable } from '../consumers/support/documentation.ts';
import { type Measurement, measurements, sources, toRequest } from './measurements.ts';
import { getResult } from './support.ts';

const estimates = measurements.map((measurement) => ({ measurement, range: estimate(measurement) }));

function estimate(measurement: Measurement): ByteRange {
  const { model, count, options } = toRequest(measurement);
  const { cardsFit } = getResult(estimateMemory(model, count, options));
  return cardsFit?.perCard ?? { low: 0, high: 0 };
}

const isInside = ({ measurement, range }: (typeof estimates)[number]): boolean =>
  range.low <= measurement.measuredBytes && measurement.measuredBytes <= range.high;

describe('published memory measurements', () => {
  it('are at least 40 from at least 5 sources', () => {
    expect(measurements.length).toBeGreaterThanOrEqual(40);
    expect(new Set(measurements.map(({ source }) => source)).size).toBeGreaterThanOrEqual(5);
  });
  it.each(['fit', 'check'] as const)('lie within the range for at least 80 %% of the %s half', (half) => {
    const own = estimates.filter(({ measurement }) => measurement.half === half);
    expect(own.filter(isInside).length / own.length).toBeGreaterThanOrEqual(0.8);
  });
  it('have ranges whose upper end is at most 1.4 times the lower end', () => {
    expect(estimates.filter(({ range }) => range.high > 1.4 * range.low)).toEqual([]);
  });
  it('are listed in docs/lora.md', async () => {
    await replaceTable('calibration', { en: toTable('en'), 'zh-CN': toTable('zh-CN') });
    expect(readFileSync('docs/lora.md', 'utf8')).toContain(toTable('en').join('\n'));
    expect(readFileSync('docs/zh-CN/lora.md', 'utf8')).toContain(toTable('zh-CN').join('\n'));
  });
});

const WORDS = {
  en: {
    head: '| Source | Model | Setting | Half | Measured, GB | Estimate, GB |',
    checkpointing: 'checkpointing',
    kept: 'no checkpointing',
    fused: 'fused kernels',
    fit: 'fit',
    check: 'check',
    current: 'current',
    older: 'older',
    outside: ' (outside)',
  },
  'zh-CN': {
    head: '| 来源 | 模型 | 设置 | 用途 | 实测（GB） | 估算（GB） |',
    checkpointing: '梯度检查点',
    kept: '无梯度检查点',
    fused: '融合算子',
    fit: '拟合',
    check: '检验',
    current: '当前版本',
    older: '旧版本',
    outside: '（超出）',
  },
} as const;

function toTable(language: keyof typeof WORDS): readonly string[] {
  const words = WORDS[language];
  const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1);
  const rows = estimates.map(({ measurement, range }) => {
    const { source, model, method, rank, basePrecision, batchSize, sequenceLength, cards, sharding } = measurement;
    const settings = [
      rank > 0 ? `${method} ${rank}` : method,
      basePrecision,
      `${batchSize} × ${sequenceLength}`,
      measurement.checkpointing ? words.checkpointing : words.kept,
      ...(measurement.loss === 'full' ? [] : [words.fused]),
      ...(sharding === 'none' ? [] : [`${cards} × ${sharding}`]),
      words[measurement.trainingLoop],
    ];
    const isIn = isInside({ measurement, range });
    return `| ${[
      `[${sources[source]?.title}](${sources[source]?.url})`,
      model,
      settings.join(language === 'en' ? ', ' : '，'),
      words[measurement.half],
      gigabytes(measurement.measuredBytes),
      `${gigabytes(range.low)}–${gigabytes(range.high)}${isIn ? '' : words.outside}`,
    ].join(' | ')} |`;
  });
  const of = (half: string): readonly [number, number] => {
    const own = estimates.filter(({ measurement }) => measurement.half === half);
    return [own.filter(isInside).length, own.length];
  };
  const [fit, check] = [of('fit'), of('check')];
  const summary =
    language === 'en'
      ? `Inside the range: ${fit[0]} of ${fit[1]} of the half that the constants are fitted on, ${check[0]} of ${check[1]} of the other half.`
      : `落在范围内：用于拟合的一半中 ${fit[0]}/${fit[1]}，用于检验的一半中 ${check[0]}/${check[1]}。`;
  return [summary, '', words.head, '| --- | --- | --- | --- | ---: | ---: |', ...rows];
}
