import { hasHan } from '../text/han.ts';

/** Where a sentence holds more than one statement, a negation would say too much or too little. */
const SEVERAL =
  /[,，、;；]|\b(?:and|or|who|which|that|whether|if|when|unless|none but|only|either|neither|all|every|both)\b|[且或并]|只有|都|均/iu;
const ENGLISH_TAKEN = /\b(is|are|was|were|has|have|had|can|could|will|would|does|do|did)(?: not\b|n['’]t\b)/i;
const ENGLISH_ADDED =
  /^(.{2,60}?\b(?:is|are|was|were|can|could|will|would|may|must|should))\b(?! not\b|n['’]t\b)(?= )/i;
/** Words that are their own opposite with one character less or more. */
const CHINESE_STATES =
  '通过|同意|满意|合格|符合|存在|成功|齐全|完整|一致|正常|属实|匹配|接受|属于|需要|足够|支持|可用|有效|相符|清楚|方便|在场|愿意|配合';
const CHINESE_TAKEN = new RegExp(`^([\\p{Script=Han}\\w]{0,12}?)[不未](${CHINESE_STATES})(.{0,12})$`, 'u');
const CHINESE_ADDED = new RegExp(`^([\\p{Script=Han}\\w]{0,12}?)(?<![不未])(${CHINESE_STATES})(.{0,12})$`, 'u');
/** `不通过` and `不合格`, but `未成功`. */
const WITH_NOT_YET = /^(?:成功|通过)$/u;
const CHINESE_AMOUNT =
  /^([^不未没]{0,12}?)(超过|达到|低于|高于|大于|小于|多于|少于)(?=.*[\d一二两三四五六七八九十百千万半])/u;

/** A condition as one says it where it does not hold; undefined where turning it round is not safe. */
export function negated(condition: string): string | undefined {
  const words = condition.replace(/\s+/g, ' ').trim();
  if (SEVERAL.test(words)) return undefined;
  return hasHan(words) ? negatedChinese(words) : negatedEnglish(words);
}

function negatedEnglish(words: string): string | undefined {
  if (/^(?:no|none)\b/i.test(words)) return words.replace(/^(?:no|none)\b/i, 'any');
  if (/\b(?:no|none|never|nothing|nobody|without)\b/i.test(words)) return undefined;
  if (/\bcannot\b/i.test(words)) return words.replace(/\bcannot\b/i, 'can');
  const taken = ENGLISH_TAKEN.exec(words)?.[1];
  // `does not start` needs another form of its verb.
  if (taken !== undefined) return /^d/i.test(taken) ? undefined : words.replace(ENGLISH_TAKEN, '$1');
  return ENGLISH_ADDED.test(words) ? words.replace(ENGLISH_ADDED, '$1 not') : undefined;
}

function negatedChinese(words: string): string | undefined {
  if (/^(?:没有|无(?=\p{Script=Han})(?!法|需|须|论))/u.test(words)) return words.replace(/^(?:没有|无)/u, '有');
  if (/^有(?!效|限|关)/u.test(words)) return `没${words}`;
  if (CHINESE_TAKEN.test(words)) return words.replace(CHINESE_TAKEN, '$1$2$3');
  if (/[不未没无非]/u.test(words)) return undefined;
  const amount = CHINESE_AMOUNT.exec(words);
  if (amount?.[2] !== undefined) {
    const no = /^[超达]/u.test(amount[2]) ? '未' : '不';
    return words.replace(CHINESE_AMOUNT, `$1${no}$2`);
  }
  const added = CHINESE_ADDED.exec(words);
  if (added === null) return undefined;
  const [, before = '', state = '', after = ''] = added;
  return `${before}${WITH_NOT_YET.test(state) ? '未' : '不'}${state}${after}`;
}
