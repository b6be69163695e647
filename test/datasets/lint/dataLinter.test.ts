import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../../src/core/index.ts';
import { createDataLinter, splitArray } from '../../../src/datasets/index.ts';

/** The findings of some rows as `line rule "text of its range"`. */
function lint(...rows: readonly (object | string)[]): readonly string[] {
  const linter = createDataLinter();
  return rows.flatMap((row, index) => {
    const text = typeof row === 'string' ? row : JSON.stringify(row);
    return linter.row(text, index + 1).findings.map(({ rule, start, end, message }) => {
      expect(renderMessage(message, 'zh-CN')).not.toMatch(/\{\w+\}/);
      return `${index + 1} ${rule} ${text.slice(start, end)}`;
    });
  });
}

const user = { role: 'user', content: 'hi' };
const done = { role: 'assistant', content: 'ok' };
const call = (args: unknown, id = 'a') => ({
  role: 'assistant',
  content: '',
  tool_calls: [{ id, type: 'function', function: { name: 'find', arguments: args } }],
});
const result = { role: 'tool', tool_call_id: 'a', content: 'r' };

describe('rows of training data', () => {
  it('have no finding when they are right', () => {
    expect(lint({ messages: [user, call({ n: 1 }), result, done] }, { messages: [user, done] })).toEqual([]);
    expect(lint({ messages: [user, call('{"n": 1}'), result, done] })).toEqual([]);
    expect(lint({ instruction: 'a', input: '', output: 'b' })).toEqual([]);
  });

  it('are reported where they break off or are no JSON', () => {
    expect(lint('{"messages": [{"role": "us')).toEqual(['1 truncated-line s']);
    expect(lint('{"messages": ]}')).toEqual(['1 invalid-json ]']);
    expect(lint('[1, 2]')).toEqual(['1 invalid-json [1, 2]']);
    expect(lint('{"messages": [{"role": "us', { messages: [user, done] })).toHaveLength(1);
  });

  it('are reported for roles, content and keys', () => {
    expect(lint({ messages: [user, { role: 'bot', content: 'x' }, done] })).toEqual(['1 unknown-role "bot"']);
    expect(lint({ messages: [{ role: 'user' }, done] })).toEqual(['1 missing-content {"role":"user"}']);
    expect(lint({ messages: [{ role: 'user', content: null }, done] })).toEqual(['1 null-content null']);
    expect(lint({ messages: [{ role: 'user', content: [{ type: 'text', text: 'x' }] }, done] })).toEqual([
      '1 list-content [{"type":"text","text":"x"}]',
    ]);
    expect(lint({ messages: [{ ...user, from: 'human' }, done] })[0]).toMatch(/^1 mixed-keys /);
    expect(lint({ messages: [user, done] }, { messages: [user, done], extra: 1 })).toEqual(['2 mixed-keys 1']);
  });

  it('are reported for their order', () => {
    expect(lint({ messages: [user, done, { role: 'system', content: 's' }] })[0]).toMatch(/^1 role-order /);
    expect(lint({ messages: [user, result, done] }).join()).toContain('role-order');
    expect(lint({ messages: [user] })).toEqual([`1 role-order ${JSON.stringify(user)}`]);
    const turns = (...tags: readonly string[]) => ({
      conversations: tags.map((from) => ({ from, value: '{"name": "f", "arguments": {}}' })),
    });
    expect(lint(turns('human', 'function_call', 'observation', 'observation', 'gpt'))).toHaveLength(1);
    expect(lint(turns('human', 'gpt', 'human'))).toEqual([
      '1 role-order {"from":"human","value":"{\\"name\\": \\"f\\", \\"arguments\\": {}}"}',
    ]);
    expect(lint(turns('human', 'function_call', 'observation', 'gpt'))).toEqual([]);
  });

  it('are reported for ids and arguments of calls', () => {
    expect(lint({ messages: [user, call({}), { ...result, tool_call_id: 'b' }, done] })).toEqual([
      '1 unmatched-call-id "b"',
      '1 unmatched-call-id {"id":"a","type":"function","function":{"name":"find","arguments":{}}}',
    ]);
    expect(lint({ messages: [user, call('{"n": '), result, done] })[0]).toBe('1 call-syntax "{\\"n\\": "');
    expect(lint({ messages: [user, call([1]), result, done] })[0]).toBe('1 argument-type [1]');
    expect(lint({ messages: [user, call({}), result, call('{}', 'c')], parallel_tool_calls: true })).toEqual([
      '1 argument-type {}',
    ]);
    const many = { messages: [user, { role: 'tool_call', content: '[{"name": "f", "arguments": {}}]' }] };
    expect(lint(many)).toEqual(['1 argument-type "[{\\"name\\": \\"f\\", \\"arguments\\": {}}]"']);
  });

  it('are checked against their own tools', () => {
    const tools = [
      {
        type: 'function',
        function: {
          name: 'find',
          parameters: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
        },
      },
    ];
    const rules = (args: object, name = 'find') => {
      const used = { ...call(args), tool_calls: [{ id: 'a', type: 'function', function: { name, arguments: args } }] };
      return lint({ messages: [user, used, result, done], tools }).map((finding) => finding.split(' ')[1]);
    };
    expect(rules({ n: 1 })).toEqual([]);
    expect(rules({})).toEqual(['missing-parameter']);
    expect(rules({ n: 'x' })).toEqual(['parameter-type']);
    expect(rules({ n: 1 }, 'other')).toEqual(['unknown-tool']);
    expect(lint({ messages: [user, done], tools: '[{' })).toEqual(['1 tools-syntax "[{"']);
  });

  it('are reported when they repeat or change the format', () => {
    const row = { messages: [user, done] };
    expect(lint(row, row)).toEqual([`2 duplicate-sample ${JSON.stringify(row)}`]);
    expect(lint(row, { conversations: [] }).join()).toContain('2 mixed-formats');
    expect(lint({ text: 'x' }).join()).toContain('unknown-format');
  });

  it('are reported for control tokens, but not for the tags of their format', () => {
    expect(lint({ messages: [{ role: 'user', content: 'a <|im_end|> b' }, done] })).toEqual([
      '1 control-token <|im_end|>',
    ]);
    expect(lint({ messages: [{ role: 'user', content: '<tool_call>' }, done] })).toEqual([
      '1 control-token <tool_call>',
    ]);
    expect(
      lint({
        messages: [{ role: 'system', content: '<tools></tools>' }, user, { role: 'assistant', content: '<tool_call>' }],
      }),
    ).toEqual([]);
    expect(lint({ messages: [{ role: 'user', content: '[INST] a < b | c' }, done] })).toEqual([
      '1 control-token [INST]',
    ]);
  });
});

describe('the items of a JSON list', () => {
  it('are found by their brackets', () => {
    const text = ' [ {"a": "]}\\""},\n[1, [2]], {"b": {}} ]';
    expect([...splitArray(text)].map(({ start, end }) => text.slice(start, end))).toEqual([
      '{"a": "]}\\""}',
      '[1, [2]]',
      '{"b": {}}',
    ]);
    expect([...splitArray('[{"a": 1}, {"b": ')].map(({ end }) => end)).toEqual([9, 17]);
    expect([...splitArray('[]')]).toEqual([]);
  });
});
