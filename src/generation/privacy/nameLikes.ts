import { getShippedTemplates } from '../prompt/templates.ts';
import { findSensitiveRanges } from './sensitiveRanges.ts';

/** A range of text that looks like the name of a person, a company, a system or a record. */
export interface NameLikeRange {
  readonly start: number;
  readonly end: number;
}

/** Words with a capital letter that name nobody. */
const ORDINARY = new Set(
  (
    'Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August ' +
    'September October November December English Chinese ReAct Plan Solve Function Calling API JSON URL ID PDF SMS FAQ PIN HTTP HTTPS OK TODO'
  ).split(' '),
);

/** Keywords of JSON Schema are the only identifiers in a request that are nobody's. */
const SCHEMA_KEYWORD =
  /^(?:(?:additional|unique|min|max|pattern|property|dependent|unevaluated|any|all|one|read|write|content|exclusive|multiple|prefix)(?:Of|Only|[A-Z]\w{2,})|response_format)$/;

const WORD = /\p{L}[\p{L}\p{N}_]*(?:[&'’.-][\p{L}\p{N}_]+)*/gu;
const IDENTIFIER = /^(?=.*(?:[a-z0-9][A-Z]|[A-Za-z]_|[A-Za-z]\d|\d[A-Za-z]))[A-Za-z]\w*$/;
const RECORD_NUMBER = /\b[A-Z]{1,5}[-_]\d{2,12}\b/g;

/** Before a Chinese company's name stands none of these; they are no part of it. */
const CHINESE_PARTICLES = /[请联系给向与和在到由是的了为从把将对您我他她告诉说]/;
const CHINESE_COMPANY =
  /[\p{Script=Han}A-Za-z0-9]{2,10}?(?:有限公司|公司|集团|银行|股份|物流|科技|医院|大学|酒店|航空|保险)+/gu;
const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文';
const CHINESE_PERSON = new RegExp(
  `[${SURNAMES}]\\p{Script=Han}{0,2}?(?:先生|女士|小姐|经理|总监|主任|老师|医生|工程师)`,
  'gu',
);

/**
 * Finds what looks like a name in a text that is about to be sent. It is a help for the reader and no guarantee: a name
 * in small letters or of one word at the beginning of a sentence is not recognized.
 */
export function findNameLikeRanges(text: string): readonly NameLikeRange[] {
  const ranges = [
    ...findSensitiveRanges(text),
    ...[...text.matchAll(RECORD_NUMBER)].map(toRange),
    ...findChineseNames(text),
    ...findWords(text),
  ];
  return joinRanges(ranges);
}

const shippedWords: { known?: ReadonlySet<string> } = {};

/** The words of the shipped templates are in every request and say nothing about the user. */
function getShippedWords(): ReadonlySet<string> {
  shippedWords.known ??= new Set(
    (['en', 'zh-CN'] as const).flatMap((language) =>
      Object.values(getShippedTemplates(language)).flatMap((text) => text.match(WORD) ?? []),
    ),
  );
  return shippedWords.known;
}

function findWords(text: string): readonly NameLikeRange[] {
  const shipped = getShippedWords();
  const words = [...text.matchAll(WORD)].filter(
    ({ 0: word }) => /[A-Za-z]/.test(word) && !shipped.has(word) && !ORDINARY.has(word),
  );
  const isNamed = (word: string): boolean => word.length > 1 && /^\p{Lu}/u.test(word);
  // A word with a capital letter in the middle of a sentence is a name, and so is the same word where a sentence begins.
  const names = new Set(
    words.filter((match) => isNamed(match[0]) && isInSentence(text, match.index)).map(([word]) => word),
  );
  return words
    .filter(({ 0: word }) => names.has(word) || (IDENTIFIER.test(word) && !SCHEMA_KEYWORD.test(word)))
    .map(toRange);
}

function isInSentence(text: string, offset: number): boolean {
  return /[\p{Ll}\p{Lo}\p{N},;]["'“”‘’(]?[ \t]["'“”‘’(]?$|\p{Script=Han}$/u.test(
    text.slice(Math.max(0, offset - 4), offset),
  );
}

function findChineseNames(text: string): readonly NameLikeRange[] {
  const companies = [...text.matchAll(CHINESE_COMPANY)].flatMap(({ 0: found, index }) => {
    const particle = [...found].findLastIndex((char) => CHINESE_PARTICLES.test(char));
    const start = index + particle + 1;
    const end = index + found.length;
    return /^(?:有限)?(?:公司|集团|银行|股份|物流|科技|医院|大学|酒店|航空|保险)/.test(text.slice(start, end))
      ? []
      : [{ start, end }];
  });
  return [...companies, ...[...text.matchAll(CHINESE_PERSON)].map(toRange)];
}

function toRange({ 0: { length }, index }: RegExpExecArray): NameLikeRange {
  return { start: index, end: index + length };
}

/** Ranges in order; those that overlap become one. */
function joinRanges(ranges: readonly NameLikeRange[]): readonly NameLikeRange[] {
  const joined: NameLikeRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last === undefined || range.start >= last.end) joined.push({ start: range.start, end: range.end });
    else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  }
  return joined;
}
