import { defineMessages, type JsonObject, type Message } from '../../core/index.ts';
import type { ChatRequest, Destination } from '../model.ts';
import { getHostScope } from './hostScope.ts';
import type { MaskLevel } from './maskLevel.ts';

const say = defineMessages({
  untrusted: {
    en: 'This workspace is not trusted, so nothing is sent to a model. Trust the workspace, or use the local scaffold.',
    'zh-CN': '当前工作区未受信任，不会向模型发送任何内容。请先信任工作区，或使用本地脚手架。',
  },
  never: {
    en: 'The project file forbids sending (privacy.send: never). Use the local scaffold.',
    'zh-CN': '项目文件禁止发送（privacy.send: never）。请使用本地脚手架。',
  },
  local: {
    en: 'The project file allows only local servers (privacy.send: local), and {host} is not local.',
    'zh-CN': '项目文件只允许发送到本地服务器（privacy.send: local），而 {host} 不是本地服务器。',
  },
  nobodyToAsk: {
    en: 'Sending to {host} needs your consent. Allow it with --allow-send {host}.',
    'zh-CN': '向 {host} 发送内容需要你同意。请加上 --allow-send {host}。',
  },
});

/** What the user answers before the first send to a host. */
export type ConsentAnswer = 'send' | 'send-masked' | 'scaffold' | 'cancel';

/** An answer that is kept for one host and one workspace. */
export interface Consent {
  readonly answer: 'send' | 'send-masked';
  readonly level?: MaskLevel;
}

/** Keeps answers, by host and workspace. It belongs to the user: no file of a workspace can write to it. */
export interface ConsentStore {
  get(host: string, workspace: string): Promise<Consent | undefined>;
  set(host: string, workspace: string, consent: Consent): Promise<void>;
}

/** Exactly what would leave, and to whom. */
export interface ConsentQuestion {
  readonly destination: Destination;
  readonly model: string;
  /** The first request as it would be sent. The others of the run have the same parts. */
  readonly plain: ChatRequest;
  /** The same request, masked. */
  masked(level: MaskLevel): ChatRequest;
  /** How many requests the run has at least. */
  readonly requests: number;
  /** Tokens of the run, estimated. */
  readonly estimatedTokens: number;
  /** Those of them that the model writes, which cost more than those it reads. */
  readonly estimatedReply: number;
  /** The weakest masking the project allows; undefined if plain sending is allowed. */
  readonly requiredLevel: MaskLevel | undefined;
  /** True if there is no local scaffold to use instead. */
  readonly isModelNeeded?: true;
}

/** Asks the user. Absent in non-interactive hosts. */
export interface ConsentAsker {
  ask(question: ConsentQuestion): Promise<{
    readonly answer: ConsentAnswer;
    readonly level?: MaskLevel;
    readonly remember: boolean;
  }>;
}

/** Where and for whom a run sends. */
export interface GuardSettings {
  /** An id of the workspace, for remembered answers. */
  readonly workspace: string;
  readonly workspaceTrusted: boolean;
  /** Hosts the user (never a workspace) trusts, as URL parsers write them. */
  readonly trustedHosts: readonly string[];
  /** The masking the user wants everywhere, trusted hosts too. */
  readonly mask?: MaskLevel;
  /** The `privacy` key of the project file: it can forbid and mask, never allow. */
  readonly project: JsonObject;
  readonly consents: ConsentStore;
  readonly asker: ConsentAsker | undefined;
}

/** What the guard decides. */
export type Verdict =
  | { readonly kind: 'send'; readonly level: MaskLevel | undefined }
  | { readonly kind: 'scaffold' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'refuse'; readonly problem: Message };

