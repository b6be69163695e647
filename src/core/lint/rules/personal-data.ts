import { defineMessages, type Message } from '../../l10n/messages.ts';
import { type LongNumbers, longNumbers } from '../longNumbers.ts';
import { stringsOption } from '../options.ts';
import { isMadeUpNumber, isMainlandId, type NumberShape, passesLuhn, personalNumbers } from '../personalNumbers.ts';
import { defineRule, type Report, type Reporter } from '../rule.ts';

const kinds = defineMessages({
  id: { en: 'a mainland ID number', 'zh-CN': '身份证号' },
  mobile: { en: 'a mobile number', 'zh-CN': '手机号' },
  card: { en: 'a bank card number', 'zh-CN': '银行卡号' },
  email: { en: 'an e-mail address', 'zh-CN': '电子邮箱' },
});

const say = defineMessages({
  personal: {
    en: 'This looks like {kind} of a real person; use a made-up one or mask it.',
    'zh-CN': '这里像是真实的{kind}，请改用虚构的，或打码。',
  },
  mask: { en: 'Mask it: {mask}', 'zh-CN': '打码：{mask}' },
});

export const personalData = defineRule({
  id: 'personal-data',
  group: 'data',
  summary: {
    en: 'No ID number, mobile number, e-mail address or bank card of a person stands in a file.',
    'zh-CN': '文件中不能有个人的身份证号、手机号、电子邮箱或银行卡号。',
  },
  defaultSeverity: 'warning',
  fixable: 'suggestion',
  options: {
    allow: stringsOption({
      en: 'Values that may stand, such as a hotline; for e-mail also a domain such as `@shop.cn`.',
      'zh-CN': '允许出现的值，例如客服热线；邮箱也可写域名，如 `@shop.cn`。',
    }),
  },
  check: {
    shots: ({ document, longNumbers }, { allow }, report) => search(document.text, longNumbers, allow, report),
    procedure: ({ procedure: { text } }, { allow }, report) => search(text, longNumbers(text), allow, report),
  },
});

function search(text: string, numbers: LongNumbers, allow: readonly string[], report: Reporter): void {
  for (const { start, found, shape } of personalNumbers(text, numbers)) {
    const kind = kindOf(found, shape);
    if (kind !== undefined && !allow.includes(found)) report(finding(start, found, kinds(kind), maskNumber(found)));
  }
  for (const { start, address } of addresses(text)) {
    const domain = address.slice(address.indexOf('@'));
    if (allow.includes(address) || allow.includes(domain) || isNobody(address)) continue;
    report(finding(start, address, kinds('email'), `${address.slice(0, 1)}***${domain}`));
  }
}

function kindOf(found: string, shape: NumberShape): NumberShape | undefined {
  const digits = found.replace(/\D/g, '');
  if (shape === 'id') return isMainlandId(found) ? 'id' : undefined;
  if (isMadeUpNumber(shape === 'mobile' ? digits.slice(-11) : digits)) return undefined;
  if (shape === 'mobile') return 'mobile';
  return digits.length >= 15 && passesLuhn(digits) ? 'card' : undefined;
}

function finding(start: number, found: string, kind: Message, mask: string): Report {
  const range = { start, end: start + found.length };
  return {
    range,
    message: say('personal', { kind }),
    suggestions: [{ title: say('mask', { mask }), edits: [{ range, newText: mask }] }],
  };
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

const LOCAL_CHARACTER = /[A-Za-z0-9._%+-]/;
const DOMAIN = /[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/y;

/** Walks from one `@` to the next: most of a document has none. The local part is at most 64 characters long. */
function* addresses(text: string): Generator<{ readonly start: number; readonly address: string }> {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < 64 && LOCAL_CHARACTER.test(text.charAt(start - 1))) start--;
    DOMAIN.lastIndex = at + 1;
    const domain = DOMAIN.exec(text)?.[0];
    if (start < at && domain !== undefined && /\.[A-Za-z]{2,}$/.test(domain)) {
      yield { start, address: text.slice(start, at + 1 + domain.length) };
    }
  }
}

/** Reserved domains (RFC 2606) and addresses of a desk rather than of a person. */
function isNobody(address: string): boolean {
  return (
    /@(?:.+\.)?(?:example\.(?:com|net|org|cn)|[\w.-]+\.(?:test|example|invalid|localhost))$/i.test(address) ||
    /^(?:support|service|info|help|admin|sales|contact|no-?reply|kefu|hello|office)@/i.test(address)
  );
}
