import { describe, expect, test } from 'vitest';
import { DEFAULT_PROJECT, parseProject, type RuleSchemaSource, renderMessage } from '../../../src/core/index.ts';

const RULES: readonly RuleSchemaSource[] = [
  { id: 'missing-think', summary: { en: 'a', 'zh-CN': '甲' }, options: {} },
  {
    id: 'token-budget',
    summary: { en: 'b', 'zh-CN': '乙' },
    options: { limit: { summary: { en: 'c', 'zh-CN': '丙' }, schema: { type: 'integer', minimum: 1 } } },
  },
];

const read = (text: string, uri = 'file:///w/sop-shots.yaml') => parseProject(uri, text, RULES);

const problems = (text: string, language: 'en' | 'zh-CN' = 'en', uri?: string): readonly string[] =>
  read(text, uri).problems.map(
    ({ start, end, message }) => `«${text.slice(start, end)}» ${renderMessage(message, language)}`,
  );

describe('a project file', () => {
  test('is read whole', () => {
    const project = read(`
tools: [a.tools.json, {file: api.yaml, include: [tag:工单, /orders/**], exclude: cancel}]
sop: ./repair.sop.md
labels: {think: [思路], answer: 客服}
finish: Done
openapi: {in: [header], ignoreParameters: [sign]}
names: {GET /orders: 查询订单}
style: {labels: zh-CN, colon: ：, bold: word, roundSeparator: blank, shots: react}
rules:
  missing-think: off
  token-budget: {severity: warning, limit: 500}
generation: {model: m, temperature: 0.2, samples: 3}
privacy: {send: local, mask: strict}
export: {target: llamafactory}
`);
    expect(project.problems).toEqual([]);
    expect(project.tools.map(({ path, include, exclude }) => [path, include, exclude])).toEqual([
      ['a.tools.json', [], []],
      ['api.yaml', ['tag:工单', '/orders/**'], ['cancel']],
    ]);
    expect(project.sop.map(({ path }) => path)).toEqual(['./repair.sop.md']);
    expect(project.labels).toEqual({ think: ['思路'], answer: ['客服'] });
    expect(project.finish).toEqual(['Done']);
    expect(project.openapi).toEqual({ in: ['header'], ignoreParameters: ['sign'] });
    expect(project.names).toEqual({ 'GET /orders': '查询订单' });
    expect(project.style).toEqual({
      labels: 'zh-CN',
      colon: '：',
      bold: 'word',
      roundSeparator: 'blank',
      shots: 'react',
    });
    expect(project.rules).toEqual({
      'missing-think': { severity: 'off', options: {} },
      'token-budget': { severity: 'warning', options: { limit: 500 } },
    });
    expect([project.generation, project.privacy, project.export]).toEqual([
      { model: 'm', temperature: 0.2, samples: 3 },
      { send: 'local', mask: 'strict' },
      { target: 'llamafactory' },
    ]);
  });

  test.each(['', '# nothing yet\n', '{}', 'tools:\n'])('%j is all default', (text) => {
    const { uri, ...rest } = read(text);
    const { uri: none, ...defaults } = DEFAULT_PROJECT;
    expect([uri, none]).toEqual(['file:///w/sop-shots.yaml', undefined]);
    if (!text.includes('tools')) expect(rest).toEqual(defaults);
    else expect(rest.tools).toEqual([]);
  });

  test('may be JSON', () => {
    const text = '{"$schema": "./x.json", "rules": {"missing-think": "error"}}';
    expect(problems(text, 'en', 'file:///w/sop-shots.json')).toEqual([]);
    expect(read(text, 'file:///w/sop-shots.json').rules['missing-think']?.severity).toBe('error');
  });
});

describe('problems have exact ranges', () => {
  test.each([
    ['tool: a.json', ['«tool» Unknown key `tool` in the project file. Did you mean `tools`?']],
    ['wibble: 1', ['«wibble» Unknown key `wibble` in the project file.']],
    [
      'rules: {missing-thnk: off}',
      ['«missing-thnk» Unknown key `missing-thnk` in `rules`. Did you mean `missing-think`?'],
    ],
    [
      'rules: {missing-think: loud}',
      ['«loud» `missing-think` must be one of "off", "hint", "info", "warning", "error", but it is the string "loud".'],
    ],
    [
      'rules: {token-budget: {limit: many}}',
      ['«many» `limit` must be an integer from 1 up, but it is the string "many".'],
    ],
    ['rules: {token-budget: {limt: 3}}', ['«limt» Unknown key `limt` in `token-budget`. Did you mean `limit`?']],
    ['tools: 3', ['«3» `tools` must be a string or an object or a list, but it is the number 3.']],
    ['tools: [{include: [a]}]', ['«{include: [a]}» Missing key `file`.']],
    ['style: {colon: ";"}', ['«";"» `colon` must be one of "keep", ":", "：", but it is the string ";".']],
    [
      'generation: {apiKey: sk-1}',
      [
        '«apiKey» Do not store an API key in the project file. Use *Set API Key* in the editor or an environment variable.',
      ],
    ],
    ['generation: {temperature: 3}', ['«3» `temperature` must be a number from 0 to 2, but it is the number 3.']],
    [
      'privacy: {send: always}',
      ['«always» `send` must be one of "ask", "local", "never", but it is the string "always".'],
    ],
    ['- a', ['«- a» Expected keys such as `tools:` and `rules:` in the project file.']],
    ['a: [1', ['«» Invalid YAML: wrong indentation.', '«a» Unknown key `a` in the project file.']],
  ])('%s', (text, expected) => {
    const found = problems(text);
    if (text === 'a: [1') expect(found.at(-1)).toBe(expected[1]);
    else expect(found).toEqual(expected);
  });

  test('in Chinese as well', () => {
    expect(problems('tool: a\nrules: {missing-think: 3}', 'zh-CN')).toEqual([
      '«tool» 项目文件中有未知的键 `tool`。你是否想写 `tools`？',
      '«3» `missing-think` 应为字符串或对象，而此处是数字 3。',
    ]);
  });

  test('and its default is used instead', () => {
    const project = read('style: {colon: ";", bold: 3}\nrules: {missing-think: loud}\ntools: [3, a.json]\nopenapi: no');
    expect(project.style).toEqual(DEFAULT_PROJECT.style);
    expect(project.rules['missing-think']?.severity).toBeUndefined();
    expect(project.tools.map(({ path }) => path)).toEqual(['a.json']);
    expect(project.openapi).toEqual(DEFAULT_PROJECT.openapi);
  });
});
