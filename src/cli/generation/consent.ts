import { defineMessages, renderMessage } from '../../core/index.ts';
import {
  type Consent,
  type ConsentAsker,
  type ConsentQuestion,
  type ConsentStore,
  requestText,
} from '../../generation/index.ts';
import type { CliIo } from '../io.ts';

const say = defineMessages({
  leaves: {
    en: 'This is what the first of {requests} requests sends to {host} (model {model}, about {tokens} tokens in all):\n\n',
    'zh-CN': '共 {requests} 个请求，第一个将向 {host} 发送以下内容（模型 {model}，总计约 {tokens} 个 token）：\n\n',
  },
  question: {
    en: '\nSend it? [s]end, send [m]asked, use the [l]ocal scaffold, [c]ancel: ',
    'zh-CN': '\n是否发送？[s] 发送，[m] 脱敏后发送，[l] 改用本地脚手架，[c] 取消：',
  },
  demanded: {
    en: '\nIt will be masked ({level}), as the project asks for.\n',
    'zh-CN': '\n项目要求脱敏（{level}），将脱敏后发送。\n',
  },
});

/** Asks on the terminal; undefined where there is none, so that nothing is sent without a word. */
export function consentAsker(io: CliIo): ConsentAsker | undefined {
  const { ask } = io;
  if (ask === undefined) return undefined;
  const t = (key: Parameters<typeof say>[0], args = {}): string => renderMessage(say(key, args), io.language);
  return {
    ask: async (question: ConsentQuestion) => {
      const { demandedLevel: level } = question;
      const { requests, model, estimatedTokens: tokens } = question;
      io.stderr(t('leaves', { requests, host: question.destination.host, model, tokens }));
      io.stderr(requestText(level === undefined ? question.plain : question.masked(level)));
      if (level !== undefined) io.stderr(t('demanded', { level }));
      const reply = (await ask(t('question'))).trim().toLowerCase();
      const answer = { s: 'send', m: 'send-masked', l: 'scaffold' }[reply[0] ?? ''] ?? 'cancel';
      return { answer: answer as 'send' | 'send-masked' | 'scaffold' | 'cancel', remember: true };
    },
  };
}

/** Remembers answers for as long as the process lives. */
export function sessionConsents(): ConsentStore {
  const kept = new Map<string, Consent>();
  return {
    get: async (host, workspace) => kept.get(`${host}\n${workspace}`),
    set: async (host, workspace, consent) => void kept.set(`${host}\n${workspace}`, consent),
  };
}
