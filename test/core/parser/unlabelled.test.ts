import { describe, expect, it } from 'vitest';
import { parseShots } from '../../../src/core/index.ts';
import { documentOf, documentOutline, treeOutline } from './outline.ts';

const outlineOf = (text: string) => treeOutline(parseShots(text));

describe('the calls of a plan', () => {
  it.each([
    [
      'Question: Which is older, the bridge or the mill?\nPlan: Look up the bridge.\n#E1 = Search[bridge]\nPlan: Look up the mill.\n#E2 = Search[mill, not #E1]\n\nQuestion: How deep?\nPlan: Ask.\n#E1 = Ask[depth]\n',
      'user(Which is older, the bridge or the mill?) plan(Look up the bridge.) action(Search[bridge]) plan(Look up the mill.) action(Search[mill, not #E1]) user(How deep?) plan(Ask.) action(Ask[depth])',
    ],
    [
      'Which lamp is it?\nPlan: Ask.\n#E1 = Ask[lamp]\n\nWhich bulb?\nPlan: Look.\n#E1 = Look[bulb]\n',
      'user(Which lamp is it?) plan(Ask.) action(Ask[lamp]) user(Which bulb?) plan(Look.) action(Look[bulb])',
    ],
    [
      'Question: Sum?\n1. add("2", "3")\n2. add("$1", "4")\nThought: done\n3. join()<END_OF_PLAN>\n###\n\nQuestion: Next?\n1. find("x")\n2. join()<END_OF_PLAN>\n',
      'user(Sum?) action(add("2", "3")) action(add("$1", "4")) think(done) action(join()) ``` user(Next?) action(find("x")) action(join())',
    ],
  ])('%j', (text, outline) => {
    expect(outlineOf(text)).toBe(outline);
  });

  it('are calls of the loaded tools', () => {
    const document = documentOf('Question: Sum?\n1. Add(a = 2)\n2. Add(a = "$1")\n3. join()\n');
    expect(document.callOccurrences.map(({ call }) => call.name.text)).toEqual(['Add', 'Add']);
  });

  it('are text without a list that ends with join()', () => {
    expect(outlineOf('User: a\nThought: b\n1. add("2")\nAction: c')).toBe('user(a) think(b|1. add("2")) action(c)');
  });
});

describe('text games', () => {
  it('have commands after >, and what the world answers below', () => {
    const text =
      'You are in a hall.\nYour task: bring the cup.\n> think: The sink is near.\nOK.\n\n> go to sink 1\nYou see a cup 1.\n\n> take cup 1\nYou take the cup 1.\n';
    expect(outlineOf(text)).toBe(
      'user(You are in a hall.|Your task: bring the cup.) think(The sink is near.) action(go to sink 1) observation(You see a cup 1.) action(take cup 1) observation(You take the cup 1.)',
    );
  });

  it('need no thoughts', () => {
    expect(outlineOf('A hall.\n> go on\nA door.\n> open it\nA room.\n')).toBe(
      'user(A hall.) action(go on) observation(A door.) action(open it) observation(A room.)',
    );
  });

  it('may end with a reflection', () => {
    const text =
      'A hall.\n> go on\nA door.\n> open it\nLocked.\n\nSTATUS: FAIL\nNew plan: take the key.\n\nA yard.\n> go in\nA hall.\n> wait\nOK.\n';
    expect(documentOutline(documentOf(text))).toBe(
      'shot[user; round(action observation); round(action observation); round(think)] shot[user; round(action observation); round(action observation)]',
    );
  });

  it('are no quotes', () => {
    expect(outlineOf('User: a\nAssistant: b\n> so he said\nindeed\n> he did\nyes')).not.toContain('action');
  });
});

