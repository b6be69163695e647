import { describe, expect, it } from 'vitest';
import { type JsonObject, renderMessage } from '../../../src/core/index.ts';
import {
  type Consent,
  type ConsentAnswer,
  type ConsentStore,
  combinePrivacy,
  decideSending,
  type GuardSettings,
  type MaskLevel,
} from '../../../src/generation/index.ts';
import { modelAt } from '../../models/support.ts';
import { startOpenAiServer } from '../../support/openaiServer.ts';
import { repairSop, repairTools, replyOf } from '../run/samples.ts';
import { createTestContext, runAll } from '../run/testContext.ts';

const request = { messages: [] };

/** A store in memory, and an asker that always answers the same. */
function settingsOf(given: Partial<GuardSettings> & { readonly says?: ConsentAnswer; readonly remember?: boolean }) {
  const kept = new Map<string, Consent>();
  const asked: string[] = [];
  const { says, remember = false, ...rest } = given;
  const consents: ConsentStore = {
    get: async (host, workspace) => kept.get(`${host} ${workspace}`),
    set: async (host, workspace, consent) => void kept.set(`${host} ${workspace}`, consent),
  };
  const asker = {
    ask: async ({ destination }: { destination: { host: string } }) => {
      asked.push(destination.host);
      return { answer: says ?? 'send', remember };
    },
  };
  const settings: GuardSettings = {
    workspace: 'w',
    workspaceTrusted: true,
    trustedHosts: [],
    project: {},
    consents,
    asker: says === undefined ? undefined : asker,
    ...rest,
  };
  return { settings, asked, kept };
}

const decide = (host: string, settings: GuardSettings) =>
  decideSending(
    {
      destination: { origin: `https://${host}`, host },
      model: 'small',
      plain: request,
      masked: () => request,
      requests: 1,
      estimatedTokens: 1,
      estimatedReply: 1,
      requiredLevel: undefined,
    },
    settings,
  );

describe('the guard', () => {
  it.each([
    ['127.0.0.1', {}, 'send', undefined],
    ['192.168.0.7', {}, 'send', undefined],
    ['llm.corp', { trustedHosts: ['llm.corp'] }, 'send', undefined],
    ['llm.corp', { trustedHosts: ['llm.corp'], mask: 'names' }, 'send', 'names'],
    ['llm.corp.evil.example', { trustedHosts: ['llm.corp'] }, 'refuse', undefined],
    ['api.example.com', {}, 'refuse', undefined],
    ['127.0.0.1', { workspaceTrusted: false }, 'refuse', undefined],
    ['127.0.0.1', { project: { send: 'never' } }, 'refuse', undefined],
    ['127.0.0.1', { project: { send: 'always' } }, 'refuse', undefined],
    ['api.example.com', { project: { send: 'local' }, trustedHosts: ['api.example.com'] }, 'refuse', undefined],
    ['10.0.0.1', { project: { send: 'local' } }, 'send', undefined],
    ['127.0.0.1', { project: { send: 'ask' } }, 'refuse', undefined],
    ['127.0.0.1', { project: { mask: 'strict' } }, 'send', 'strict'],
    ['127.0.0.1', { project: { mask: 'names' }, mask: 'strict' }, 'send', 'strict'],
    ['127.0.0.1', { project: { mask: 'whatever' } }, 'send', 'strict'],
    ['127.0.0.1', { project: { mask: 'off' }, mask: 'names' }, 'send', 'names'],
    [
      'api.example.com',
      { project: { trustedHosts: ['api.example.com'], allow: true } as JsonObject },
      'refuse',
      undefined,
    ],
  ] satisfies [string, Partial<GuardSettings>, string, MaskLevel | undefined][])(
    '%s with %j: %s',
    async (host, given, kind, level) => {
      expect(await decide(host, settingsOf(given).settings)).toMatchObject(
        kind === 'send' ? { kind, level } : { kind },
      );
    },
  );

  it.each([
    ['send', { kind: 'send', level: undefined }],
    ['send-masked', { kind: 'send', level: 'names' }],
    ['scaffold', { kind: 'scaffold' }],
    ['cancel', { kind: 'cancel' }],
  ] as const)('asks before the first send; %s', async (says, verdict) => {
    const { settings, asked } = settingsOf({ says });
    expect(await decide('api.example.com', settings)).toEqual(verdict);
    expect(asked).toEqual(['api.example.com']);
  });

  it('remembers an answer for one host and one workspace', async () => {
    const { settings, asked } = settingsOf({ says: 'send-masked', remember: true });
    await decide('api.example.com', settings);
    expect(await decide('api.example.com', settings)).toEqual({ kind: 'send', level: 'names' });
    await decide('other.example.com', settings);
    await decide('api.example.com', { ...settings, workspace: 'v' });
    expect(asked).toEqual(['api.example.com', 'other.example.com', 'api.example.com']);
  });

  it('remembers nothing that was not to be remembered, and no refusal', async () => {
    for (const says of ['send', 'scaffold', 'cancel'] as const) {
      const { settings, kept } = settingsOf({ says, remember: says !== 'send' });
      await decide('api.example.com', settings);
      expect(kept.size).toBe(0);
    }
  });

  it('lets a project make a remembered answer stricter, never milder', async () => {
    const { settings } = settingsOf({ says: 'send-masked', remember: true });
    await decide('api.example.com', settings);
    const strict = { ...settings, project: { mask: 'strict' } };
    expect(await decide('api.example.com', strict)).toEqual({ kind: 'send', level: 'strict' });
    expect(await decide('api.example.com', { ...settings, project: { mask: 'off' } })).toEqual({
      kind: 'send',
      level: 'names',
    });
  });
});

