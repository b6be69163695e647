import { RE2JS } from 're2js';
import { defineMessages, type Message } from '../../core/index.ts';
import { type DigitClasses, digitClasses } from './digitClasses.ts';

const say = defineMessages({
  lookahead: {
    en: 'Lookahead “{part}” is supported only at the start of a pattern.',
    'zh-CN': '前瞻断言“{part}”只支持放在表达式最开头。',
  },
  backreference: {
    en: 'Backreferences such as “{part}” are not supported.',
    'zh-CN': '不支持“{part}”这样的反向引用。',
  },
  construct: { en: 'The construct “{part}” is not supported.', 'zh-CN': '不支持“{part}”这种写法。' },
  escape: { en: 'Python does not support the escape “{part}”.', 'zh-CN': 'Python 不支持转义“{part}”。' },
  syntax: { en: 'Invalid regular expression: {reason}.', 'zh-CN': '不是合法的正则表达式：{reason}。' },
});

/** A compiled pattern of Python's `re` that matches in time linear in the length of the name. */
export interface PythonPattern {
  /** `re.fullmatch(pattern, text) is not None` */
  fullMatch(text: string): boolean;
  /** Which digits of indices the pattern can distinguish. */
  readonly digits: DigitClasses;
}

/** A pattern, or the reason for the failure. `unsupported` patterns are valid Python that this engine does not run. */
export type PatternResult =
  | { readonly ok: true; readonly pattern: PythonPattern }
  | { readonly ok: false; readonly unsupported: boolean; readonly reason: Message };

/**
 * Compiles a pattern of Python's `re` for an engine without backtracking, so that no pattern can hang the host. Syntax
 * that differs is translated; syntax the engine does not support is an error that names it. Lookaheads are supported at
 * the start (`^(?!.*vision).*q_proj`), where they are used in practice: there they are conditions on the whole name.
 */
export function compilePythonPattern(source: string): PatternResult {
  const { conditions, rest } = splitLeadingLookaheads(source);
  const body = compileOne(rest);
  if (!body.ok) return body;
  const checks: { readonly isExpected: boolean; readonly test: (text: string) => boolean }[] = [];
  for (const condition of conditions) {
    const compiled = compileOne(condition.source);
    if (!compiled.ok) return compiled;
    checks.push({ isExpected: condition.expected, test: (text) => compiled.engine.matcher(text).lookingAt() });
  }
  const fullMatch = (text: string): boolean =>
    checks.every((check) => check.test(text) === check.isExpected) && body.engine.testExact(text);
  return { ok: true, pattern: { fullMatch, digits: getDigitClasses(source) } };
}

type Compiled = { readonly ok: true; readonly engine: RE2JS } | Extract<PatternResult, { readonly ok: false }>;

function compileOne(source: string): Compiled {
  const translated = translate(source);
  if (!translated.ok) return translated;
  try {
    return { ok: true, engine: RE2JS.compile(translated.source, RE2JS.LOOKBEHINDS) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, unsupported: false, reason: say('syntax', { reason }) };
  }
}

interface Condition {
  readonly expected: boolean;
  readonly source: string;
}

