import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../../../src/core/index.ts';
import { memoryHost, memoryUri } from '../../support/memoryHost.ts';

/** The findings of a text, hints left out, as `line severity rule`. */
async function findings(text: string): Promise<readonly string[]> {
  const service = createLanguageService(memoryHost({ 'a.shots.md': text }), { language: 'en' });
  const { diagnostics } = await service.lint(memoryUri('a.shots.md'));
  return diagnostics
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .map(({ range, severity, rule }) => `${range.start.line + 1} ${severity} ${rule}`);
}

describe('prompts as people write them', () => {
  it.each([
    [
      'a word of instructions that is a label elsewhere',
      'You repair lamps.\n\nReasoning: high\n\n# Tools\n\nUse them.',
    ],
    [
      'parameters that are labels elsewhere',
      '## ask_user\nParameters:\n- question: (required) what to ask\n- result: (optional) what is known\nUsage:\n<ask_user>\n<question>Which lamp?</question>\n</ask_user>\n',
    ],
    [
      'plans that name their evidence',
      'Question: Is it dark?\nPlan: Look at the lamp.\n#E1 = Search[lamp]\nPlan: Look at the switch.\n\n#E2 = Search[switch of #E1]\n\nQuestion: Is it bright?\nPlan: Look.\n#E1 = Search[lamp]\n',
    ],
    [
      'code between tags',
      'Task: add 2 and 2\n\nAssistant:\n<thought>add</thought>\n<execute>print(2 + 2)</execute>\n\nObservation:\n4\n\nAssistant: It is 4.\n',
    ],
    [
      'instructions between tokens',
      '<|start|>system<|message|>You repair lamps.\n\nReasoning: high<|end|><|start|>developer<|message|># Tools<|end|><|start|>user<|message|>dark<|end|>',
    ],
    [
      'the description of a format',
      'Use this format:\n\nQuestion: the input question you must answer\nThought: think\nAction: one of [f]\nAction Input: the input\nObservation: the result\nThought: done\nFinal Answer: the answer\n\nBegin!\n\nQuestion: {input}\nThought:',
    ],
    [
      'a description of the format in a fence',
      'Use this format:\n\n```\nThought: Do I need to use a tool? Yes\nAction: the action to take\nAction Input: the input\nObservation: the result\n```\n',
    ],
    [
      'a part of a shot in a fence',
      'Question: a\nThought: b\nFinal Answer: c\n\nIt says:\n\n```\nThought: d\nAction: f\n```\n',
    ],
    ['a plan of calls', 'Question: a\n1. f("b")\n2. f("$1")\nThought: c\n3. join()<END_OF_PLAN>\n###\n'],
    ['a text game', 'A hall.\n> think: go\nOK.\n\n> think: go on\nOK.\n\n> go on\nA door.\n\n> open it\nA room.\n'],
    ['a trial that failed', 'A hall.\n> go on\nA door.\n> open it\nLocked.\n\nSTATUS: FAIL\nNew plan: key.\n'],
    ['an answer in the place of arguments', 'Task: a\n\nAction:\n{"name": "final_answer", "arguments": "b"}\n'],
    [
      'lists in fences',
      '```\nQ: a\nA: b\n\nQ: c\nA: d\n\nQ: e\nA:\n```\n\nAnd:\n\n```\nQ: f\nA: g\n\nQ: h\nA: i\n```\n',
    ],
    ['the last question of a list', 'Q: a\nA: b\n\nQ: c\nA: d\n\nQ: e\nA:'],
    [
      'code of an agent',
      'User: a\nAssistant:\n<execute>\nprint(f"{x}")\nfind(name = x, list = [y for y in z])\n</execute>\n\nObservation:\nb\n\nAssistant: c\n',
    ],
    ['examples in tags', 'Be brief.\n<example>\nuser: 2 + 2\nassistant: 4\n</example>\n\nAnd be kind.\n'],
  ])('%s have no error', async (_name, text) => {
    expect((await findings(text)).filter((finding) => finding.includes('error'))).toEqual([]);
  });

  it('a bold label without a request is still one', async () => {
    expect(await findings('**Thought**: look at it\n')).toContain('1 error shot-without-request');
  });

  it('a plan after a plan without evidence is out of order', async () => {
    expect(await findings('Question: a\nPlan: b\nPlan: c\nStep 1: d\n')).toContain('3 error block-order');
  });
});
