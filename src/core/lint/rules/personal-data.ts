import { defineMessages } from '../../l10n/messages.ts';
import type { TextRange } from '../../text/range.ts';
import { createFictitiousValues, getValueKey, type ValueKind } from '../analysis/fictitiousValues.ts';
import { findLongNumbers, type LongNumbers } from '../analysis/longNumbers.ts';
import {
  findPersonalNumbers,
  isMadeUpNumber,
  isMainlandId,
  type NumberShape,
  passesLuhn,
} from '../analysis/personalNumbers.ts';
import { defineRule, type Report, type Reporter } from '../rule.ts';
import { stringsOption } from '../ruleOptions.ts';

const kinds = defineMessages({
  id: { en: 'a mainland ID number', 'zh-CN': '身份证号' },
  mobile: { en: 'a mobile number', 'zh-CN': '手机号' },
  card: { en: 'a bank card number', 'zh-CN': '银行卡号' },
  email: { en: 'an e-mail address', 'zh-CN': '电子邮箱' },
});

const say = defineMessages({
  personal: {
    en: 'This looks like {kind} of a real person. Use a fictitious one or mask it.',
    'zh-CN': '这里似乎是真实的{kind}。请改用虚构的，或进行脱敏。',
  },
  mask: { en: 'Mask as {mask} in the whole document', 'zh-CN': '在整个文档中脱敏为 {mask}' },
  replace: {
    en: 'Replace with the fictitious {fictitious} in the whole document',
    'zh-CN': '在整个文档中替换为虚构的 {fictitious}',
  },
  replaceAll: {
    en: 'Replace all personal data of this document with fictitious values',
    'zh-CN': '将本文档中的所有个人信息替换为虚构的值',
  },
});

export const personalData = defineRule({
  id: 'personal-data',
  group: 'data',
  summary: {
    en: 'Files must not contain ID numbers, mobile numbers, e-mail addresses or bank card numbers of people.',
    'zh-CN': '文件不能包含个人的身份证号、手机号、电子邮箱或银行卡号。',
  },
  defaultSeverity: 'warning',
  fixable: 'suggestion',
  options: {
    allow: stringsOption({
      en: 'Allowed values, such as a hotline; for e-mail also a domain such as `@shop.cn`.',
      'zh-CN': '允许出现的值，例如客服热线；邮箱也可写域名，如 `@shop.cn`。',
    }),
  },
  check: {
    shots: ({ document, longNumbers }, { allow }, report) => search(document.text, longNumbers, allow, report),
    procedure: ({ procedure: { text } }, { allow }, report) => search(text, findLongNumbers(text), allow, report),
  },
});

/** A value of a person, with what is written in its place. */
interface PersonalValue extends TextRange {
  readonly text: string;
  readonly kind: ValueKind;
  /** Hides most of the value. */
  readonly mask: string;
  /** Fictitious, of the same shape. */
  readonly fictitious: string;
}

/** How many values are replaced together: each of them has all of the edits. */
const MAX_TOGETHER = 200;

function search(text: string, numbers: LongNumbers, allow: readonly string[], report: Reporter): void {
  const values = findValues(text, numbers, allow);
  const byKey = new Map<string, PersonalValue[]>();
  for (const value of values) {
    const key = getValueKey(value.text, value.kind);
    const same = byKey.get(key);
    if (same === undefined) byKey.set(key, [value]);
    else same.push(value);
  }
  for (const same of byKey.values()) {
    for (const value of same) report(toReport(value, same, values));
  }
}

