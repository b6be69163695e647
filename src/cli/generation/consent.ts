import { defineMessages, groupDigits, renderMessage } from '../../core/index.ts';
import {
  type Consent,
  type ConsentAsker,
  type ConsentQuestion,
  type ConsentStore,
  createRequestPreview,
} from '../../generation/index.ts';
import type { CliIo } from '../io.ts';
import { printRequestPreview } from './requestPreview.ts';

const say = defineMessages({
  leaves: {
    en: 'The first of {requests} {requests|request|requests} sends the following to {host} (model {model}, about {tokens} tokens in total):\n\n',
    'zh-CN': '共 {requests} 个请求，第一个将向 {host} 发送以下内容（模型 {model}，总计约 {tokens} 个 token）：\n\n',
  },
  question: {
    en: '\nSend it? [s]end, send [m]asked, use the [l]ocal scaffold, [c]ancel: ',
    'zh-CN': '\n是否发送？[s] 发送，[m] 脱敏后发送，[l] 改用本地脚手架，[c] 取消：',
  },
  questionWithoutScaffold: {
    en: '\nSend it? [s]end, send [m]asked, [c]ancel: ',
    'zh-CN': '\n是否发送？[s] 发送，[m] 脱敏后发送，[c] 取消：',
  },
  demanded: {
    en: '\nThe project requires masking ({level}), so it will be sent masked.\n',
    'zh-CN': '\n项目要求脱敏（{level}），将脱敏后发送。\n',
  },
});

/** Asks on the terminal; undefined where there is none, so that nothing is sent without a word. */
export function createConsentAsker(io: CliIo): ConsentAsker | undefined {
  const { ask } = io;
  if (ask === undefined) return undefined;
  const t = (key: Parameters<typeof say>[0], args = {}): string => renderMessage(say(key, args), io.language);
  return {
    ask: async (question: ConsentQuestion) => {
      const { requiredLevel: level, isModelNeeded } = question;
      const { requests, model, estimatedTokens: tokens } = question;
      io.stderr(t('leaves', { requests, host: question.destination.host, model, tokens: groupDigits(tokens) }));
      const request = level === undefined ? question.plain : question.masked(level);
      printRequestPreview(createRequestPreview(request, level !== undefined), io, io.stderr);
      if (level !== undefined) io.stderr(t('demanded', { level }));
      const reply = (await ask(t(isModelNeeded ? 'questionWithoutScaffold' : 'question'))).trim().toLowerCase();
      const given = { s: 'send', m: 'send-masked', l: 'scaffold' }[reply[0] ?? ''] ?? 'cancel';
      const answer = given === 'scaffold' && isModelNeeded ? 'cancel' : given;
      return { answer: answer as 'send' | 'send-masked' | 'scaffold' | 'cancel', remember: true };
    },
  };
}

/** Remembers answers for as long as the process lives. */
export function createSessionConsents(): ConsentStore {
  const kept = new Map<string, Consent>();
  return {
    get: async (host, workspace) => kept.get(`${host}\n${workspace}`),
    set: async (host, workspace, consent) => void kept.set(`${host}\n${workspace}`, consent),
  };
}