describe('an action without a label', () => {
  it.each([
    [
      'Task: a\n\nThought: b\n<code>\nx = f(c)\n</code>\nObservation: d\n\nThought: e\nCode:\n```py\nfinal_answer(x)\n```<end_code>\n\nUse no other names.',
      'user(a) think(b) action(<code>|x = f(c)|</code>) observation(d) think(e) action(```py|final_answer(x)|```<end_code>) preamble(Use no other names.)',
    ],
    [
      'Question: lamp\nfind(lamp)\nObservation: L-7\nThought: known\nAction: finish(L-7)',
      'user(lamp) action(find(lamp)) observation(L-7) think(known) action(finish(L-7))',
    ],
    [
      'Task: a\n\n{"thought": "b", "code": "print(c)"}\nObservation: d\n',
      'user(a) action({"thought": "b", "code": "print(c)"}) observation(d)',
    ],
    [
      'Question: a\nThought: b\nAction: Finish[c]\n\nReflection: look first\n\nQuestion: d\nThought: e\nAction: Finish[f]\n',
      'user(a) think(b) action(Finish[c]) think(look first) user(d) think(e) action(Finish[f])',
    ],
  ])('%j', (text, outline) => {
    expect(outlineOf(text)).toBe(outline);
  });

  it('is a program, which holds no calls', () => {
    const document = documentOf('Task: a\nThought: b\n<code>\nFind(lamp = x)\n</code>\nObservation: c\n');
    expect(document.callOccurrences).toEqual([]);
  });
});

describe('a request without a label', () => {
  it.each([
    [
      'Answer briefly.\n\nWhat is blue?\nThought: look\nAction: search[blue]\nObservation: sky\nThought: known\nAction: finish[sky]\nObservation: over\n\nWhat is red?\nThought: known\nAction: finish[rose]\n',
      'preamble(Answer briefly.) user(What is blue?) think(look) action(search[blue]) observation(sky) think(known) action(finish[sky]) observation(over) user(What is red?) think(known) action(finish[rose])',
    ],
    [
      'Choose: 1 or 2?\nAnswer: 1\n\nChoose:\n3 or 4?\nAnswer: 4\n',
      'user(Choose: 1 or 2?) answer(1) user(Choose:|3 or 4?) answer(4)',
    ],
    ['Odd in 1, 2?\nA: 1\n\nOdd in 3, 4?\nA: 3\n', 'user(Odd in 1, 2?) answer(1) user(Odd in 3, 4?) answer(3)'],
    ['Find it.\n**Think**: a\n**Action**: b', 'preamble(Find it.) think(a) action(b)'],
    ['## Find it\nThought: a\nAction: b', '#Find it think(a) action(b)'],
    ['Use a thought:\nThought: what to do', 'preamble(Use a thought:) think(what to do)'],
  ])('%j', (text, outline) => {
    expect(outlineOf(text)).toBe(outline);
  });
});

describe('fields of the author', () => {
  it.each([
    [
      'Question: a?\n\nParts: [x]\n\nQuestion: b?\n\nParts: [y]\n\nQuestion: {q}\n\nParts:',
      'user(a?) answer([x]) user(b?) answer([y]) user({q}) answer()',
    ],
    [
      "Question: a?\nLet's think step by step\n2\n\nQuestion: b?\nLet's think step by step\n3",
      "user(a?) answer(Let's think step by step|2) user(b?) answer(Let's think step by step|3)",
    ],
    [
      'Q: a?\n\n# solution in Python:\n\nx = 1\n\nQ: b?\n\n# solution in Python:\n\nx = 2',
      'user(a?) answer(x = 1) user(b?) answer(x = 2)',
    ],
    ['Q: a?\n\n```\nx\n```\n\nQ: b?\n```\ny\n```', 'user(a?) answer(```|x|```) user(b?) answer(```|y|```)'],
    ['问题：a\n结果：{"k": 1}\n\n问题：b\n结果：{"k": 2}', 'user(a) answer({"k": 1}) user(b) answer({"k": 2})'],
    ['Question: a\nResult: 1\n\nQuestion: b\nResult: 2', 'user(a) answer(1) user(b) answer(2)'],
    [
      'Question: a\nResult: 1\nObservation: c\n\nQuestion: b\nResult: 2',
      'user(a) answer(1|Observation: c) user(b) answer(2)',
    ],
    [
      '# instruction\nBe brief.\n\n# input\nUser: a\n\n# output\nb\n\n# input\nUser: c\nChatbot: d\n\n# output\ne\n\n# input\nf\n\n# output\ng',
      '#instruction* preamble(Be brief.) user(User: a) answer(b) user(User: c|Chatbot: d) answer(e) user(f) answer(g)',
    ],
    ['### Instruction:\nAdd.\n\n### Input:\n1 2\n\n### Response:\n3', 'user(Add.||### Input:|1 2) answer(3)'],
    ['# Q: a?\nx = 1\n\n# Q: b?\nx = 2', 'user(a?) answer(x = 1) user(b?) answer(x = 2)'],
    ['Instruction: a\n\nParts: x\n\nTask: b\n\nParts: y', 'user(a) answer(x) user(b) answer(y)'],
    [
      'Question: a?\nChoices:\n1\n# solution:\n    Choices:\nx\n\nQuestion: b?\nChoices:\n2\n# solution:\n    Choices:\ny',
      'user(a?|Choices:|1) answer(Choices:|x) user(b?|Choices:|2) answer(Choices:|y)',
    ],
    ['Question: a?\nNote: b\n\nQuestion: c?\nHint: d', 'user(a?|Note: b) user(c?|Hint: d)'],
  ])('%j', (text, outline) => {
    expect(outlineOf(text)).toBe(outline);
  });

  it('the last question of a list of pairs is the place of the real one', () => {
    expect(documentOutline(documentOf('Q: a\nA: b\n\nQ: c\nA: d\n\nQ: e\nA:'))).toBe(
      'shot[user; answer] shot[user; answer] slot',
    );
  });

  it('a last request that a template fills in is the place of the real one', () => {
    expect(
      documentOutline(documentOf('# input\na\n\n# output\nb\n\n# input\nc\n\n# output\nd\n\n# input\nof {{ name }}')),
    ).toBe('shot[user; answer] shot[user; answer] slot');
  });
});

