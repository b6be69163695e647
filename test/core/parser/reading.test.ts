import { describe, expect, it } from 'vitest';
import { type KnownTools, parseShots, projectDocument } from '../../../src/core/index.ts';

const tools: KnownTools = { isTool: () => false };

function rolesOf(text: string) {
  return parseShots(text).nodes.flatMap((node) => (node.kind === 'block' ? [node.role] : []));
}

describe('a closed fence', () => {
  it.each(['json', 'py', 'xml', 'prompt'])('of %s hides the labels in it', (info) => {
    const fence = `\`\`\`${info}\nThought: a\nAction: b\nObservation: c\n\`\`\``;
    const tree = parseShots(`User: show me\nThought: here\nAction: say\n${fence}\nObservation: fine`);
    expect(tree.problems).toEqual([]);
    expect(rolesOf(tree.text)).toEqual(['user', 'think', 'action', 'observation']);
  });

  it('outside any block is not read', () => {
    const text = '```python\nThought: a\nAction: b\n```\n\nUser: q\nThought: t\nAction: f\nObservation: o';
    expect(parseShots(text).problems).toEqual([]);
    expect(rolesOf(text)).toEqual(['user', 'think', 'action', 'observation']);
  });

  it('differs from a fence that is never closed', () => {
    const text =
      'User: q\nThought: t\nAction: f\nAction Input: ```json\n{"a": 1}\nObservation: o\nThought: t\nAnswer: a';
    expect(parseShots(text).problems.map(({ rule }) => rule)).toEqual(['unclosed-fence']);
    expect(rolesOf(text)).toEqual(['user', 'think', 'action', 'actionInput', 'observation', 'think', 'answer']);
  });
});

describe('another word for a thought', () => {
  const first = 'Question: cold?\nThought: look\nAction: f\nObservation: 5\nAnswer: 5\n\n';

  it('is a label directly under a request', () => {
    const roles = rolesOf(`${first}Question: hot?\nReflection: look again\nAction: g\nObservation: 25\nAnswer: 25`);
    expect(roles.slice(5)).toEqual(['user', 'think', 'action', 'observation', 'answer']);
  });

  it('is a label after a blank line where the answer follows', () => {
    const second = 'Question: hot?\nThought: look\nAction: g\nObservation: 25\n\nThink: that is hot\n\nAnswer: 25';
    expect(rolesOf(first + second).slice(9)).toEqual(['think', 'answer']);
    const inline = second.replace('\n\nThink', '\nThink');
    expect(rolesOf(first + inline).slice(9)).toEqual(['answer']);
  });

  it('is text where nothing confirms it', () => {
    expect(rolesOf(`${first}Question: hot?\nReflection: in the glass\nAnswer: 25`).slice(5)).toEqual([
      'user',
      'answer',
    ]);
  });
});

describe('labels that tools give', () => {
  it.each([
    ['Tool Call: f\nTool Input: {}\nTool Output: a', ['action', 'actionInput', 'observation']],
    ['工具调用：f\n工具输入：{}\n工具结果：a', ['action', 'actionInput', 'observation']],
    ['调用工具：f(a = 1)\n工具结果：a', ['action', 'observation']],
    ['Tool Call: f(a = 1)\nTool Result: a', ['action', 'observation']],
  ])('%j', (text, expected) => {
    expect(rolesOf(`User: a\n${text}`)).toEqual(['user', ...expected]);
  });
});

describe('an action with another word than those before it', () => {
  const first = 'Question: a\nThought: b\nTool Call: f(a = 1)\nTool Result: c\nThought: d\n';

  it.each([
    ['Action: Tell the customer.', ['action']],
    ['Action: g(b = 2)\nObservation: e\nThought: f\nAction: h()', ['action', 'observation', 'think', 'action']],
    ['Action: Tell them.\nFinal Answer: e', ['action', 'answer']],
  ])('is the action of a thought that has no other: %j', (text, expected) => {
    expect(rolesOf(first + text).slice(5)).toEqual(expected);
  });

  it('is text of the thought where the action follows', () => {
    expect(rolesOf(`${first}Action: is what I need.\nTool Call: g(b = 2)`).slice(5)).toEqual(['action']);
  });
});

describe('the tags of calls', () => {
  it.each(['tool_call', 'tool_result', 'ToolOutput'])('<%s> is no label', (tag) => {
    expect(rolesOf(`User: a\nThought: b\n<${tag}>\nc\n</${tag}>`)).toEqual(['user', 'think']);
  });
});

describe('an open slot', () => {
  it.each(['{input}\n{history}', '{{question}} {{scratchpad}}', '{input}'])('may hold %j', (slot) => {
    const document = projectDocument(
      parseShots(`Question: a?\nThought: b\nAction: c\nObservation: d\nAnswer: e\n\nQuestion: ${slot}\nThought:`),
      tools,
    );
    expect([document.shots.length, document.openSlots.length]).toEqual([1, 1]);
  });
});