/** The values in the order in which they are found, each kind of number before the addresses. They are apart. */
function findValues(text: string, numbers: LongNumbers, allow: readonly string[]): readonly PersonalValue[] {
  const makeFictitious = createFictitiousValues();
  const values: PersonalValue[] = [];
  const mailboxes = [...addresses(text)];
  for (const { start, text: found, shape } of findPersonalNumbers(text, numbers)) {
    const kind = kindOf(found, shape);
    // `13812345678@shop.cn` is one value.
    if (kind === undefined || allow.includes(found) || isWithin(mailboxes, start)) continue;
    const replaced = { mask: maskNumber(found), fictitious: makeFictitious(found, kind) };
    values.push({ start, end: start + found.length, text: found, kind, ...replaced });
  }
  for (const { start, address } of mailboxes) {
    const domain = address.slice(address.indexOf('@'));
    if (allow.includes(address) || allow.includes(domain) || isNobody(address)) continue;
    const replaced = { mask: `${address.slice(0, 1)}***${domain}`, fictitious: makeFictitious(address, 'email') };
    values.push({ start, end: start + address.length, text: address, kind: 'email', ...replaced });
  }
  return values;
}

function toReport(value: PersonalValue, same: readonly PersonalValue[], all: readonly PersonalValue[]): Report {
  const { start, end, kind, mask, fictitious } = value;
  const together = same.length <= MAX_TOGETHER ? same : [value];
  return {
    range: { start, end },
    message: say('personal', { kind: kinds(kind) }),
    suggestions: [
      { title: say('mask', { mask }), edits: together.map((one) => ({ range: one, newText: one.mask })) },
      {
        title: say('replace', { fictitious }),
        edits: together.map((one) => ({ range: one, newText: one.fictitious })),
      },
      ...(all.length > together.length && all.length <= MAX_TOGETHER
        ? [{ title: say('replaceAll'), edits: all.map((one) => ({ range: one, newText: one.fictitious })) }]
        : []),
    ],
  };
}

function kindOf(found: string, shape: NumberShape): NumberShape | undefined {
  const digits = found.replace(/\D/g, '');
  if (shape === 'id') return isMainlandId(found) ? 'id' : undefined;
  if (isMadeUpNumber(shape === 'mobile' ? digits.slice(-11) : digits)) return undefined;
  if (shape === 'mobile') return 'mobile';
  return digits.length >= 15 && passesLuhn(digits) ? 'card' : undefined;
}

/** Keeps the first three and last four digits, as people mask numbers, and every separator. */
function maskNumber(found: string): string {
  const count = found.replace(/[^\dXx]/g, '').length;
  let index = 0;
  return found.replace(/[\dXx]/g, (digit) => {
    index++;
    return index > 3 && index <= count - 4 ? '*' : digit;
  });
}

interface Mailbox {
  readonly start: number;
  readonly address: string;
}

/** True if an offset is in one of the addresses, which are in order. */
function isWithin(mailboxes: readonly Mailbox[], offset: number): boolean {
  let low = 0;
  let high = mailboxes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((mailboxes[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const last = mailboxes[low - 1];
  return last !== undefined && offset < last.start + last.address.length;
}

const LOCAL_CHARACTER = /[A-Za-z0-9._%+-]/;
const DOMAIN = /[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/y;

/**
 * Walks from one `@` to the next: most of a document has none. The local part is at most 64 characters long, and begins
 * after the address before it.
 */
function* addresses(text: string): Generator<Mailbox> {
  let end = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > end && at - start < 64 && LOCAL_CHARACTER.test(text.charAt(start - 1))) start--;
    DOMAIN.lastIndex = at + 1;
    const domain = DOMAIN.exec(text)?.[0];
    if (start < at && domain !== undefined && /\.[A-Za-z]{2,}$/.test(domain)) {
      end = at + 1 + domain.length;
      yield { start, address: text.slice(start, end) };
    }
  }
}

/** Reserved domains (RFC 2606) and addresses of a desk rather than of a person. */
function isNobody(address: string): boolean {
  return (
    /[@.]example\.(?:com|net|org|cn)$|\.(?:test|example|invalid|localhost)$/i.test(address) ||
    /^(?:support|service|info|help|admin|sales|contact|no-?reply|kefu|hello|office)@/i.test(address)
  );
}
