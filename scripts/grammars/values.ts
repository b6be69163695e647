import { groups, type Rule, use } from './grammar.ts';

const name = '[\\p{L}_][\\p{L}\\p{N}_]*(?:[.\\-][\\p{L}\\p{N}_]+)*';
const asciiName = '[A-Za-z_][A-Za-z0-9_]*(?:[.\\-][A-Za-z0-9_]+)*';

/** What an open bracket never crosses: the parser ends an unclosed call at a blank line too. */
const blankLine = '(?=^[ \\t]*$)';

const brackets = 'punctuation.section.brackets.sop-shots';
const braces = 'punctuation.section.braces.sop-shots';
const tagPunctuation = 'punctuation.definition.tag.sop-shots';
const tagName = 'entity.name.tag.sop-shots';
const tagStart = [tagPunctuation, tagName, 'keyword.operator.assignment.sop-shots'];
const callTags = [
  '(?:minimax:)?tool_calls?',
  'function_calls?',
  'function',
  'invoke',
  'parameter',
  'tool',
  'tool_input',
  'arg_key',
  'arg_value',
  'tool_response',
  'tool_result',
  'function_results?',
].join('|');
const escaped: Rule = { name: 'constant.character.escape.sop-shots', match: '\\\\(?:u[0-9A-Fa-f]{4}|.)' };

function quoted(kind: string, open: string, close: string, patterns: readonly Rule[] = [escaped]): Rule {
  return {
    name: `string.quoted.${kind}.sop-shots`,
    begin: open,
    end: `${close}|$`,
    beginCaptures: { 0: { name: 'punctuation.definition.string.begin.sop-shots' } },
    endCaptures: { 0: { name: 'punctuation.definition.string.end.sop-shots' } },
    patterns,
  };
}

function triple(mark: string): Rule {
  return {
    name: 'string.quoted.triple.sop-shots',
    begin: mark,
    end: `${mark}|${blankLine}`,
    patterns: [escaped],
  };
}

function bracketed(scope: string, open: string, close: string, punctuation: string, inside: readonly Rule[]): Rule {
  return {
    name: scope,
    begin: open,
    end: `(${close})|${blankLine}`,
    beginCaptures: { 0: { name: punctuation } },
    endCaptures: { 1: { name: punctuation } },
    patterns: inside,
  };
}

function call(start: string): Rule {
  return {
    name: 'meta.function-call.sop-shots',
    begin: start,
    end: `([)）])|${blankLine}`,
    beginCaptures: groups('entity.name.function.call.sop-shots', 'punctuation.section.arguments.begin.sop-shots'),
    endCaptures: { 1: { name: 'punctuation.section.arguments.end.sop-shots' } },
    patterns: use('parameter', 'value', 'comma'),
  };
}

