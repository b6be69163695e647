import { describe, expect, it } from 'vitest';
import { type Language, renderMessage } from '../../src/core/index.ts';
import { readConnections } from '../../src/extension/generation/connectionEntries.ts';

const good = { name: 'near', baseUrl: 'http://127.0.0.1:11434/v1' };

function read(value: unknown, language: Language = 'en') {
  const { connections, problems } = readConnections(value);
  return { connections, problems: problems.map((problem) => renderMessage(problem, language)) };
}

describe('the setting of connections', () => {
  it.each([
    ['nothing', undefined],
    ['an empty list', []],
    ['a good entry', [good]],
    ['every field', [{ ...good, provider: 'ollama', model: 'm', headers: { a: 'b' }, proxy: '', timeoutSeconds: 3 }]],
  ])('says nothing about %s', (_, value) => {
    expect(read(value)).toEqual({ connections: value ?? [], problems: [] });
  });

  it.each([
    ['no list', { near: good }, 'has to be a list'],
    ['no object', ['near'], 'entry 1 of sopShots.connections is no object'],
    ['no name', [{ baseUrl: good.baseUrl }], 'entry 1 of sopShots.connections has no "name"'],
    ['no address', [{ name: 'x' }], '"x" in sopShots.connections is left out: it has no "baseUrl"'],
    ['a bad address', [{ name: 'x', baseUrl: 'localhost:1234' }], '"x" in sopShots.connections is left out'],
    ['an address with a password', [{ name: 'x', baseUrl: 'https://a:b@c.example' }], 'is left out'],
  ])('tells %s', (_, value, problem) => {
    const told = read(value);
    expect(told.connections).toEqual([]);
    expect(told.problems.join('\n')).toMatch(/^wrong-connection: /);
    expect(told.problems.join('\n')).toContain(problem);
    expect(read(value, 'zh-CN').problems.join()).toMatch(/^wrong-connection：.*\p{Script=Han}/u);
  });

  it('keeps the entries that are good', () => {
    const told = read([null, good, { name: 'near', baseUrl: 'http://elsewhere' }, { ...good, name: 'second' }]);
    expect(told.connections.map(({ name }) => name)).toEqual(['near', 'second']);
    expect(told.problems).toHaveLength(2);
    expect(told.problems[1]).toContain('"near" twice; the second, entry 3');
  });

  it.each([
    ['provider', 'nobody'],
    ['model', 3],
    ['headers', { a: 1 }],
    ['timeoutSeconds', 0],
    ['speed', 'fast'],
  ])('passes over a field that cannot be used: %s', (field, value) => {
    const told = read([{ ...good, [field]: value }]);
    expect(told.connections).toEqual([good]);
    expect(told.problems).toEqual([expect.stringContaining(`"${field}" of "near"`)]);
  });

  it('says where a key belongs, and does not repeat it', () => {
    const told = read([{ ...good, apiKey: 'sk-123' }]);
    expect(told.problems.join()).toContain('Set API Key');
    expect(JSON.stringify(told)).not.toContain('sk-123');
  });
});
