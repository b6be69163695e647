import { hasHan } from '../../text/han.ts';
import { memoizedSentence } from '../memoized.ts';

const CHINESE_NEGATION = /不予|不能|不是|不在|不属于|不存在|没有|未能|不|未|没|无|非(?!常)/gu;
const ENGLISH_NEGATION =
  /\b(?:not|no|none|never|without|cannot|isn't|aren't|doesn't|don't|didn't|can't|won't|nobody|nothing)\b|\bun(?=(?:available|paid|known|able|solved|resolved|successful|broken|damaged|opened|locked)\b)|\bin(?=(?:valid|active|complete|correct|eligible)\b)/gi;
const OPPOSITES: readonly (readonly [RegExp, string, boolean])[] = [
  [/失败|驳回|拒绝/gu, '成功', true],
  [/异常/gu, '正常', true],
  [/缺货|售罄/gu, '有货', true],
  [/齐全|完整|完备/gu, '全', false],
  [/破损|损坏/gu, '完好', true],
  [/轻微/gu, '严重', true],
  [/误报/gu, '真实', true],
  [/\b(?:fail(?:s|ed)?|refuse[sd]?|reject(?:s|ed)|decline[sd]?|den(?:y|ies|ied)|disapprove[sd]?)\b/gi, 'pass', true],
  [/\b(?:pass(?:es|ed)?|accept(?:s|ed)|approve[sd]?|agree[sd]?|succeed(?:s|ed)?)\b/gi, 'pass', false],
  [/\boff\b/gi, 'on', true],
  [/\bclosed\b/gi, 'open', true],
];
/** Most texts have none of them, which one pattern finds out faster. */
const OPPOSITE = new RegExp(OPPOSITES.map(([pattern]) => pattern.source).join('|'), 'iu');
const SPAN = /^(.{2,12}?)(?:以内|之内|内)$/u;
const BEYOND = /^(?:已?超过|超出)(.{2,12}?)(?:的)?$/u;

/** `犹豫期内` and `超过犹豫期` */
function areWithinAndBeyond(a: string, b: string): boolean {
  const first = SPAN.exec(a)?.[1];
  const second = SPAN.exec(b)?.[1];
  return (
    (first !== undefined && first === BEYOND.exec(b)?.[1]) || (second !== undefined && second === BEYOND.exec(a)?.[1])
  );
}

const NORMAL = /^(\p{Script=Han}{0,6}?)(?:一切)?(?:正常|一致|相符|无误|属实|完好|齐全)$/u;
const WRONG =
  /^(\p{Script=Han}{0,6}?)(?:(?:已?超过|逾)[\d一二两三四五六七八九十]{1,3}个?(?:小时|工作日|天|日|分钟)[无未没]|异常|有误|不全|缺失|不符|有出入)/u;

/** `轨迹正常` and `超过五天无更新` of the same track: what is not in order is named without its subject. */
function isNormalOrWrong(normal: string, wrong: string): boolean {
  const subject = NORMAL.exec(normal)?.[1];
  const other = subject === undefined ? undefined : WRONG.exec(wrong)?.[1];
  return other !== undefined && (other === '' || other === subject);
}

const FILLER =
  /有|为|是|已经?|尚|经|的|可以?|能够?|被|仍|still|already|\b(?:the|a|an|any|there|it|is|are|was|were|has|have|been|be|does|do|did|they|he|she|can|customer|user|caller|guest)\b|客户|用户|顾客|[\s，,、。.:：]/giu;

/** A condition without its negation and filling words, and whether it was negated. */
export interface Polarity {
  readonly core: string;
  readonly isNegative: boolean;
}

export const polarityOf = memoizedSentence(readPolarity);

function readPolarity(condition: string): Polarity {
  const parts = condition
    .toLowerCase()
    .split(/[、，,]|(?<!\s)\s+(?:and|or)\s+|(?<=\p{Script=Han})[且或](?=\p{Script=Han})/u);
  const read = parts.map(polarityOfPart);
  return { core: read.map(({ core }) => core).join(''), isNegative: read[0]?.isNegative ?? false };
}

function polarityOfPart(part: string): Polarity {
  const { core, isNegative } = withoutNegations(part);
  return { core: core.replace(FILLER, ''), isNegative };
}

/** The words of a statement without its negation, and whether it was negated. */
export interface SignedWords {
  /** English words without their endings, numbers, and pairs of Chinese characters. */
  readonly words: ReadonlySet<string>;
  readonly isNegative: boolean;
}

export function signedWords(statement: string): SignedWords {
  const { core, isNegative } = withoutNegations(statement.toLowerCase());
  const words = new Set<string>();
  const bare = hasHan(core) ? core.replace(FILLER, (filler) => (hasHan(filler) ? '' : ' ')) : core.replace(FILLER, ' ');
  for (const run of bare.match(WORD) ?? []) {
    if (run.charCodeAt(0) < 0x80) words.add(run.replace(/(?<=[a-z]{2})(?:ing|ed|es|s|e)$/, ''));
    else if (run.length === 1) words.add(run);
    else for (let at = 0; at + 1 < run.length; at++) words.add(run.slice(at, at + 2));
  }
  return { words, isNegative };
}

const WORD = /[a-z]+|\d+(?:\.\d+)?|\p{Script=Han}+/gu;

function withoutNegations(part: string): Polarity {
  let negations = 0;
  let core = part;
  if (OPPOSITE.test(core)) {
    for (const [pattern, word, isNegative] of OPPOSITES) {
      core = core.replace(pattern, () => {
        if (isNegative) negations++;
        return word;
      });
    }
  }
  const pattern = hasHan(core) ? CHINESE_NEGATION : ENGLISH_NEGATION;
  core = core.replace(pattern, () => {
    negations++;
    return '';
  });
  return { core, isNegative: negations % 2 === 1 };
}

/** True if one condition says that the other does not hold. */
export function areComplementary(a: string, b: string): boolean {
  if (areWithinAndBeyond(a, b) || isNormalOrWrong(a, b) || isNormalOrWrong(b, a)) return true;
  const first = polarityOf(a);
  const second = polarityOf(b);
  if (first.isNegative === second.isNegative) return false;
  return isSameCore(first.core, second.core);
}

function isSameCore(a: string, b: string): boolean {
  if (a === b || areSameCharacters(a, b)) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return long.length <= 4;
  return short.length >= 2 && long.includes(short);
}

/** `审核通过` and `通过审核` */
function areSameCharacters(a: string, b: string): boolean {
  if (a.length !== b.length || a.length < 4 || !/^\p{Script=Han}+$/u.test(a)) return false;
  return [...a].toSorted().join('') === [...b].toSorted().join('');
}

const COMPARISON = /(?<!\s)\s*(>=|<=|[><≥≤＞＜])\s*/u;

/** `a > b` and `a < b` */
function areComparedApart(a: string, b: string): boolean {
  const first = COMPARISON.exec(a)?.[1];
  const second = COMPARISON.exec(b)?.[1];
  if (first === undefined || second === undefined || a.replace(COMPARISON, ' ') !== b.replace(COMPARISON, ' '))
    return false;
  return /[>≥＞]/u.test(first) !== /[>≥＞]/u.test(second) && !(first.length > 1 && second.length > 1);
}

const SEVERAL = /\b(?:several|multiple|many|more than one)\b|多个|多名|多条|多位|不止一/iu;
const NONE = /\b(?:no|none|nothing|nobody)\b|没有|查不到|未找到|找不到/iu;

/** `several patients` and `no patient` */
function areCountedApart(a: string, b: string): boolean {
  const isApart = (SEVERAL.test(a) && NONE.test(b)) || (NONE.test(a) && SEVERAL.test(b));
  if (!isApart) return false;
  const words = new Set(a.toLowerCase().match(/[a-z]{4,}|\p{Script=Han}{2}/gu) ?? []);
  return [...(b.toLowerCase().match(/[a-z]{4,}|\p{Script=Han}{2}/gu) ?? [])].some(
    (word) => words.has(word) || words.has(`${word}s`) || words.has(word.replace(/s$/, '')),
  );
}

/** `无卡` and `卡与幼儿一致`: what is not there agrees with nothing. */
function isAbsent(a: string, b: string): boolean {
  if (a[0] !== '无' && a[0] !== '没') return false;
  const thing = /^(?:无|没有)(?!法|需|须)(\p{Script=Han}{1,4})$/u.exec(a)?.[1];
  return thing !== undefined && b.startsWith(thing) && !/[不未无没]/u.test(b);
}

/** True if two conditions speak of the same matter with opposite signs, though not in the same words. */
export function areOpposed(a: string, b: string): boolean {
  if (areWithinAndBeyond(a, b)) return true;
  if (areComparedApart(a, b) || areCountedApart(a, b) || isAbsent(a, b) || isAbsent(b, a)) return true;
  const first = polarityOf(a);
  const second = polarityOf(b);
  if (first.isNegative === second.isNegative) return false;
  if (isSameCore(first.core, second.core)) return true;
  if (!hasHan(first.core)) return false;
  for (let at = 0; at + 1 < first.core.length; at++) {
    if (second.core.includes(first.core.slice(at, at + 2))) return true;
  }
  return false;
}

/** `症状严重` and `症状轻微`: two states of the same thing. */
export function areAlternatives(a: string, b: string): boolean {
  if (a.length > 8 || b.length > 8 || a === b) return false;
  const subject = /^[\p{Script=Han}]{2}/u.exec(a)?.[0];
  return subject !== undefined && b.startsWith(subject) && a.length === b.length && a.at(-1) !== b.at(-1);
}