describe('questions that an agent asks itself', () => {
  it('are actions, and their answers are observations', () => {
    const text =
      'Question: Who is older?\nAre follow up questions needed here: Yes.\nFollow up: How old is A?\nIntermediate answer: 4\nSo the final answer is: A\n';
    expect(outlineOf(text)).toBe('user(Who is older?) think(Yes.) action(How old is A?) observation(4) answer(A)');
  });

  it('need their answers', () => {
    expect(outlineOf('User: a\nAssistant: b\nFollow up: call back\nUser: c')).toBe(
      'user(a) assistant(b|Follow up: call back) userTurn(c)',
    );
  });
});

describe('turns of USER and A', () => {
  it('are a chat, in which the user hands over what a tool gave back', () => {
    const text =
      'USER: list files\n\nA: I look.\n\nUSER: EXECUTION RESULT of [run]:\na.txt\n\nA: One file.\n\nUSER: thanks\n\nA: bye';
    expect(outlineOf(text)).toBe(
      'user(list files) assistant(I look.) observation(EXECUTION RESULT of [run]:|a.txt) assistant(One file.) userTurn(thanks) assistant(bye)',
    );
  });
});

describe('recorded conversations', () => {
  it('may be lists by the name of a task', () => {
    const text =
      '{"put": [{"role": "user", "content": "a"}, {"role": "agent", "content": "b"}], "take": [{"role": "user", "content": "c"}, {"role": "agent", "content": "d"}]}';
    expect(documentOutline(documentOf(text))).toBe('shot[user; answer] shot[user; answer]');
  });
});

describe('lines that divide examples', () => {
  it.each([
    [
      'Here is one.\n---- START OF EXAMPLE ----\nUser: a\nAssistant: b\n---- END OF EXAMPLE ----\nDo it for yourself.',
      'preamble(Here is one.) ``` user(a) assistant(b) ``` preamble(Do it for yourself.)',
    ],
    [
      'EXAMPLE\nUser: a\nAssistant: b\nEND OF EXAMPLE\n\nEXAMPLE\nUser: c\nAssistant: d\nEND OF EXAMPLE',
      '``` user(a) assistant(b) ``` ``` user(c) assistant(d) ```',
    ],
    ['Task: a\nThought: b\nFinal Answer: c\n\nBegin!\n\nTask: {task}', 'user(a) think(b) answer(c) ``` user({task})'],
    ['Task: a\nThought: b\n###\nAction: c', 'user(a) think(b|###) action(c)'],
    ['Task: a\nThought: b\nFinal Answer: c\n\\###\nd\n\nTask: e', 'user(a) think(b) answer(c|###|d) user(e)'],
    ['User: a\nThought: b\nBegin!\nAction: c', 'user(a) think(b|Begin!) action(c)'],
  ])('%j', (text, outline) => {
    expect(outlineOf(text)).toBe(outline);
  });
});

