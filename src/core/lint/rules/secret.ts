import { defineMessages, type Message } from '../../l10n/messages.ts';
import { findKeyTokens } from '../analysis/keyTokens.ts';
import { defineRule, type Report, type Reporter } from '../rule.ts';
import { stringsOption } from '../ruleOptions.ts';

const kinds = defineMessages({
  openai: { en: 'an API key of an OpenAI-compatible service', 'zh-CN': ' OpenAI 兼容服务的 API 密钥' },
  github: { en: 'a GitHub token', 'zh-CN': ' GitHub 令牌' },
  gitlab: { en: 'a GitLab token', 'zh-CN': ' GitLab 令牌' },
  aws: { en: 'an AWS access key', 'zh-CN': ' AWS 访问密钥' },
  google: { en: 'a Google API key', 'zh-CN': ' Google API 密钥' },
  slack: { en: 'a Slack token', 'zh-CN': ' Slack 令牌' },
  stripe: { en: 'a Stripe key', 'zh-CN': ' Stripe 密钥' },
  aliyun: { en: 'an Alibaba Cloud access key', 'zh-CN': '阿里云 AccessKey' },
  tencent: { en: 'a Tencent Cloud access key', 'zh-CN': '腾讯云 SecretId' },
  huggingface: { en: 'a Hugging Face token', 'zh-CN': ' Hugging Face 令牌' },
  jwt: { en: 'a signed web token (JWT)', 'zh-CN': '已签名的 JWT' },
  privateKey: { en: 'a private key', 'zh-CN': '私钥' },
  url: { en: 'a password in a URL', 'zh-CN': 'URL 中的密码' },
});

const say = defineMessages({
  secret: {
    en: 'This looks like {kind}. Remove it: models learn it, and anyone with the file can read it.',
    'zh-CN': '这里似乎是{kind}。请删除：模型会学到它，获得文件的人也能看到它。',
  },
  replace: { en: 'Replace it with `{mask}`', 'zh-CN': '替换为 `{mask}`' },
});

/** The shapes of well-known credentials, by a name of their kind. Each holds a word that `keyTokens` finds. */
const SHAPES = {
  openai: 'sk-(?:proj-|ant-|or-)?[A-Za-z0-9_-]{20,200}',
  github: '(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{50,255})',
  gitlab: 'glpat-[A-Za-z0-9_-]{20,64}',
  aws: '(?:AKIA|ASIA)[A-Z0-9]{16}',
  google: 'AIza[A-Za-z0-9_-]{35}',
  slack: 'xox[abprs]-[A-Za-z0-9-]{10,200}',
  stripe: '[rs]k_(?:live|test)_[A-Za-z0-9]{16,200}',
  aliyun: 'LTAI[A-Za-z0-9]{12,26}',
  tencent: 'AKID[A-Za-z0-9]{32}',
  huggingface: 'hf_[A-Za-z0-9]{30,64}',
  jwt: 'eyJ[A-Za-z0-9_-]{12,2000}\\.eyJ[A-Za-z0-9_-]{10,4000}\\.[A-Za-z0-9_-]{10,1000}',
} as const;

const SECRET = new RegExp(
  `(?:${Object.entries(SHAPES)
    .map(([kind, shape]) => `(?<${kind}>${shape})`)
    .join('|')})(?![A-Za-z0-9_-])`,
  'y',
);
/** What the shapes begin with: other long words are skipped. */
const FIRST_LETTERS = 'sgAxrLhe';

const PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY-----/g;
const URL_PASSWORD = /:\/\/[^\s/:@"'<>{}]{1,100}:([^\s/:@"'<>{}]{3,100})@/g;

export const secret = defineRule({
  id: 'secret',
  group: 'data',
  summary: {
    en: 'Files must not contain API keys, tokens, passwords or private keys.',
    'zh-CN': '文件不能包含 API 密钥、令牌、密码或私钥。',
  },
  defaultSeverity: 'error',
  fixable: 'suggestion',
  options: {
    allow: stringsOption({
      en: 'Values that are known to be harmless and are not reported.',
      'zh-CN': '已知无害、无需报告的值。',
    }),
  },
  check: {
    shots: ({ document }, { allow }, report) => search(document.text, allow, report),
    procedure: ({ procedure }, { allow }, report) => search(procedure.text, allow, report),
    tools: ({ file }, { allow }, report) => search(file.text, allow, report),
    project: ({ text }, { allow }, report) => search(text, allow, report),
  },
});

function search(text: string, allow: readonly string[], report: Reporter): void {
  for (const start of findKeyTokens(text)) {
    if (!FIRST_LETTERS.includes(text.charAt(start))) continue;
    SECRET.lastIndex = start;
    const match = SECRET.exec(text);
    if (match === null || allow.includes(match[0]) || isMadeUp(match[0])) continue;
    const kind = Object.keys(SHAPES).find((name) => match.groups?.[name] !== undefined) as keyof typeof SHAPES;
    report(finding(start, start + match[0].length, kinds(kind), `<${kind}-key>`));
  }
  for (const match of text.matchAll(PRIVATE_KEY)) {
    const end = text.indexOf('-----END', match.index);
    const close = end === -1 ? -1 : text.indexOf('-----', end + 8);
    const last = close === -1 ? match.index + match[0].length : close + 5;
    report(finding(match.index, last, kinds('privateKey'), '<private-key>'));
  }
  // The search for one character is several times as fast, and few documents hold it.
  const addresses = text.includes('@') ? text.matchAll(URL_PASSWORD) : [];
  for (const match of addresses) {
    const password = match[1] ?? '';
    if (allow.includes(password) || isMadeUp(password) || /^(?:password|passwd|pass|pwd)$/i.test(password)) continue;
    const start = match.index + match[0].length - 1 - password.length;
    report(finding(start, start + password.length, kinds('url'), '<password>'));
  }
}

function finding(start: number, end: number, kind: Message, mask: string): Report {
  const range = { start, end };
  return {
    range,
    message: say('secret', { kind }),
    suggestions: [{ title: say('replace', { mask }), edits: [{ range, newText: mask }] }],
  };
}

/** Documentation writes `sk-xxxxxxxx` and `sk-your-api-key`: nobody's key. */
function isMadeUp(value: string): boolean {
  return /(.)\1{7}|your|example|placeholder|redacted|\*{3}/i.test(value);
}
