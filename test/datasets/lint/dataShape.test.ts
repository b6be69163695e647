import { describe, expect, it } from 'vitest';
import { detectDataShape } from '../../../src/datasets/index.ts';

const ROW = '{"messages":[{"role":"user","content":"a"}]}';

describe('the shape of training data', () => {
  it.each([
    ['lines', `${ROW}\n${ROW}\n`],
    ['lines', `\uFEFF\r\n${ROW}\r\n`],
    ['lines', '{"conversations": [{"from": "hum'],
    ['array', `[\n${ROW},\n${ROW}]`],
    ['array', '[{"instruction":"a","input":"","output":"b"}]'],
  ])('is %s', (shape, text) => {
    expect(detectDataShape(text)).toBe(shape);
  });

  it.each(['', '[]', '[1]', '{"level":"info"}\n', '{"compilerOptions":{}}', 'text', '[{"name":"Find"}]'])(
    'is none of %j',
    (text) => {
      expect(detectDataShape(text)).toBeUndefined();
    },
  );
});
