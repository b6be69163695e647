import { describe, expect, it } from 'vitest';
import { bench, edited, shotWith } from './check.ts';

/** The same call in every notation; the parts are the tool's name and the two parameters. */
const CALLS: readonly (readonly [string, string])[] = [
  ['hermes', '<tool_call>\n{"name": "SearchSolution", "arguments": {"Error": "jam", "top_k": 3}}\n</tool_call>'],
  [
    'qwen3-coder',
    '<function=SearchSolution>\n<parameter=Error>jam</parameter>\n<parameter=top_k>3</parameter>\n</function>',
  ],
  [
    'anthropic',
    '<invoke name="SearchSolution">\n<parameter name="Error">jam</parameter>\n<parameter name="top_k">3</parameter>\n</invoke>',
  ],
  ['langchain-xml', '<tool>SearchSolution</tool><tool_input>{"Error": "jam", "top_k": 3}</tool_input>'],
  ['tool-tags', '<SearchSolution>\n<Error>jam</Error>\n<top_k>3</top_k>\n</SearchSolution>'],
  [
    'glm',
    '<tool_call>SearchSolution\n<arg_key>Error</arg_key><arg_value>jam</arg_value>\n<arg_key>top_k</arg_key><arg_value>3</arg_value>\n</tool_call>',
  ],
  ['mistral', '[TOOL_CALLS] [{"name": "SearchSolution", "arguments": {"Error": "jam", "top_k": 3}}]'],
  ['llama', '<|python_tag|>{"name": "SearchSolution", "parameters": {"Error": "jam", "top_k": 3}}'],
  ['deepseek', '<｜tool▁call▁begin｜>SearchSolution<｜tool▁sep｜>{"Error": "jam", "top_k": 3}<｜tool▁call▁end｜>'],
  [
    'kimi',
    '<|tool_call_begin|>functions.SearchSolution:0<|tool_call_argument_begin|>{"Error": "jam", "top_k": 3}<|tool_call_end|>',
  ],
  [
    'harmony',
    '<|channel|>commentary to=functions.SearchSolution <|constrain|>json<|message|>{"Error": "jam", "top_k": 3}<|call|>',
  ],
  [
    'minimax',
    '<minimax:tool_call>\n<invoke name="SearchSolution">\n<parameter name="Error">jam</parameter>\n<parameter name="top_k">3</parameter>\n</invoke>\n</minimax:tool_call>',
  ],
  ['qwen-agent', '✿FUNCTION✿: SearchSolution\n✿ARGS✿: {"Error": "jam", "top_k": 3}'],
];

const at = (call: string, mark: string) => shotWith(call.replace(mark, `${mark.slice(0, 1)}‸${mark.slice(1)}`));

describe.each(CALLS)('features in %s', (_notation, call) => {
  it('hover names the tool and the parameter', async () => {
    const tool = bench(at(call, 'SearchSolution'));
    expect(JSON.stringify(await tool.service.hover(tool.uri, tool.position))).toContain('Looks up solutions');
    const parameter = bench(at(call, 'Error'));
    expect(JSON.stringify(await parameter.service.hover(parameter.uri, parameter.position))).toContain('The fault');
  });

  it('definition and references lead to the tool file', async () => {
    const { service, uri, position } = bench(at(call, 'SearchSolution'));
    const [definition] = await service.definition(uri, position);
    expect(definition?.uri).toMatch(/tools\.json$/);
    const references = await service.references(uri, position, false);
    expect(references.some((one) => one.uri === uri)).toBe(true);
  });

  it('rename changes the call and its tags', async () => {
    for (const [name, next] of [
      ['SearchSolution', 'FindSolution'],
      ['Error', 'fault'],
    ] as const) {
      const { service, uri, position, text } = bench(at(call, name));
      const answer = await service.rename(uri, position, next);
      if ('refused' in answer) throw new Error('The rename was refused.');
      expect(edited(text, answer.changes?.[uri] ?? [])).toBe(shotWith(call.replaceAll(name, next)));
    }
  });

  it('signature help shows the parameter at the cursor', async () => {
    const { service, uri, position } = bench(shotWith(call.replace('jam', 'j‸am')));
    const help = await service.signatureHelp(uri, position);
    expect(help?.signatures[0]?.label).toContain('SearchSolution(');
    expect(help?.activeParameter).toBe(0);
  });

  it('semantic colours mark tool and parameters', async () => {
    const { service, uri } = bench(`‸${shotWith(call)}`);
    expect((await service.semanticTokens(uri)).data.length).toBeGreaterThanOrEqual(5 * 5);
  });

  it('completion writes further calls in the same notation', async () => {
    const { service, uri, position } = bench(
      shotWith(`${call}\n`).replace('**Observation**', '**Action**: Sea‸\n**Observation**'),
    );
    const { items } = await service.complete(uri, position);
    const item = items.find(({ label }) => label === 'SearchSolution');
    const opening = /^(?:<[|｜]?[\w:▁]+|\[TOOL_CALLS\]|✿FUNCTION✿)/u.exec(call)?.[0] ?? '';
    const written = item?.textEdit?.newText ?? '';
    const isGrouped =
      written.startsWith('<function_calls>') || written.includes('calls▁begin') || written.includes('section');
    expect(
      isGrouped || _notation === 'tool-tags' || written.startsWith(opening) || written.startsWith('<tool_call>'),
    ).toBe(true);
  });
});

describe('completion within tags', () => {
  const labels = async (call: string) => {
    const { service, uri, position } = bench(shotWith(call));
    return (await service.complete(uri, position)).items.map(({ label }) => label);
  };

  it.each([
    ['<invoke name="SearchSolution">‸', ['Error', 'top_k', 'device', '</invoke>']],
    ['<invoke name="SearchSolution"><parameter name="Error">a</parameter>‸', ['top_k', 'device', '</invoke>']],
    ['<invoke name="SearchSolution">\n<par‸', ['Error', 'top_k', 'device', '</invoke>']],
    ['<function=SearchSolution>\n‸\n</function>', ['Error', 'top_k', 'device', '</function>']],
    ['<SearchSolution>\n<Error>a</Error>\n<‸', ['top_k', 'device', '</SearchSolution>']],
    ['<tool_call>SearchSolution\n‸', ['Error', 'top_k', 'device', '</tool_call>']],
  ])('%s offers the parameters that are left', async (call, expected) => {
    expect(await labels(call)).toEqual(expected);
  });

  it('offers the listed values', async () => {
    expect(await labels('<invoke name="SearchSolution"><parameter name="device">‸</parameter></invoke>')).toEqual([
      'printer',
      'router',
    ]);
  });

  it.each([
    ['<function=SearchSolution>{‸}</function>', 'Error'],
    ['<tool>SearchSolution</tool><tool_input>{‸}</tool_input>', 'Error'],
    ['<｜tool▁call▁begin｜>SearchSolution<｜tool▁sep｜>{‸}<｜tool▁call▁end｜>', 'Error'],
    ['<|tool_call_begin|>functions.SearchSolution:0<|tool_call_argument_begin|>{‸}<|tool_call_end|>', 'Error'],
    ['<|channel|>commentary to=functions.SearchSolution <|constrain|>json<|message|>{‸}<|call|>', 'Error'],
    ['✿FUNCTION✿: SearchSolution\n✿ARGS✿: {‸}', 'Error'],
  ])('%s offers parameters as keys', async (call, expected) => {
    expect(await labels(call)).toContain(expected);
  });

  it('offers nothing of tools within HTML', async () => {
    expect(await labels('<details>\n<summary>‸')).not.toContain('Error');
  });
});