describe('a field above each request', () => {
  it('belongs to the request', () => {
    const text =
      'Context: The mill is old.\nTask: How old?\nThought: old\nAction: Finish[old]\n\nContext: The dam is new.\nTask: How new?\nThought: new\nAction: Finish[new]';
    expect(outlineOf(text)).toBe(
      'user(Context: The mill is old.|Task: How old?) think(old) action(Finish[old]) user(Context: The dam is new.|Task: How new?) think(new) action(Finish[new])',
    );
  });

  it('may be a table above fields of the author', () => {
    const text = 'Table:\na | 1\n\nQuestion: a?\n\nParts: [x]\n\nTable:\nb | 2\n\nQuestion: b?\n\nParts: [y]';
    expect(outlineOf(text)).toBe(
      'user(Table:|a | 1||Question: a?) answer([x]) user(Table:|b | 2||Question: b?) answer([y])',
    );
  });

  it('is a title if it says nothing', () => {
    const text =
      'First try:\nQuestion: a?\nThought: b\nAction: c\n\nReflection: d\n\nFirst try:\nQuestion: e?\nThought: f\nAction: g';
    expect(outlineOf(text)).toBe(
      '#First try:* user(a?) think(b) action(c) think(d) #First try:* user(e?) think(f) action(g)',
    );
  });

  it('must be above all of them', () => {
    expect(outlineOf('Note: x\nQuestion: a?\nThought: b\nAction: c\n\nQuestion: d?\nThought: e\nAction: f')).toBe(
      'preamble(Note: x) user(a?) think(b) action(c) user(d?) think(e) action(f)',
    );
  });
});

describe('the field at which the last example is open', () => {
  it('is what the others answer', () => {
    const text =
      'Question: a?\nAnswer: b\nChecked: {"ok": 1}\n\nQuestion: c?\nAnswer: d\nChecked: {"ok": 0}\n\nQuestion: {q}\nAnswer: {a}\nChecked:';
    expect(outlineOf(text)).toBe(
      'user(a?|Answer: b) answer({"ok": 1}) user(c?|Answer: d) answer({"ok": 0}) user({q}|Answer: {a}) answer()',
    );
    expect(documentOutline(documentOf(text))).toBe('shot[user; answer] shot[user; answer] slot');
  });

  it('is no field of the answer', () => {
    expect(outlineOf('Question: a?\nAnswer: b\nNote:\n\nQuestion: c?\nAnswer: d')).toBe(
      'user(a?) answer(b|Note:) user(c?) answer(d)',
    );
  });
});

describe('a field above thoughts', () => {
  it('is part of the thought', () => {
    const text =
      'Question: a?\nPath 1: Start\nThought 1: b\nAction 1: find[c]\nObservation 1: d\nPath 2: Start->find\nThought 2: e\nAction 2: Finish[d]';
    expect(outlineOf(text)).toBe(
      'user(a?) think(Path 1: Start|Thought 1: b) action(find[c]) observation(d) think(Path 2: Start->find|Thought 2: e) action(Finish[d])',
    );
  });

  it('must occur twice', () => {
    expect(outlineOf('Question: a?\nNote: x\nThought: b\nAction: c')).toBe('user(a?|Note: x) think(b) action(c)');
  });
});

describe('the working of an answer', () => {
  it('is a thought if each example has it', () => {
    expect(outlineOf('Input: 1 2\nSteps:\n1 + 2\nAnswer: 3\n\nInput: 2 2\nSteps:\n2 + 2\nAnswer: 4')).toBe(
      'user(1 2) think(1 + 2) answer(3) user(2 2) think(2 + 2) answer(4)',
    );
  });

  it('is text if one has none', () => {
    expect(outlineOf('Input: 1 2\nSteps:\n1 + 2\nAnswer: 3\n\nInput: 2 2\nAnswer: 4')).toBe(
      'user(1 2|Steps:|1 + 2) answer(3) user(2 2) answer(4)',
    );
  });
});