/** Decides whether a run may send, and masked or not. Nothing leaves before it has answered. */
export async function decideSending(question: ConsentQuestion, settings: GuardSettings): Promise<Verdict> {
  const { host } = question.destination;
  const { send, level: demanded } = parseProjectPrivacy(settings.project);
  const problem = getSendProblem(host, settings);
  if (problem !== undefined) return { kind: 'refuse', problem };
  const required = getStricterLevel(demanded, settings.mask);
  if (isTrusted(host, settings) && send !== 'ask') return { kind: 'send', level: required };
  const remembered = await settings.consents.get(host, settings.workspace);
  if (remembered !== undefined) return { kind: 'send', level: getStricterLevel(required, getConsentLevel(remembered)) };
  if (settings.asker === undefined) return { kind: 'refuse', problem: say('nobodyToAsk', { host }) };
  return askUser(question, settings, settings.asker, required);
}

/**
 * Why a host may not even be asked for its models: that would say who is there, and carry the key. Undefined if it may,
 * which is not a consent to send it anything else.
 */
export function getContactProblem(host: string, settings: GuardSettings): Message | undefined {
  const problem = getSendProblem(host, settings);
  if (problem !== undefined || isTrusted(host, settings) || settings.asker !== undefined) return problem;
  return say('nobodyToAsk', { host });
}

function isTrusted(host: string, { trustedHosts }: GuardSettings): boolean {
  return getHostScope(host) !== 'public' || trustedHosts.includes(host);
}

function getSendProblem(host: string, { project, workspaceTrusted }: GuardSettings): Message | undefined {
  const { send } = parseProjectPrivacy(project);
  if (!workspaceTrusted) return say('untrusted');
  if (send === 'never') return say('never');
  return send === 'local' && getHostScope(host) === 'public' ? say('local', { host }) : undefined;
}

async function askUser(
  question: ConsentQuestion,
  settings: GuardSettings,
  asker: ConsentAsker,
  required: MaskLevel | undefined,
): Promise<Verdict> {
  const { answer, level, remember } = await asker.ask({ ...question, requiredLevel: required });
  if (answer === 'scaffold' || answer === 'cancel') return { kind: answer };
  const consent: Consent = answer === 'send' ? { answer } : { answer, level: level ?? 'names' };
  if (remember) await settings.consents.set(question.destination.host, settings.workspace, consent);
  return { kind: 'send', level: getStricterLevel(required, getConsentLevel(consent)) };
}

/** Reads `privacy` of a project file. Unknown values are read as the strictest setting. */
export function parseProjectPrivacy(privacy: JsonObject): {
  readonly send: 'free' | 'ask' | 'local' | 'never';
  readonly level: MaskLevel | undefined;
  /** Names that are masked wherever they occur. */
  readonly words: readonly string[];
} {
  const { send, mask, words } = privacy;
  const known = send === 'ask' || send === 'local' || send === 'never';
  return {
    send: send === undefined ? 'free' : known ? send : 'never',
    words: (Array.isArray(words) ? words : []).filter((word) => typeof word === 'string' && word.trim() !== ''),
    level: mask === undefined || mask === 'off' || mask === false ? undefined : mask === 'names' ? 'names' : 'strict',
  };
}

const SEND_RANKS = ['free', 'ask', 'local', 'never'] as const;

/** One `privacy` key that is as strict as each of several: a run over documents of several projects obeys all of them. */
export function combinePrivacy(all: readonly JsonObject[]): JsonObject {
  const parsed = all.map(parseProjectPrivacy);
  const rank = Math.max(0, ...parsed.map(({ send }) => SEND_RANKS.indexOf(send)));
  const send = SEND_RANKS[rank] ?? 'never';
  const level = parsed.reduce<MaskLevel | undefined>(
    (strictest, each) => getStricterLevel(strictest, each.level),
    undefined,
  );
  return {
    ...(send === 'free' ? {} : { send }),
    ...(level === undefined ? {} : { mask: level }),
    words: [...new Set(parsed.flatMap(({ words }) => words))],
  };
}

function getConsentLevel({ answer, level }: Consent): MaskLevel | undefined {
  return answer === 'send' ? undefined : (level ?? 'names');
}

/** The more hiding one of two levels. */
export function getStricterLevel(a: MaskLevel | undefined, b: MaskLevel | undefined): MaskLevel | undefined {
  return a === 'strict' || b === 'strict' ? 'strict' : (a ?? b);
}