/** Calls and the values in them, as rules of the repository. */
export const valueRules: Readonly<Record<string, Rule>> = {
  value: {
    patterns: use('placeholder', 'key', 'string', 'array', 'object', 'anyCall', 'number', 'literal', 'ellipsis'),
  },
  string: {
    patterns: [
      triple('"""'),
      triple("'''"),
      quoted('double', '"', '"'),
      quoted('single', "'", "'"),
      quoted('typographic', '“', '”', [{ include: '#nestedQuote' }]),
      quoted('typographic', '‘', '’(?=[ \\t]*(?:[,)\\]}，）]|$))'),
      quoted('corner', '「', '」'),
      quoted('corner', '『', '』'),
    ],
  },
  nestedQuote: { begin: '“', end: '”|$', patterns: use('nestedQuote') },
  number: {
    name: 'constant.numeric.sop-shots',
    match: '(?<![\\p{L}\\p{N}_.])[-+]?[0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?(?![\\p{L}\\p{N}_])',
  },
  literal: {
    name: 'constant.language.sop-shots',
    match: '(?<![\\p{L}\\p{N}_])(?:True|False|None|true|false|null)(?![\\p{L}\\p{N}_])',
  },
  ellipsis: { name: 'keyword.operator.ellipsis.sop-shots', match: '\\.{3,}|…+' },
  placeholder: {
    name: 'variable.language.placeholder.sop-shots',
    match: '\\{\\{[^{}\\r\\n]*\\}\\}|\\$\\{[^{}\\r\\n]*\\}|<[^<>/!\\s][^<>\\r\\n]*>',
  },
  comma: { name: 'punctuation.separator.sop-shots', match: '[,，、;；]' },
  // A quoted name before a colon is a key, in JSON's spelling as in Python's.
  key: {
    match: '("(?:[^"\\\\\\r\\n]|\\\\.)*"|\'(?:[^\'\\\\\\r\\n]|\\\\.)*\')[ \\t]*([:：])',
    captures: groups('support.type.property-name.sop-shots', 'punctuation.separator.key-value.sop-shots'),
  },
  parameter: {
    match: `(${name})[ \\t]*([=＝:：])(?!=)`,
    captures: groups('variable.parameter.sop-shots', 'keyword.operator.assignment.sop-shots'),
  },
  array: bracketed('meta.sequence.sop-shots', '\\[', '\\]', brackets, use('value', 'comma')),
  object: bracketed('meta.mapping.sop-shots', '\\{', '\\}', braces, use('value', 'parameter', 'comma')),
  // In an action, text is a call only where the name is ASCII and the arguments look like some, or they are named.
  call: {
    patterns: [
      call(
        `(?<![\\p{L}\\p{N}_.])(${asciiName})[ \\t]*([(（])(?=[ \\t]*(?:[)）{\\["'“‘「『0-9-]|$|${name}[ \\t]*[=＝:：]))`,
      ),
      call(`(?<![\\p{L}\\p{N}_.])(${name})[ \\t]*([(（])(?=[ \\t]*${name}[ \\t]*[=＝])`),
    ],
  },
  // In an API request everything is meant as a call.
  anyCall: call(`(?<![\\p{L}\\p{N}_.])(${name})[ \\t]*([(（])`),
  arrow: {
    match: '(->|→)[ \\t]*(.*)$',
    captures: groups('keyword.operator.arrow.sop-shots', 'string.unquoted.result.sop-shots'),
  },
  // `Search[Milhaud]`, as the ReAct paper writes it: the text reaches to the line's last bracket.
  bracketCall: {
    match: `(?<![\\p{L}\\p{N}_.])(${asciiName})(\\[)(.*)(\\])[ \\t]*[.。]?[ \\t]*$`,
    captures: groups('entity.name.function.call.sop-shots', brackets, 'string.unquoted.argument.sop-shots', brackets),
  },
  // `[f(a=1), g(b=2)]`: a list of calls on its own line.
  callList: bracketed(
    'meta.sequence.sop-shots',
    `\\[(?=[ \\t]*${name}[ \\t]*[(（])`,
    '\\]',
    brackets,
    use('value', 'comma'),
  ),
  jsonObject: bracketed('meta.mapping.sop-shots', '\\{(?=[ \\t]*(?:"|\'|$|\\}))', '\\}', braces, use('value', 'comma')),
  jsonArray: bracketed('meta.sequence.sop-shots', '\\[(?=[ \\t]*(?:\\{|$))', '\\]', brackets, use('value', 'comma')),
  // `<function=f>`, `<parameter=x>`, `<invoke name="f">`, `<tool_call>`: the tags in which models write calls and results.
  callTag: {
    patterns: [
      {
        match: '(<)(function)(=)([^<>\\s]*)(>)',
        captures: groups(...tagStart, 'entity.name.function.call.sop-shots', tagPunctuation),
      },
      {
        match: '(<)(parameter)(=)([^<>\\s]*)(>)',
        captures: groups(...tagStart, 'variable.parameter.argument.sop-shots', tagPunctuation),
      },
      {
        match: `(</?)(${callTags})(?:[ \\t]+(name)(=)("[^"<>\\r\\n]*"))?[ \\t]*(>)`,
        captures: groups(
          tagPunctuation,
          tagName,
          'entity.other.attribute-name.sop-shots',
          'keyword.operator.assignment.sop-shots',
          'string.quoted.double.sop-shots',
          tagPunctuation,
        ),
      },
    ],
  },
  // `<|python_tag|>`, `<｜tool▁sep｜>`, `[TOOL_CALLS]`, `✿ARGS✿`
  modelToken: {
    name: 'entity.name.tag.token.sop-shots',
    match: '<\\|[a-z_]{1,60}\\|>|<｜[a-z_▁]{1,60}｜>|\\[(?:TOOL_CALLS|CALL_ID|ARGS)\\]|✿[A-Z]{1,20}✿',
  },
  // `Action: f`, whose arguments follow under `Action Input:`.
  loneName: {
    match: `\\G[ \\t]*(${asciiName})[ \\t]*$`,
    captures: groups('entity.name.function.call.sop-shots'),
  },
};
