import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classText } from '../../src/finetuning/matching/digitClasses.ts';
import { compilePythonPattern } from '../../src/finetuning/matching/pythonPattern.ts';
import { runs } from '../support/properties.ts';

function matches(pattern: string, text: string): boolean | string {
  const compiled = compilePythonPattern(pattern);
  if (compiled.ok) return compiled.pattern.fullMatch(text);
  return compiled.unsupported ? 'unsupported' : 'invalid';
}

describe('Python patterns', () => {
  it.each([
    ['q_proj', 'q_proj', true],
    ['q_proj', 'a.q_proj', false],
    ['.*q_proj', 'a.q_proj', true],
    ['q_proj$', 'q_proj', true],
    ['\\Aq_proj\\Z', 'q_proj', true],
    ['a{,2}b', 'aab', true],
    ['a{,2}b', 'aaab', false],
    ['a{2,}b', 'ab', false],
    ['(?P<name>q|k)_proj', 'k_proj', true],
    ['(?:q|k)_proj', 'v_proj', false],
    ['(?i)Q_proj', 'q_PROJ', true],
    ['(?i:Q)_proj', 'q_proj', true],
    ['[\\d]+\\.w', '12.w', true],
    ['[]a]+', ']a]', true],
    ['[^]a]+', 'bc', true],
    ['.*(?<!vision)_proj', 'q_proj', true],
    ['.*(?<!vision)_proj', 'vision_proj', false],
    ['(?!.*vision).*proj', 'text.proj', true],
    ['^(?!.*vision).*proj', 'vision.proj', false],
    ['(?=.*layers)(?!.*\\.1\\.).*proj', 'layers.2.proj', true],
    ['(?=.*layers)(?!.*\\.1\\.).*proj', 'layers.1.proj', false],
    ['(?!a)b|c', 'c', 'unsupported'],
    ['.*(?=q)q', 'q', 'unsupported'],
    ['(a)\\1', 'aa', 'unsupported'],
    ['(?P<x>a)(?P=x)', 'aa', 'unsupported'],
    ['(?>a+)b', 'ab', 'unsupported'],
    ['(a)?(?(1)b|c)', 'c', 'unsupported'],
    ['(?x)a b', 'ab', 'unsupported'],
    ['a*+b', 'ab', 'unsupported'],
    ['[[:alpha:]]', 'a', 'unsupported'],
    ['(', 'a', 'invalid'],
    ['a)', 'a', 'invalid'],
    ['*a', 'a', 'invalid'],
    ['[a', 'a', 'invalid'],
    ['\\Qa', 'a', 'invalid'],
    ['\\pL', 'a', 'invalid'],
  ])('%j on %j is %j', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('takes linear time', () => {
    expect(matches('(a+)+(a+)+(a+)+b', 'a'.repeat(5000))).toBe(false);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (pattern, text) => {
        expect(['boolean', 'string']).toContain(typeof matches(pattern, text));
      }),
    );
  });

  it('matches only an escaped name', () => {
    const name = fc.stringMatching(/^[a-z_0-9.]{1,20}$/);
    fc.assert(
      fc.property(name, name, (own, other) => {
        expect(matches(own.replaceAll('.', '\\.'), other)).toBe(own === other);
      }),
    );
  });

  it.each([
    ['.*\\.\\d+\\.q_proj', '0000000000'],
    ['.*layers\\.[0-9]+\\.w1', '0000000000'],
    ['.*dense_4h_to_h', '0000000000'],
    ['.*\\d{2}\\..*', '0000000000'],
    ['.*[\\w.]+', '0000000000'],
    ['.*layers\\.1\\..*', '0100000000'],
    ['.*layers\\.(1|23)\\..*', '0123000000'],
    ['.*layers\\.[0-4]\\..*', '0000011111'],
    ['.*layers\\.[1-9]\\d*\\..*', '0111111111'],
    ['.*layers\\.[^7]\\..*', '0000000100'],
    ['.*\\x31.*', '0123456789'],
  ])('knows which digits %j can tell apart', (pattern, digits) => {
    const compiled = compilePythonPattern(pattern);
    expect(compiled.ok && compiled.pattern.digits).toBe(digits);
  });

  it('groups names whose digits it cannot distinguish', () => {
    const part = fc.constantFrom(
      '1',
      '2',
      '10',
      '[0-4]',
      '[13]',
      '\\d+',
      '\\d',
      '.',
      '.*',
      '[^0]',
      '\\.',
      'w1',
      '(1|2)',
      '\\d{2}',
      '[5-9]?',
    );
    const pattern = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''));
    const index = fc.nat({ max: 300 });
    fc.assert(
      fc.property(pattern, index, index, (source, a, b) => {
        const compiled = compilePythonPattern(`.*\\.${source}\\.w1`);
        if (!compiled.ok || classText(a, compiled.pattern.digits) !== classText(b, compiled.pattern.digits)) return;
        const { fullMatch } = compiled.pattern;
        expect(fullMatch(`layers.${a}.w1`)).toBe(fullMatch(`layers.${b}.w1`));
      }),
      { numRuns: 2 * runs },
    );
  });
});