/** Splits lookaheads from the start, unless the rest is an alternation, whose branches they would not cover. */
function splitLeadingLookaheads(source: string): { readonly conditions: readonly Condition[]; readonly rest: string } {
  const conditions: Condition[] = [];
  let rest = source.startsWith('^') ? source.slice(1) : source;
  while (rest.startsWith('(?!') || rest.startsWith('(?=')) {
    const end = closingParenthesis(rest);
    if (end === undefined) break;
    conditions.push({ expected: rest[2] === '=', source: rest.slice(3, end) });
    rest = rest.slice(end + 1);
  }
  if (conditions.length === 0 || hasTopLevelBar(rest) || /^[*+?{]/.test(rest)) return { conditions: [], rest: source };
  return { conditions, rest };
}

function closingParenthesis(source: string): number | undefined {
  let depth = 0;
  for (const { text, at } of tokens(source)) {
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

function hasTopLevelBar(source: string): boolean {
  let depth = 0;
  for (const { text } of tokens(source)) {
    if (text === '(') depth += 1;
    else if (text === ')') depth -= 1;
    else if (text === '|' && depth === 0) return true;
  }
  return false;
}

interface Token {
  /** An escape, a whole character class or one character. */
  readonly text: string;
  readonly at: number;
}

function* tokens(source: string): Generator<Token> {
  let at = 0;
  while (at < source.length) {
    const end = source[at] === '\\' ? at + 2 : source[at] === '[' ? classEnd(source, at) : at + 1;
    yield { text: source.slice(at, end), at };
    at = end;
  }
}

function classEnd(source: string, start: number): number {
  let at = start + 1;
  if (source[at] === '^') at += 1;
  if (source[at] === ']') at += 1;
  while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return at + 1;
}

type Translation = { readonly ok: true; readonly source: string } | Extract<PatternResult, { readonly ok: false }>;

const refuse = (reason: Message, unsupported = true): Extract<PatternResult, { readonly ok: false }> => ({
  ok: false,
  unsupported,
  reason,
});

function translate(source: string): Translation {
  let out = '';
  for (const { text, at } of tokens(source)) {
    const around = source.slice(at, at + 12);
    if (text.startsWith('\\')) {
      const escaped = translateEscape(text, source.slice(at + 2));
      if (typeof escaped !== 'string') return escaped;
      out += escaped;
    } else if (text.startsWith('[')) {
      if (text.includes('[:')) return refuse(say('construct', { part: text }));
      out += text;
    } else if (text === '(' && source[at + 1] === '?') {
      const refused = refuseGroup(around);
      if (refused !== undefined) return refused;
      out += text;
    } else if (text === '{' && /^\{,\d+\}/.test(around)) out += '{0';
    else if (/^[*+?}]$/.test(text) && source[at + 1] === '+' && /[*+?}]/.test(text)) {
      return refuse(say('construct', { part: around.slice(0, 2) }));
    } else out += text;
  }
  return { ok: true, source: out };
}

/** An error for Python syntax after `(?` that is not supported; undefined for supported syntax. */
function refuseGroup(around: string): Extract<PatternResult, { readonly ok: false }> | undefined {
  if (/^\(\?[=!]/.test(around)) return refuse(say('lookahead', { part: around }));
  if (around.startsWith('(?P=')) return refuse(say('backreference', { part: around }));
  if (/^\(\?(:|P<|<=|<!|[ims]+[:)]|-?[ims]+[:)])/.test(around)) return undefined;
  return refuse(say('construct', { part: around.slice(0, 4) }));
}

const sharedEscapes = /^\\[AbBdDsSwWafnrtv]$/;

function translateEscape(text: string, after: string): string | Extract<PatternResult, { readonly ok: false }> {
  if (text === '\\Z') return '\\z';
  if (text === '\\u' && /^[0-9a-fA-F]{4}/.test(after))
    return refuse(say('construct', { part: `\\u${after.slice(0, 4)}` }));
  if (text === '\\x' || sharedEscapes.test(text)) return text;
  if (/^\\[1-9]$/.test(text)) return refuse(say('backreference', { part: text }));
  if (/^\\[A-Za-z0]$/.test(text)) return refuse(say('escape', { part: text }), false);
  return text;
}

/**
 * Which digits of an index the pattern can distinguish. A digit within a word (`w1`, `dense_4h_to_h`) cannot match an
 * index, which follows a dot, and a digit of a repetition count matches no character.
 */
function getDigitClasses(source: string): DigitClasses {
  const sets: string[] = [];
  let plain = '';
  for (const { text } of tokens(source)) {
    if (text.startsWith('[')) sets.push(text);
    // An escape by number, such as `\\x31`, may be a digit.
    if (/^\\[x0-9u]/.test(text)) return '0123456789';
    plain += text.length > 1 ? '?' : text;
  }
  const literals = plain.replaceAll(/\{\d*(?:,\d*)?\}/g, '?').replaceAll(/[A-Za-z_]\d+/g, '?');
  // Escapes within a set match all digits or none, so the rest of the set decides.
  const inSets = sets.map((set) => compileOne(set));
  return digitClasses((digit) => {
    const members = inSets.map((set) => (set.ok && set.engine.testExact(digit) ? '1' : '0'));
    return members.join('') + (literals.includes(digit) ? digit : '');
  });
}
