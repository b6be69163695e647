import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../src/core/index.ts';
import { courseExercise } from '../../src/finetuning/index.ts';
import { count, getResult, known } from './support.ts';

describe('the course exercise', () => {
  const exercise = getResult(courseExercise());
  it('shows each step', () => {
    expect(exercise.steps.map(({ formula, value }) => `${formula} = ${value}`)).toEqual([
      '2 × 64 × (32000 + 4096) = 4620288',
      '64 × (4096 + 4096) = 524288',
      '64 × (4096 + 1024) = 327680',
      '32 × 64 × [(4096 + 4096) + (1024 + 4096)] = 27262976',
      '2 × 64 × (32000 + 4096) + 32 × 64 × [(4096 + 4096) + (1024 + 4096)] = 31883264',
      '31,883,264 + 2 × 64 × 27 = 31886720',
      '100 × 31,886,720 ÷ 7,273,840,000 = 0.43837532857472805',
    ]);
    expect(exercise.line).toBe('trainable params: 31,886,720 || all params: 7,273,840,000 || trainable%: 0.4384');
  });
  it('equals the count of its configuration', () => {
    expect(count(exercise.adapter, known(exercise.model)).trainable).toBe(31_883_264);
    const grown = known(exercise.model, { addedTokens: exercise.addedTokens });
    expect(count(exercise.adapter, grown).line).toBe(exercise.line);
  });
  it.each(['en', 'zh-CN'] as const)('names the misprint of the lesson in %s', (language) => {
    expect(renderMessage(exercise.remark, language)).toContain('7,273,849,000');
  });
});
