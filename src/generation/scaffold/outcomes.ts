import { amountRangeOf, contentWords, type JsonValue, type Language } from '../../core/index.ts';
import type { Decision, PlannedStep } from '../plan/scenarios.ts';
import { asStatement, plainSentence } from './plainWords.ts';

/** What turned out after a step, as one short statement; undefined where nothing is known. */
export function outcomeOf(step: PlannedStep, language: Language): string | undefined {
  const { text, outcomes, outcomesBefore } = step;
  const before = outcomesBefore === undefined ? undefined : statedOf({ text, outcomes: outcomesBefore }, language);
  const stated = statedOf({ text, outcomes }, language);
  if (before === undefined || stated === undefined) return stated ?? before;
  return language === 'en' ? `${before}, and ${lowerFirst(stated)}` : `${before}，${stated}`;
}

function statedOf(
  { text, outcomes }: { readonly text: string; readonly outcomes: PlannedStep['outcomes'] },
  language: Language,
): string | undefined {
  const last = outcomes?.at(-1);
  // Of several sides the one that holds says most, unless the last one is what comes of trying again.
  const outcome =
    last !== undefined && AGAIN.test(last.text) ? last : (outcomes?.findLast(({ holds }) => holds) ?? last);
  if (outcome === undefined) return undefined;
  const statement = statementOf(outcome, language);
  if (statement === '') return undefined;
  const others = (outcomes ?? []).filter((other) => other !== outcome);
  const answer = language === 'en' ? asAnswer(statement, text, others) : asChineseAnswer(statement, text, others);
  const result = resultOf(text, outcome, others);
  if (result === undefined) return answer;
  return language === 'en'
    ? `${statementOf(result, language)}, and ${lowerFirst(answer)}`
    : `${statementOf(result, language)}，${answer}`;
}

/** `Known`, `none is found`: nothing of it says what it is about. */
const BARE = /^[a-z]+$|^(?:none|nothing|nobody|no one|one|something|somebody)\b/i;

/** `联系不上` is about what `联系家长` comes to; the condition of a step further on says nothing of it. */
function resultOf(text: string, outcome: Decision, others: readonly Decision[]): Decision | undefined {
  if (sharesWord(text, outcome.text) || BARE.test(outcome.text)) return undefined;
  return others.find(
    ({ text: other, holds }) =>
      !holds &&
      !BARE.test(other) &&
      !AMOUNT_ONLY.test(other) &&
      sharesWord(text, other) &&
      !sharesWord(outcome.text, other),
  );
}

/** True if two texts have a pair of Chinese characters or a longer word in common. */
function sharesWord(text: string, other: string): boolean {
  const words = contentWords(other);
  return contentWords(text).some((word) => words.includes(word));
}

/** `Active` and `Not active` as answers to `Check whether the policy was active`; `None` of what was looked for. */
function asAnswer(statement: string, asked: string, others: readonly Decision[]): string {
  if (/^none$/i.test(statement)) return 'None was found';
  if (/^(?:yes|no)$/i.test(statement)) return answerInFull(/^yes$/i.test(statement), asked);
  if (AMOUNT_ONLY.test(statement))
    return `${MEASURED.exec(asked)?.[1] ?? 'it'} is ${lowerFirst(statement)}`.replace(/^[a-z]/, upper);
  if (/^for (?:an?|one|two|three|more|less|up|\d)/i.test(statement)) return `It is ${lowerFirst(statement)}`;
  const subject = /^it\s/i.test(statement)
    ? others.map(({ text }) => SUBJECT.exec(asStatement(text))?.[0]).find(Boolean)
    : undefined;
  if (subject !== undefined) return subject.replace(/^[a-z]/, upper) + statement.slice(2);
  const question = /\bwhether ((?:the|it|an?|this)\b[^,;]{2,60}?)(?=[.?]|$)/i.exec(asked)?.[1];
  const last = / (\w+)(?: there| here| yet| now)?$/i.exec(question ?? '')?.[1]?.toLowerCase();
  const [, denial, label] = /^(not |un(?=[a-z]))?([a-z]+(?: [a-z]+)?)$/i.exec(statement) ?? [];
  if (label === undefined || question === undefined || last === undefined) return statement;
  if (last !== label.toLowerCase() && !question.toLowerCase().endsWith(` ${label.toLowerCase()}`)) return statement;
  const answer = denial === undefined ? question : negated(question);
  return answer.charAt(0).toUpperCase() + answer.slice(1);
}

