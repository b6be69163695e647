import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

const COUNT = 400;

const names = (prefix: string) => Array.from({ length: COUNT }, (_, index) => `${prefix}${index}`);

function lint(tool: object, call: string) {
  const files = {
    'a.tools.json': JSON.stringify([{ name: 'f', description: 'd', parameters: { type: 'object', ...tool } }]),
    'a.shots.md': `**User**: q\n**Action**: f(${call})\n`,
  };
  return createLanguageService(memoryHost(files), { language: 'en' }).lint(memoryUri('a.shots.md'));
}

const integers = Object.fromEntries(names('count_').map((name) => [name, { type: 'integer' }]));

describe(`a call with ${COUNT} arguments`, () => {
  it('has a finding for each unknown name, with the most similar name', async () => {
    const call = names('caunt_').map((name) => `${name} = 1`);
    const { diagnostics } = await lint({ properties: integers, additionalProperties: false }, call.join(', '));
    const unknown = diagnostics.filter(({ rule }) => rule === 'unknown-parameter');
    expect(unknown).toHaveLength(COUNT);
    expect(unknown[0]?.message).toContain('Did you mean `count_0`?');
    expect(unknown.at(-1)?.range.start.character).toBeGreaterThan(unknown[0]?.range.start.character ?? 0);
  });

  it('has a finding for each unknown key of an object', async () => {
    const keys = names('k').map((name) => `"${name}": 1`);
    const nested = { o: { type: 'object', properties: { x: {} }, additionalProperties: false } };
    const { diagnostics } = await lint({ properties: nested }, `o = {${keys.join(', ')}}`);
    expect(diagnostics.filter(({ rule }) => rule === 'unknown-parameter')).toHaveLength(COUNT);
  });

  it('gets all names at once where they are given by position', async () => {
    const { diagnostics } = await lint(
      { properties: integers },
      names('')
        .map(() => '1')
        .join(', '),
    );
    const positional = diagnostics.filter(({ rule }) => rule === 'positional-argument');
    expect(positional).toHaveLength(COUNT);
    expect(Object.values(positional[0]?.repairs[0]?.changes ?? {})[0]).toHaveLength(COUNT);
  });

  it('is reported once for values of which some are open and others are wrong', async () => {
    const call = names('count_').map((name, index) => `${name} = ${index % 2 === 0 ? '{value}' : '"x"'}`);
    const { diagnostics } = await lint({ properties: integers }, call.join(', '));
    const wrong = diagnostics.filter(({ rule }) => rule === 'parameter-type');
    expect(wrong.length).toBeGreaterThan(0);
    expect(new Set(wrong.map(({ range }) => range.start.character)).size).toBe(wrong.length);
  });
});
