const CHINESE_DIGITS = '零一二三四五六七八九';
const CIRCLED_ONE = 0x2460;

/** Writes a number in the numerals another one is written in: digits, full-width digits, Chinese or circled. */
export function writeNumeralLike(sample: string, value: number): string | undefined {
  if (/^\d+$/.test(sample)) return String(value);
  if (/^[０-９]+$/.test(sample))
    return String(value).replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
  if (/^[\u2460-\u2473]$/.test(sample))
    return value >= 1 && value <= 20 ? String.fromCharCode(CIRCLED_ONE + value - 1) : undefined;
  if (/^[零〇一二两三四五六七八九十]+$/.test(sample)) return toChineseNumeral(value);
  return undefined;
}

/** `12` as `十二`; numbers of more than two digits are not written so in lists. */
function toChineseNumeral(value: number): string | undefined {
  if (value < 1 || value > 99) return undefined;
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  const left = tens === 0 ? '' : tens === 1 ? '十' : `${CHINESE_DIGITS[tens]}十`;
  return `${left}${ones === 0 ? '' : CHINESE_DIGITS[ones]}`;
}