/** `Over 5000` says nothing of what is over it. */
const AMOUNT_ONLY = /^(?:under|over|below|above|up to|at (?:least|most)|(?:less|more|fewer) than|\d)/i;
const MEASURED =
  /^(?:estimate|measure|determine|assess|calculate|weigh|count|check|compare) (the [a-z]+(?: [a-z]+)?)(?=$|[.,;])/i;
/** `it` in the second of two conditions is what the first one speaks of. */
const SUBJECT = /^the [a-z]+(?= (?:is|are|was|were|has|had|[a-z]{2,}s)\b)/i;

function upper(letter: string): string {
  return letter.toUpperCase();
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** `Was the concert cancelled?` with its answer: `The concert was not cancelled`. */
const YES_OR_NO =
  /^(is|are|was|were|has|have|had|can|could|will|does|do|did) ((?:the|this|that|an?|any|his|her|their|its) \w+|it|he|she|they|there) ([^?]{2,80}?)[?.]?$/i;
/** After a subject of two words; `the last bill paid` has a longer one. */
const PREDICATE =
  /^(?:\w+(?:ed|en|id)|an?|the|in|at|on|of|for|from|by|to|still|already|older|younger|under|over|above|below|more|less|open|due|new|valid|active|available|known|have|want|agree|accept)\b/i;

function answerInFull(isYes: boolean, asked: string): string {
  const [, auxiliary = '', subject = '', rest = ''] = YES_OR_NO.exec(asked.trim()) ?? [];
  if (!PREDICATE.test(rest)) return isYes ? 'The answer is yes' : 'The answer is no';
  const statement = `${lowerFirst(subject)} ${auxiliary.toLowerCase()} ${isYes ? '' : 'not '}${rest}`;
  return statement.replace(/^[a-z]/, upper).replace(/^(There \w+) not an? /, '$1 no ');
}

/** `一般` after `判断病情` speaks of the condition of the patient. */
const DEGREE = /^(?:一般|危重|严重|轻微|正常|异常|良好|较差|紧急|普通|充足|齐全)$/u;

/** `成功` of a second attempt, `5万元以上` of an amount, `是` of a question. */
function asChineseAnswer(statement: string, asked: string, others: readonly Decision[]): string {
  const question = /是否([^，。？；]{2,30})/u.exec(asked)?.[1];
  if (/^[是否]$/u.test(statement)) {
    if (question === undefined) return statement === '是' ? '情况属实' : '情况不属实';
    return statement === '是' ? question : negatedChinese(question);
  }
  if (/^不?(?:同意|接受|愿意)$|^拒绝$/u.test(statement)) return `客户${statement}`;
  if (DEGREE.test(statement))
    return (/^(?:判断|评估|核实|确认|检查|查看|核对)(\p{Script=Han}{2,4})$/u.exec(asked)?.[1] ?? '') + statement;
  if (/^(?:成功|仍然?失败)$/u.test(statement)) return `再试一次后${statement}`;
  if (!/^[\d一二两三四五六七八九十百千半]/u.test(statement)) return statement;
  return (others.map(({ text }) => AMOUNT_OF.exec(asStatement(text))?.[1]).find(Boolean) ?? '') + statement;
}

/** `价值500元以下` speaks of the value. */
const AMOUNT_OF =
  /^([\p{Script=Han}]{2,8}?)(?=[\d一二两三四五六七八九十百千半][^，。]{0,10}(?:以下|以上|以内|之内|内)$)/u;

/** `价值500元以下` is asked as `价值是否在500元以下`. */
export function amountAsked(text: string): string | undefined {
  const matter = AMOUNT_OF.exec(text)?.[1];
  return matter === undefined ? undefined : `${matter}是否在${text.slice(matter.length)}`;
}

const AGAIN = /^(?:仍|还是|依然)|\bstill\b/iu;

/** A condition as a plain statement, turned round where it does not hold. */
export function statementOf({ text, holds }: Decision, language: Language): string {
  const words = asStatement(plainSentence(text, 60));
  if (words === '') return '';
  const statement = holds ? words : negated(words);
  return language === 'en' ? statement.charAt(0).toUpperCase() + statement.slice(1) : statement;
}

/** What is to be found out: `the caller cannot be verified` is the question whether they can. */
export function asQuestion(statement: string): string {
  return /\b(?:not|cannot)\b|^(?:无(?!法)|未|不|没有)|^\p{Script=Han}{2,6}失败$/iu.test(statement)
    ? negated(statement)
    : statement;
}

const AUXILIARY = /\b(is|are|was|were|can|will|has been|have been|must|should)\b(?!\s+(?:no|none|not)\b)/i;

function negated(words: string): string {
  return /\p{Script=Han}/u.test(words) ? negatedChinese(words) : negatedEnglish(words);
}

/** What has no ordinary negation: `somebody was injured`, `a dish is sold out`, `it is still slow`. */
const INDEFINITE: readonly (readonly [RegExp, string])[] = [
  [/^(?:somebody|someone|anybody|anyone)\b/i, 'nobody'],
  [/^(?:something|anything)\b/i, 'nothing'],
  [/^(?:an?|any) (?=(?:\w+ ){1,3}?(?:is|was|has|were|are)\b)/i, 'no '],
  [/^(?:an?|any) (?=[a-z]+ [a-z]{2,}[^s\W]s (?:an?|the|to|for|it|that|no|any)\b)/i, 'no '],
  [/\b(is|are|was|were) still\b/i, '$1 no longer'],
  [/^there is no (?=[aeiou])/i, 'there is an '],
  [/^there is no /i, 'there is a '],
  [/^there are no /i, 'there are '],
];

/** `does not correct something` is `does not correct anything`. */
function negatedEnglish(words: string): string {
  return withNegation(words).replace(/(?<=\bnot\b.{1,60})\bsome(?=thing\b|body\b|one\b)/i, 'any');
}

function withNegation(words: string): string {
  // `was not delivered yet` is turned round by `already`.
  const yet = /^(.{1,60}?)\bnot\b(.{1,60}?)\s+yet\b/i.exec(words);
  if (yet?.[1] !== undefined && yet[2] !== undefined) return `${yet[1]}already${yet[2]}${words.slice(yet[0].length)}`;
  if (/\b(?:not|cannot)\b/i.test(words)) return words.replace(/\bcannot\b/i, 'can').replace(/(?<!\s)\s*\bnot\b/i, '');
  const none = /^(?:no|nobody|nothing|none)\b/i.exec(words)?.[0].toLowerCase();
  if (none !== undefined) {
    const instead = none === 'nobody' ? 'somebody' : none === 'nothing' ? 'something' : none === 'none' ? 'one' : 'a';
    return instead + words.slice(none.length);
  }
  const indefinite = INDEFINITE.find(([pattern]) => pattern.test(words));
  if (indefinite !== undefined) return words.replace(...indefinite);
  const auxiliary = AUXILIARY.exec(words);
  if (auxiliary !== null) {
    const [first = ''] = auxiliary[0].split(' ');
    const end = auxiliary.index + first.length;
    return `${words.slice(0, end)} not${words.slice(end)}`;
  }
  if (/^all\b/i.test(words)) return `not ${words}`;
  const still = /^(.{1,40}?)\s+still\s+/i.exec(words);
  if (still?.[1] !== undefined) return `${still[1]} no longer ${words.slice(still[0].length)}`;
  const verb = VERB.exec(words);
  if (verb?.[1] !== undefined && verb[2] !== undefined) {
    return `${verb[1]} does not ${baseOf(verb[2])}${words.slice(verb[0].length)}`;
  }
  return `it is not the case that ${words}`;
}

/** `the caller accepts`: a subject of one or two words and a verb in the third person. */
const VERB = /^((?:the|an?|this)\s+(?:\w+\s+)?\w+|it|he|she)\s+([a-z]{2,}s)\b(?!\s+(?:of|in|for)\b)/i;

function baseOf(verb: string): string {
  if (/^has$/i.test(verb)) return 'have';
  if (/(?:ss|sh|ch|x|o)es$/.test(verb)) return verb.slice(0, -2);
  return /ies$/.test(verb) ? `${verb.slice(0, -3)}y` : verb.slice(0, -1);
}

const CHINESE_TURNS: readonly (readonly [RegExp, string])[] = [
  [/(?:仍然?|还是)?失败/u, '成功'],
  [/^出现(?!了?\p{Script=Han}{0,6}[无未])/u, '未出现'],
  [/(?<![不未没有])(?=(?:低于|高于|大于|小于|少于|多于))/u, '不'],
  [/(?<=^\p{Script=Han}{2,4})(?=(?:发热|发烧|受伤|出血|昏迷|过敏|呕吐)$)/u, '没有'],
  [/^逾期未/u, '已按期'],
  [/^超过(.{1,8}?(?:天|日|小时|分钟|周|个月))(?:仍|还)?无/u, '$1内有'],
  [/^超过(.{1,8}?(?:天|日|小时|分钟|周|个月))(?:仍|还)?(?:未|没有?)/u, '$1内已'],
  [/(?<=\p{Script=Han}{2})异常$/u, '正常'],
  [/不([上到通])$/u, '$1了'],
  [/不足(?=[\d一二两三四五六七八九十半])/u, '不少于'],
  [/不足$/u, '充足'],
  [/不符$/u, '相符'],
  [
    /(?<=^[^，。不未没无]{0,12})(?=(?:损坏|丢失|遗失|发生|收到|提交|提供|缴纳|支付|携带|到场|投诉|出示|签字)(?:\p{Script=Han}{0,8})$)/u,
    '未',
  ],
  [/仍然?未/u, '已'],
  [/仍然?(?:没有|不)/u, '已经'],
  [/没有/u, '有'],
  [/不是/u, '是'],
  [/未能/u, '能'],
  [/(?<!有)无(?!法)/u, '有'],
  [/不(?!同(?!意))/u, ''],
  [/未/u, '已'],
  [/已/u, '未'],
  [/有/u, '没有'],
  [/是/u, '不是'],
  [/超过/u, '未超过'],
  [/(?=(?:一致|符合|通过|正常|齐全|满意|同意|属实|合格|相符|清醒)$)/u, '不'],
  [/成功/u, '失败'],
  [/完好/u, '破损'],
  [/需要?/u, '不需要'],
  [/能/u, '不能'],
];

function negatedChinese(words: string): string {
  const turn = CHINESE_TURNS.find(([pattern]) => pattern.test(words));
  if (turn !== undefined) return words.replace(...turn);
  return words.length <= 4 ? `没有${words}` : `没有出现“${words}”的情况`;
}

/** A number that fits what is to turn out: with `the score is 70 or higher` the score is 77. */
export function numberFor(name: string, outcomes: readonly Decision[]): number | undefined {
  const words = name
    .toLowerCase()
    .split(/[_\W]+/u)
    .filter((word) => word.length > 2);
  for (const { text, holds } of outcomes) {
    const lower = text.toLowerCase();
    if (!words.some((word) => lower.includes(word))) continue;
    const range = amountRangeOf(text);
    if (range === undefined) continue;
    const isAbove = Number.isFinite(range.low) === holds;
    const limit = Number.isFinite(range.low) ? range.low : range.high;
    const step = Math.max(1, Math.round(Math.abs(limit) / 10));
    return isAbove ? limit + step : Math.max(0, limit - step);
  }
  return undefined;
}

/** A result whose fields agree with the values used so far, and with what is to turn out. */
export function withAgreement(
  result: JsonValue,
  used: Map<string, JsonValue>,
  outcomes: readonly Decision[],
): JsonValue {
  if (isList(result)) return result.map((item) => withAgreement(item, used, outcomes));
  if (typeof result !== 'object' || result === null) return result;
  return Object.fromEntries(
    Object.entries(result).map(([name, value]) => {
      const earlier = used.get(name);
      if (earlier !== undefined && typeof earlier === typeof value) return [name, earlier];
      const fitting = typeof value === 'number' ? numberFor(name, outcomes) : undefined;
      // A sum found here is the one that later steps pay.
      if (typeof value === 'number' && SUM.test(name)) {
        const sum = fitting ?? value;
        used.set(name, sum);
        return [name, sum];
      }
      if (fitting !== undefined) return [name, fitting];
      // An identifier found here is the one that later steps use.
      if (typeof value === 'string' && /(?:^|_)(?:id|no|number|code)$|Id$/u.test(name)) used.set(name, value);
      return [name, typeof value === 'object' ? withAgreement(value, used, outcomes) : value];
    }),
  );
}

const SUM =
  /(?:^|_)(?:amount|price|total|fee|balance|sum)$|(?:Amount|Price|Total|Fee|Balance)$|金额|价格|总额|费用|余额/u;

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
