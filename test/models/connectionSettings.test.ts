import { describe, expect, it } from 'vitest';
import { type Language, renderMessage } from '../../src/core/index.ts';
import { readConnections } from '../../src/models/connectionSettings.ts';

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
    ['no list', { near: good }, 'must be a list'],
    ['no object', ['near'], 'Entry 1 of sopShots.connections is not an object'],
    ['no name', [{ baseUrl: good.baseUrl }], 'Entry 1 of sopShots.connections has no "name"'],
    ['no address', [{ name: 'x' }], '"x" in sopShots.connections is ignored: it has no "baseUrl"'],
    ['a bad address', [{ name: 'x', baseUrl: 'localhost:1234' }], '"x" in sopShots.connections is ignored'],
    ['an address with a password', [{ name: 'x', baseUrl: 'https://a:b@c.example' }], 'is ignored'],
  ])('tells %s', (_, value, problem) => {
    const result = read(value);
    expect(result.connections).toEqual([]);
    expect(result.problems.join('\n')).toMatch(/ \[wrong-connection\]$/);
    expect(result.problems.join('\n')).toContain(problem);
    expect(read(value, 'zh-CN').problems.join()).toMatch(/^[^[]*\p{Script=Han}.* \[wrong-connection\]$/u);
  });

  it('keeps the entries that are good', () => {
    const result = read([null, good, { name: 'near', baseUrl: 'http://elsewhere' }, { ...good, name: 'second' }]);
    expect(result.connections.map(({ name }) => name)).toEqual(['near', 'second']);
    expect(result.problems).toHaveLength(2);
    expect(result.problems[1]).toContain('"near" twice; the second, entry 3');
  });

  it.each([
    ['provider', 'nobody'],
    ['model', 3],
    ['headers', { a: 1 }],
    ['timeoutSeconds', 0],
    ['speed', 'fast'],
  ])('skips a field that cannot be used: %s', (field, value) => {
    const result = read([{ ...good, [field]: value }]);
    expect(result.connections).toEqual([good]);
    expect(result.problems).toEqual([expect.stringContaining(`"${field}" of "near"`)]);
  });

  it('says where a key belongs, and does not repeat it', () => {
    const result = read([{ ...good, apiKey: 'sk-123' }]);
    expect(result.problems.join()).toContain('Set API Key');
    expect(JSON.stringify(result)).not.toContain('sk-123');
  });
});
