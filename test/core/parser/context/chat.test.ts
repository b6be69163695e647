import { describe, expect, it } from 'vitest';
import { parseShots } from '../../../../src/core/index.ts';
import { documentOf, documentOutline, treeOutline } from '../outline.ts';

const trees: readonly (readonly [string, string, string])[] = [
  [
    'turns without blank lines are one shot',
    'User: The lamp is dark.\nAssistant: Which lamp?\nUser: L-7\nAssistant: Search(q = "dark, L-7")\nTool: change the bulb\nAssistant: Please change the bulb.',
    'user(The lamp is dark.) assistant(Which lamp?) userTurn(L-7) assistant(Search(q = "dark, L-7")) observation(change the bulb) assistant(Please change the bulb.)',
  ],
  [
    'the larger of two gaps before a user begins a shot',
    '用户：灯不亮\n客服：哪盏灯？\n用户：L7\n客服：请换灯泡。\n\n用户：我要换货\n客服：请提供单号。',
    'user(灯不亮) assistant(哪盏灯？) userTurn(L7) assistant(请换灯泡。) user(我要换货) assistant(请提供单号。)',
  ],
  [
    'a heading begins a shot',
    '## Example 1\nUser: a\nAssistant: b\nUser: c\nAssistant: d\n## Example 2\nUser: e\nAssistant: f',
    '#Example 1* user(a) assistant(b) userTurn(c) assistant(d) #Example 2* user(e) assistant(f)',
  ],
  [
    'a line of its own with a number is a heading',
    'Example 1:\nUser: a\nAssistant: b\n\n示例 2\nUser: c\nAssistant: d',
    '#Example 1:* user(a) assistant(b) #示例 2* user(c) assistant(d)',
  ],
  [
    'dashes begin a shot',
    'Human: a\n\nAI: b\n\n---\n\nHuman: c\n\nAI: d',
    'user(a) assistant(b) --shots user(c) assistant(d)',
  ],
  [
    'labels of ReAct make no chat',
    'User: A-7?\nThought: look\nAction: Find(id="A-7")\nObservation: Nice\nAssistant: In Nice.\nUser: B-2?\nThought: look\nAction: Find(id="B-2")\nObservation: Bonn\nAssistant: In Bonn.',
    'user(A-7?) think(look) action(Find(id="A-7")) observation(Nice) answer(In Nice.) user(B-2?) think(look) action(Find(id="B-2")) observation(Bonn) answer(In Bonn.)',
  ],
  [
    'steps within a reply are text',
    '用户：怎么换灯泡？\n客服：很简单。\n步骤 1：断电\n步骤 2：换灯泡\n用户：谢谢',
    'user(怎么换灯泡？) assistant(很简单。|步骤 1：断电|步骤 2：换灯泡) userTurn(谢谢)',
  ],
  [
    'system text before the first turn',
    '系统：你是客服。\n\n用户：灯不亮\n客服：请换灯泡。\n\n---\n\n用户：{{query}}\n客服：',
    'system(你是客服。) user(灯不亮) assistant(请换灯泡。) --shots user({{query}}) assistant()',
  ],
  [
    'system text elsewhere is content',
    'User: a\nAssistant: b\nSystem: c\nUser: d\nAssistant: e',
    'user(a) assistant(b|System: c) userTurn(d) assistant(e)',
  ],
  [
    'other words of the user are content',
    '用户：灯不亮\n客服：常见回复如下。\n问题：灯坏了\n用户：谢谢',
    'user(灯不亮) assistant(常见回复如下。|问题：灯坏了) userTurn(谢谢)',
  ],
  [
    'a label behind a backslash, or in a fence, is content',
    'User: a\nAssistant: so:\n```\nUser: x\n```\n\\User: y\nUser: c\nAssistant: d',
    'user(a) assistant(so:|```|User: x|```|User: y) userTurn(c) assistant(d)',
  ],
  [
    'labels of tools',
    'User: a\nAssistant: I look.\nTool Call: f\nTool Input: {"q": 1}\nTool Output: b\nAssistant: c',
    'user(a) assistant(I look.) action(f) actionInput({"q": 1}) observation(b) assistant(c)',
  ],
  [
    'a declared chat',
    '---\nstyle: chat\n---\nUser: a\nAnswer: b\nUser: c\nAnswer: d',
    'yaml user(a) assistant(b) userTurn(c) assistant(d)',
  ],
  [
    'tags of examples divide shots, and what is outside of them is no turn',
    'Be brief.\n<example>\nuser: a\nassistant: b\n</example>\nMind the gap.\n<example>\nuser: c\nassistant: d\n</example>\nThe end.',
    'preamble(Be brief.) ``` user(a) assistant(b) ``` preamble(Mind the gap.) ``` user(c) assistant(d) ``` preamble(The end.)',
  ],
  [
    'a tag of an example in a code fence is text',
    'User: a\nAssistant: so:\n```\n<example>\n```\nUser: c\nAssistant: d',
    'user(a) assistant(so:|```|<example>|```) userTurn(c) assistant(d)',
  ],
  [
    'thoughts in tags and observations belong to a chat without actions',
    'Task: a\n\nAssistant:\n<thought>look</thought>\n<execute>f()</execute>\n\nObservation:\n5\n\nAssistant:\nFive.',
    'user(a) assistant(<thought>look</thought>|<execute>f()</execute>) observation(5) assistant(Five.)',
  ],
  [
    'user and answer without a speaker are no chat',
    'User: a\nAnswer: b\nUser: c\nAnswer: d',
    'user(a) answer(b) user(c) answer(d)',
  ],
];

describe('a chat', () => {
  it.each(trees)('%s', (_name, text, outline) => {
    expect(treeOutline(parseShots(text))).toBe(outline);
  });

  it('has rounds of an assistant and what answers it, and a last turn that is the answer', () => {
    const text = 'User: a\nAssistant: which?\nUser: L7\nAssistant: Find(id = "L7")\nTool: x\nAssistant: done';
    expect(documentOutline(documentOf(text))).toBe(
      'shot[user; round(assistant userTurn); round(assistant{Find} observation); answer]',
    );
  });

  it('has calls in turns of the assistant only', () => {
    const call = '<tool_call>{"name":"f","arguments":{}}</tool_call>';
    const document = documentOf(`System: ${call}\nUser: what is ${call}?\nAssistant: ${call}\nTool: saw ${call}`);
    expect(document.callOccurrences.map(({ block }) => block.role)).toEqual(['assistant']);
  });

  it('may end with a slot', () => {
    expect(documentOutline(documentOf('User: a\nAssistant: b\n\nUser: {input}\nAssistant:'))).toBe(
      'shot[user; answer] slot',
    );
  });

  it.each([
    ['User: a\n\nAssistant: b\n\nUser: c\n\nAssistant: d', 1],
    ['User: a\nAssistant: b\nUser: c\nAssistant: d', 0],
    ['User: a\n\nAssistant: b\n\n---\n\nUser: c\n\nAssistant: d', 0],
    ['User: a\nAssistant: b\n\nUser: c\nAssistant: d', 0],
    ['User: a\n\nAssistant: b', 0],
  ])('says where it is doubtful whether a shot ends: %j', (text, count) => {
    expect(parseShots(text).problems.filter(({ rule }) => rule === 'shot-boundary')).toHaveLength(count);
  });
});