describe('a program and its output', () => {
  it('are an action and its observation', () => {
    expect(outlineOf('Question: a?\n\n```python\nprint(1)\n```\n```output\n1\n```\nAnswer: 1')).toBe(
      'user(a?) action(```python|print(1)|```) observation(```output|1|```) answer(1)',
    );
  });

  it('are text apart from each other', () => {
    expect(outlineOf('Question: a?\n```python\nprint(1)\n```\nand then\n```output\n1\n```\nAnswer: 1')).not.toContain(
      'action',
    );
  });
});

describe('what an introduction shows of the format', () => {
  it('is no shot', () => {
    const text =
      'You get results, for instance:\n\nObservation: "x.png"\n\nAction: {"name": "f", "arguments": {"a": 1}}\n---\nTask: a\nAction: {"name": "f", "arguments": {"a": 2}}\nObservation: c\n---\nTask: d\nAction: {"name": "f", "arguments": {"a": 3}}\nObservation: e';
    expect(documentOutline(documentOf(text))).toBe(
      'shot[user; round(action{f} observation)] shot[user; round(action{f} observation)] elided',
    );
  });

  it('may be a request that says what it is', () => {
    const text = 'Task: "Question here"\nAnswer: "Final answer here"\n\nTask: a\nAnswer: b';
    expect(documentOutline(documentOf(text))).toBe('shot[user; answer] elided');
  });
});

describe('what follows the last shot', () => {
  it.each([
    [
      'Task: a\nAction: {"name": "f", "arguments": {"a": 1}}\n\nUse only these tools.',
      'user(a) action({"name": "f", "arguments": {"a": 1}}) preamble(Use only these tools.)',
    ],
    ['Task: a\nAction: click[b]\n\n{input}', 'user(a) action(click[b]) preamble({input})'],
    ['Task: a\nAction: click[b]\n{input}', 'user(a) action(click[b]|{input})'],
  ])('%j', (text, outline) => {
    expect(outlineOf(text)).toBe(outline);
  });
});

describe('the place of the real request', () => {
  it('may have fields that are filled in after it', () => {
    const text =
      'Question: a?\nThought: b\nAction: c\n\nQuestion: {input}\nAre more questions needed here:{scratchpad}';
    expect(documentOutline(documentOf(text))).toBe('shot[user; round(think action)] slot');
  });
});

describe('a reply after the turns of a chat', () => {
  it('may be the output, and a loop of a template fills in the rest', () => {
    const text =
      'EXAMPLE\nHuman: a\nAI: b\nHuman: c\n\nOutput: d\nEND OF EXAMPLE\n\nEXAMPLE\nHuman: e\nAI: f\nHuman: g\n\nOutput: h\nEND OF EXAMPLE\n\n{% for turn in turns %}\nHuman: {{turn.q}}\nAI: {{turn.a}}\n{% endfor %}\nHuman: {{q}}\n\nOutput:';
    expect(documentOutline(documentOf(text))).toMatch(/^shot\[[^\]]*\] shot\[[^\]]*\] slot$/);
    expect(outlineOf(text)).toContain('userTurn(c) assistant(d)');
  });
});

describe('a prompt and what the model said, in fences of their own', () => {
  it('are one shot', () => {
    const text =
      'The prompt:\n\n```\nQuestion: a?\n```\n\nIt says:\n\n```\nThought: b\nFinal Answer: c\n```\n\n```\nQuestion: d?\nThought: e\nFinal Answer: f\n```\n';
    expect(documentOutline(documentOf(text))).toBe('shot[user; round(think); answer] shot[user; round(think); answer]');
  });

  it('are two if the first is whole, or a heading is between', () => {
    const answered = '```\nQuestion: a?\nAnswer: b\n```\n\n```\nAnswer: c\n```\n';
    expect(documentOutline(documentOf(answered))).toBe('shot[user; answer] shot[answer]');
    const divided = '```\nQuestion: a?\n```\n\n## Next\n\n```\nAnswer: c\n```\n';
    expect(documentOutline(documentOf(divided))).toBe('shot[user] shot[answer]');
  });
});
