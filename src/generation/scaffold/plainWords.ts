import { hasHan, replaceHtmlComments } from '../../core/index.ts';

/**
 * The first sentence of a text as one plain line: no line breaks that could begin a label, no placeholders, brackets
 * or calls that would be read as something else.
 */
export function plainSentence(text: string, maxLength: number): string {
  const untagged = replaceHtmlComments(text, ' ').replace(/\$?\{\{?[^{}]*\}?\}|<(?![\s\d=])[^<>]*>/g, ' ');
  const line = spellComparisons(untagged)
    .replace(/[`*_#>|\\]+/g, (marks) => (marks.includes('_') ? marks.replace(/[^_]/g, '') : ' '))
    .replace(/[[\]{}<>]/g, ' ')
    .replace(/[(（][^()（）]*[)）]?/g, ' ')
    .replace(/\.{3,}|…+|⋯+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const sentence = /^.*?(?:[。！？；]|[.!?;](?=\s|$)|$)/.exec(line)?.[0] ?? line;
  const bare = sentence.replace(/(?<![\s。！？；.!?;:：,，、])[\s。！？；.!?;:：,，、]+$/, '').trim();
  const points = [...bare];
  if (points.length <= maxLength) return bare;
  const cut = points.slice(0, maxLength).join('');
  // Do not cut inside a Latin word.
  const whole = (/\w$/.test(cut) ? cut.replace(/\s\S*$/, '') : cut) || cut;
  return whole.replace(TRAILING_WORDS, '') || whole;
}

const COMPARISON = /(\S?)(?:\s{1,9}is)?\s{0,9}(?<![-=])([<>]=?)(\s{0,9})(?=[$€£¥]?\d)/g;

const COMPARED = {
  en: { '>': 'over', '>=': 'at least', '<': 'under', '<=': 'at most' },
  'zh-CN': { '>': '超过', '>=': '不低于', '<': '低于', '<=': '不超过' },
} as const;

/** `score > 80` in words, since `>` quotes and `<` opens a tag. */
function spellComparisons(text: string): string {
  const isChinese = hasHan(text);
  const words = COMPARED[isChinese ? 'zh-CN' : 'en'];
  return text.replace(COMPARISON, (_, before: string, sign: keyof typeof words, space: string) => {
    if (isChinese) return `${before}${words[sign]}${space === '' ? '' : ' '}`;
    return `${before}${/\w/.test(before) ? ' is ' : ''}${words[sign]} `;
  });
}

/** Words that no sentence ends with, since they lead on to another. */
const TRAILING_WORDS = /(?:\s(?:an?|and|are|as|at|by|for|from|in|is|of|on|or|that|the|their|to|with|your)){1,9}$/i;

const OPENINGS =
  /^(?:(?:如果|若是|若|倘若|假如|一旦|万一|如遇|如|当)[^，,。；]*[，,]\s*(?:那么|就|则)?|(?:if|when|unless|in case|whenever)\b[^,.;]*,\s*(?:then\s+)?)/i;

const UNTIL = /[,，]?\s{0,9}(?:\buntil\b|直到|直至).*/isu;

/** What a step has one do, without the condition it begins with. */
export function withoutCondition(text: string): string {
  const rest = text.replace(OPENINGS, '').replace(UNTIL, '').trim();
  return rest === '' ? text : rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** A condition as a statement: without the word that makes it one. `unless` turns it round, so it stays whole. */
export function asStatement(condition: string): string {
  return condition
    .replace(/^(?:如果|若是|若|倘若|假如|一旦|万一|如遇|如|当|(?:if|when|whenever|in case)\b\s*)/i, '')
    .trim();
}

/** A bound alone, as one side of what the step before has one do. */
const BOUND =
  /^(?:up to|at (?:most|least)|no more than|not more than)\b|^(?:最多|至多|不超过)(?=[\d一二两三四五六七八九十百千])/iu;
/** `最高赔付运费的三倍` bounds what is paid. */
const CHINESE_BOUND = /^(?:最高|最多|至多)(赔付|赔偿|补偿|退款|退还|减免|补贴)(.{2,20})$/u;
/** What is so, and is nothing to do. */
const FACT =
  /^(?:the|an?|this|these) (?:[\w-]+ ){1,4}?(?:is|are|stays|remains?) (?:only |not )?(?:valid|free|final|binding|included|due|possible)\b|^\p{Script=Han}{1,10}[^，。；]{0,16}(?:有效|生效|失效|为准|到账)$|^\p{Script=Han}{3,20}，\p{Script=Han}{2,10}可(?![能疑靠])\p{Script=Han}{1,12}$/iu;
const DOES = /^(?:请|告知|通知|提醒|核对|核实|确认|检查|联系|等待|办理|登记|发送|提交|先|再|由|按|用|在|将|把)/u;

/** A limit or a fact as something to do: said with the step it limits, or explained to the customer. */
export function asInstruction(text: string, before: string): string {
  if (BOUND.test(text) && before !== '') {
    return HAN.test(before) ? `${before}，${text}` : `${before}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`;
  }
  if (CHINESE_BOUND.test(text)) return text.replace(CHINESE_BOUND, '按不超过$2的金额$1');
  if (!FACT.test(text) || DOES.test(text)) return text;
  return HAN.test(text)
    ? `告知客户：${text}`
    : `tell the customer that ${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

const HAN = /\p{Script=Han}/u;