describe('a run with the guard', () => {
  it.each([
    [{ kind: 'scaffold' }, 'complete', true],
    [{ kind: 'cancel' }, 'cancelled', false],
    [{ kind: 'refuse', problem: { text: { en: 'No.', 'zh-CN': '不。' } } }, 'refused', false],
  ] as const)('%j sends nothing', async (verdict, outcome, writes) => {
    await using server = await startOpenAiServer({ replies: [{ text: replyOf() }] });
    const context = await createTestContext({ tools: repairTools, sop: repairSop });
    const model = { chat: modelAt(server.baseUrl), guard: async () => verdict };
    const { summary, shots } = await runAll(context.task, {}, { ...context.services, model });
    expect([summary?.outcome, shots.length > 0]).toEqual([outcome, writes]);
    expect(server.requests).toEqual([]);
  });

  it('shows exactly what leaves, plain and masked', async () => {
    await using server = await startOpenAiServer({ replies: [{ text: replyOf() }] });
    const context = await createTestContext({ tools: repairTools, sop: repairSop });
    for (const level of [undefined, 'names', 'strict'] as const) {
      let shown = '';
      const model = {
        chat: modelAt(server.baseUrl),
        guard: async (question: Parameters<typeof decideSending>[0]) => {
          const exact = level === undefined ? question.plain : question.masked(level);
          shown = JSON.stringify(exact.messages);
          return { kind: 'send', level } as const;
        },
      };
      await runAll({ ...context.task, count: 1 }, { maxRepairs: 0 }, { ...context.services, model });
      expect(JSON.stringify(server.chats.at(-1)?.body.messages)).toBe(shown);
    }
  });

  it('says how to give consent on the command line', async () => {
    const verdict = await decide('api.example.com', settingsOf({}).settings);
    expect(verdict.kind === 'refuse' && renderMessage(verdict.problem, 'en')).toContain('--allow-send api.example.com');
  });
});

describe('the privacy keys of several projects', () => {
  it.each([
    [[], { words: [] }],
    [[{}, { send: 'ask' }], { send: 'ask', words: [] }],
    [[{ send: 'local' }, { send: 'ask' }], { send: 'local', words: [] }],
    [[{ send: 'never' }, { send: 'local', mask: 'names' }], { send: 'never', mask: 'names', words: [] }],
    [[{ mask: 'names' }, { mask: 'strict', words: ['Acme'] }], { mask: 'strict', words: ['Acme'] }],
    [[{ words: ['Acme'] }, { words: ['Acme', 'Lin'] }], { words: ['Acme', 'Lin'] }],
    [[{ send: 'perhaps' }], { send: 'never', words: [] }],
  ] as readonly (readonly [readonly JsonObject[], JsonObject])[])(
    'are as strict as the strictest: %j',
    (all, combined) => {
      expect(combinePrivacy(all)).toEqual(combined);
    },
  );
});
