import type { Language, WritableStyle } from '../../core/index.ts';

/** Requirements for the examples in a procedure's own text, each with the words that state it. */
export interface Requirements {
  readonly count?: { readonly value: number; readonly words: string };
  readonly style?: { readonly value: WritableStyle; readonly words: string };
  readonly language?: { readonly value: Language; readonly words: string };
}

const NUMERALS: Readonly<Record<string, number>> = {
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  a: 1,
};

const AMOUNT_WORDS = '(\\d{1,5}|[一两二三四五六七八九十]|one|two|three|four|five|six|seven|eight|nine|ten)';
const EXAMPLE_WORDS = '(?:few-?shots?|shots?|示例|样例|例子|范例|对话样本|examples?|samples?)';
const COUNT_PATTERNS = [
  new RegExp(
    `(?:生成|写出?|给出?|提供|准备|需要|来|请给)[^。；\\n\\d]{0,8}?${AMOUNT_WORDS}\\s*[个条组份段]?[^。；，\\n]{0,10}?${EXAMPLE_WORDS}`,
    'i',
  ),
  new RegExp(
    `(?:generate|write|give|provide|create|produce|make|need)\\b[^.;\\n\\d]{0,20}?\\b${AMOUNT_WORDS}\\s+(?:[\\w-]+\\s+){0,3}?${EXAMPLE_WORDS}`,
    'i',
  ),
];
const STYLE_CONTEXT = /生成|写|用|采用|按|格式|风格|示例|样例|generate|write|use|using|format|style|example/i;
const STYLE_PATTERNS: readonly (readonly [WritableStyle, RegExp])[] = [
  ['plan-and-solve', /plan[ -]and[ -]solve|先规划再执行|计划[与和-]?执行(?=格式|风格|模式|示例)/i],
  ['function-calling', /function[ -]?call(?:ing)?|函数调用|工具调用(?=格式|风格|模式|示例)/i],
  ['react', /\bre-?act\b/i],
];
const LANGUAGE_PATTERNS: readonly (readonly [Language, RegExp])[] = [
  ['zh-CN', /(?:用|使用|以)(?:简体)?中文(?!名)|\bin (?:simplified )?chinese\b/i],
  ['en', /(?:用|使用|以)(?:英文|英语)(?!名)|\bin english\b/i],
];

/** Finds requirements about count, format and language in the text of a procedure. */
export function findRequirements(text: string): Requirements {
  const sentences = text.split(/[。；;\n]|(?<=[.!?])\s/);
  const count = findCount(sentences);
  const style = findFirst(sentences, STYLE_PATTERNS);
  const language = findFirst(sentences, LANGUAGE_PATTERNS);
  return {
    ...(count === undefined ? {} : { count }),
    ...(style === undefined ? {} : { style }),
    ...(language === undefined ? {} : { language }),
  };
}

function findCount(sentences: readonly string[]): Requirements['count'] {
  for (const sentence of sentences) {
    for (const pattern of COUNT_PATTERNS) {
      const found = pattern.exec(sentence);
      const digits = found?.[1]?.toLowerCase();
      if (found === null || digits === undefined) continue;
      const value = NUMERALS[digits] ?? Number(digits);
      if (value > 0) return { value, words: found[0].trim() };
    }
  }
  return undefined;
}

/** A word such as ReAct is a requirement only in a sentence about how to write. */
function findFirst<Value>(
  sentences: readonly string[],
  patterns: readonly (readonly [Value, RegExp])[],
): { readonly value: Value; readonly words: string } | undefined {
  for (const sentence of sentences) {
    if (!STYLE_CONTEXT.test(sentence)) continue;
    const found = patterns.find(([, pattern]) => pattern.test(sentence));
    if (found !== undefined) return { value: found[0], words: sentence.trim() };
  }
  return undefined;
}
