import { defineMessages, type Message, trimEndOf } from '../core/index.ts';
import type { Destination } from '../generation/index.ts';

const say = defineMessages({
  notUrl: {
    en: 'This is not a valid URL. A base URL looks like http://127.0.0.1:11434/v1.',
    'zh-CN': '这不是有效的网址；服务地址形如 http://127.0.0.1:11434/v1。',
  },
  scheme: {
    en: 'A base URL must start with https:// (or http:// for a local server).',
    'zh-CN': '服务地址须以 https:// 开头（本地服务器也可用 http://）。',
  },
  credentials: {
    en: 'The base URL contains a user name or password. Remove them and store the key with "Set API Key".',
    'zh-CN': '服务地址里带了用户名或密码。请把它们去掉，密钥请用“设置密钥”保存。',
  },
});

/** A base URL taken apart: where it leads, and what every request to it shares. */
export interface Address extends Destination {
  /** Without query and trailing slash. */
  readonly baseUrl: string;
  /** The base URL's own query (`api-version=…`), which goes with every request. */
  readonly query: Readonly<Record<string, string>>;
  /** True if anyone on the way can read along. */
  readonly plain: boolean;
}

/** An address of a server, or why a text is none. */
export type AddressResult =
  | { readonly ok: true; readonly address: Address }
  | { readonly ok: false; readonly problem: Message };

/** Parses a base URL as the network stack does, so that the checked host is the connected host. */
export function toAddress(baseUrl: string): AddressResult {
  if (!URL.canParse(baseUrl)) return { ok: false, problem: say('notUrl') };
  const url = new URL(baseUrl);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { ok: false, problem: say('scheme') };
  if (url.username !== '' || url.password !== '') return { ok: false, problem: say('credentials') };
  return {
    ok: true,
    address: {
      origin: url.origin,
      host: url.hostname,
      baseUrl: trimEndOf(`${url.origin}${url.pathname}`, /\//),
      query: Object.fromEntries(url.searchParams),
      plain: url.protocol === 'http:',
    },
  };
}

/** A host as the user wrote it, in the form that addresses have: lower case, Chinese names in their ASCII form. */
export function normalizeHost(text: string): string {
  const trimmed = text.trim();
  return URL.canParse(`http://${trimmed}`) ? new URL(`http://${trimmed}`).hostname : trimmed;
}
