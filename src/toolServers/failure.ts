import { defineMessages, type Message } from '../core/index.ts';

const say = defineMessages({
  'server-not-started': {
    en: '{server} cannot be started: {reason}. Check the command and its path.',
    'zh-CN': '无法启动 {server}：{reason}。请检查命令及其路径。',
  },
  'server-stopped': {
    en: '{server} ended before it listed its tools. {reason}',
    'zh-CN': '{server} 在列出工具之前就退出了。{reason}',
  },
  'server-timeout': {
    en: '{server} did not list its tools within {seconds} seconds.',
    'zh-CN': '{server} 在 {seconds} 秒内没有列出工具。',
  },
  'server-unreachable': {
    en: '{server} cannot be reached: {reason}.',
    'zh-CN': '无法连接 {server}：{reason}。',
  },
  'server-redirect': {
    en: '{server} redirects to another host. Import from that address if you trust it.',
    'zh-CN': '{server} 重定向到了另一台主机。如果信任该地址，请直接从那里导入。',
  },
  'server-rejected': {
    en: '{server} refused the request with HTTP status {status}.',
    'zh-CN': '{server} 拒绝了请求，HTTP 状态码 {status}。',
  },
  'server-protocol': {
    en: '{server} does not answer as an MCP server: {reason}.',
    'zh-CN': '{server} 的应答不符合 MCP 协议：{reason}。',
  },
  'server-without-tools': {
    en: '{server} offers no tools.',
    'zh-CN': '{server} 没有提供任何工具。',
  },
  'too-many-tools': {
    en: '{server} lists more than {limit} tools. Nothing is imported.',
    'zh-CN': '{server} 列出的工具超过 {limit} 个，未导入任何内容。',
  },
  'too-many-pages': {
    en: '{server} lists its tools on more than {limit} pages. Nothing is imported.',
    'zh-CN': '{server} 的工具列表超过 {limit} 页，未导入任何内容。',
  },
  cancelled: { en: 'The import was canceled.', 'zh-CN': '导入已取消。' },
});

export type ToolServerFailureCode = Parameters<typeof say>[0];

/** An import that failed: a stable code and a message for the user. */
export class ToolServerFailure extends Error {
  readonly code: ToolServerFailureCode;
  readonly reason: Message;

  constructor(code: ToolServerFailureCode, values: Readonly<Record<string, string | number>> = {}) {
    const reason = say(code, values);
    super(reason.text.en);
    this.code = code;
    this.reason = reason;
  }
}
