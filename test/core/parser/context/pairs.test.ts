import { describe, expect, it } from 'vitest';
import { parseShots } from '../../../../src/core/index.ts';
import { treeOutline } from '../outline.ts';

describe('words that depend on the labels around them', () => {
  it.each([
    [
      'Q: Which is taller?\nA: Bonn\nB: Nice\n\nQ: Which is older?\nA: Nice',
      'user(Which is taller?) answer(Bonn|B: Nice) user(Which is older?) answer(Nice)',
    ],
    ['Input: 2 + 2\nOutput: 4\n\nInput: 3 + 3\nOutput: 6', 'user(2 + 2) answer(4) user(3 + 3) answer(6)'],
    [
      'Input: 4 4 6\nSteps:\n4 + 4\nAnswer: 8\nInput: 1 2\nAnswer: 3',
      'user(4 4 6|Steps:|4 + 4) answer(8) user(1 2) answer(3)',
    ],
    ['Q: only one\nA: pair', 'preamble(Q: only one|A: pair)'],
    [
      'User: a\nThought: b\nAction: f\nInput: {"q": 1}\nObservation: c',
      'user(a) think(b) action(f) actionInput({"q": 1}) observation(c)',
    ],
    [
      'Goal: a\nThought: b\nAction: c\nObservation: d\n\nGoal: e\nThought: g\nAction: h',
      'user(a) think(b) action(c) observation(d) user(e) think(g) action(h)',
    ],
    ['需求：a\n思考：b\n行动：c\n观察：d', 'user(a) think(b) action(c) observation(d)'],
    ['User: a\nThought: b\nAction: c\nObservation: d\nQuery: e', 'user(a) think(b) action(c) observation(d|Query: e)'],
    [
      'User: a\nThought: b\nAction: c\nObservation: found\nQuery: e\nThought: g\nAction: h',
      'user(a) think(b) action(c) observation(found|Query: e) think(g) action(h)',
    ],
  ])('%j', (text, outline) => {
    expect(treeOutline(parseShots(text))).toBe(outline);
  });
});

describe('the label of a tool', () => {
  it.each([
    [
      '用户：a\n思考：b\n工具：Find(id = "A-1")\n观察：c\n回答：d',
      ['user', 'think', 'action', 'observation', 'answer'],
    ],
    ['用户：a\n思考：b\n工具：查询空闲时间\n观察：c', ['user', 'think', 'action', 'observation']],
    ['User: a\nTool: {"state": "sent"}\nAssistant: b', ['user', 'observation', 'assistant']],
    [
      'User: a\nAssistant: b\nTool: find_order(id = "A-1")\nTool: sent\nAssistant: c',
      ['user', 'assistant', 'action', 'observation', 'assistant'],
    ],
    [
      'User: a\nAssistant: b\nTool: find_order\nTool Input: {"id": "A-1"}\nTool: sent',
      ['user', 'assistant', 'action', 'actionInput', 'observation'],
    ],
    [
      'User: a\nAssistant: b\nFunction: {"name": "find", "arguments": {}}\nFunction: sent',
      ['user', 'assistant', 'action', 'observation'],
    ],
    [
      'User: a\nThought: b\nAction: f(a = 1)\nTool: c\nThought: d\nAction: e',
      ['user', 'think', 'action', 'observation', 'think', 'action'],
    ],
    ['User: a\nThought: b\nTool: my words\nAction: e', ['user', 'think', 'action']],
  ])('%j', (text, roles) => {
    expect(parseShots(text).nodes.flatMap((node) => (node.kind === 'block' ? [node.role] : []))).toEqual(roles);
  });
});
