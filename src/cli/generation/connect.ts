import { defineMessages, type JsonObject, type Message, renderMessage } from '../../core/index.ts';
import {
  type ChatModel,
  decideSending,
  type GuardedModel,
  type GuardSettings,
  getContactProblem,
  ModelError,
} from '../../generation/index.ts';
import {
  type Address,
  type Connection,
  createEnvironmentKeys,
  createOpenAiModel,
  createProxyFetch,
  getPreset,
  listModels,
  type ModelServices,
  normalizeHost,
  PRESETS,
  type ProxySettings,
  toAddress,
} from '../../models/index.ts';
import { loadUndici } from '../../models/node.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import { createConsentAsker, createSessionConsents } from './consent.ts';
import { createFeatureFile } from './featureFile.ts';
import type { GenerateFlags, ServerFlags } from './flags.ts';

const say = defineMessages({
  provider: { en: 'unknown provider "{id}"; available: {known}', 'zh-CN': '未知的服务商“{id}”；可用的有：{known}' },
  needsUrl: {
    en: '{name} has no default address: specify it with --base-url',
    'zh-CN': '{name} 没有默认地址，请用 --base-url 指定',
  },
  noServer: {
    en: '--model needs a server: specify it with --provider or --base-url',
    'zh-CN': '使用 --model 时须用 --provider 或 --base-url 指定服务器',
  },
  chooseModel: { en: 'choose a model with --model: {models}', 'zh-CN': '请用 --model 选择模型：{models}' },
  header: { en: '--header must have the form "Name: value"', 'zh-CN': '--header 的写法是“名称: 值”' },
});

/** A server that the command line or the environment names. */
export interface Server {
  readonly connection: Connection;
  readonly address: Address;
  readonly services: ModelServices;
  /** Waits until what was learned about the server is stored. */
  flush(): Promise<void>;
}

/** The server that is named, or undefined: then the local scaffold writes the shots. */
export function getServer(flags: ServerFlags & Pick<GenerateFlags, 'batchOut'>, io: CliIo): Server | undefined {
  const preset = flags.provider === undefined ? undefined : getPreset(flags.provider);
  if (flags.provider !== undefined && preset === undefined) {
    throw new UsageError(say('provider', { id: flags.provider, known: PRESETS.map(({ id }) => id) }));
  }
  const fromEnvironment = io.env.SOP_SHOTS_BASE_URL;
  const baseUrl = flags.baseUrl ?? preset?.baseUrl ?? (preset === undefined ? fromEnvironment : undefined);
  if (baseUrl === undefined || baseUrl === '') {
    if (preset !== undefined) throw new UsageError(say('needsUrl', { name: preset.name }));
    if (flags.model !== undefined && flags.batchOut === undefined) throw new UsageError(say('noServer'));
    return undefined;
  }
  const result = toAddress(baseUrl);
  if (!result.ok) throw new UsageError(result.problem);
  const proxy = getProxy(flags, io);
  const memory = createFeatureFile(io.env);
  return {
    flush: memory.flush,
    address: result.address,
    connection: {
      baseUrl,
      headers: parseHeaders(flags.header),
      ...(preset === undefined ? {} : { key: preset.key }),
      ...(flags.timeout === undefined ? {} : { timeoutSeconds: flags.timeout }),
    },
    services: {
      keys: createEnvironmentKeys(io.env, flags.baseUrl),
      memory,
      ...(proxy === undefined ? {} : { fetch: createProxyFetch(proxy, loadUndici) }),
    },
  };
}

/**
 * The server of `--reviewer`: the one of the run, or the one of `--reviewer-url`, whose key is in
 * `SOP_SHOTS_REVIEWER_API_KEY`.
 */
export function getReviewServer(flags: GenerateFlags, server: Server, io: CliIo): Server {
  const { reviewerUrl: baseUrl, provider: _, ...rest } = flags;
  if (baseUrl === undefined) return server;
  const { SOP_SHOTS_REVIEWER_API_KEY: key, SOP_SHOTS_BASE_URL: _url, SOP_SHOTS_API_KEY: _key, ...env } = io.env;
  const keys = key === undefined ? {} : { SOP_SHOTS_API_KEY: key };
  const found = getServer({ ...rest, baseUrl, header: [] }, { ...io, env: { ...env, ...keys } });
  if (found === undefined) throw new UsageError(say('noServer'));
  return found;
}

/** The proxy that is named, or those of the usual environment variables. */
function getProxy({ proxy }: ServerFlags, { env }: CliIo): ProxySettings | undefined {
  if (proxy !== undefined) return { http: proxy, https: proxy };
  const http = env.http_proxy ?? env.HTTP_PROXY;
  const https = env.https_proxy ?? env.HTTPS_PROXY;
  if (!http && !https) return undefined;
  return { http, https, noProxy: env.no_proxy ?? env.NO_PROXY };
}

/** The chosen model; where none is named, the only one the server has. */
export async function createChatModel(
  server: Server,
  requested: string | undefined,
  guard: GuardSettings,
  io: CliIo,
): Promise<ChatModel> {
  const { address, connection, services } = server;
  const model = requested ?? (await getOnlyModel(server, guard, io));
  return createOpenAiModel({ ...connection, model }, address, services);
}

/** The settings of the send guard. Hosts of `--allow-send` are trusted; every other host needs consent. */
export function createGuardSettings(
  flags: Pick<ServerFlags, 'allowSend' | 'mask'>,
  privacy: JsonObject,
  io: CliIo,
): GuardSettings {
  return {
    workspace: io.cwd,
    workspaceTrusted: true,
    trustedHosts: flags.allowSend.map(normalizeHost),
    project: privacy,
    consents: createSessionConsents(),
    asker: createConsentAsker(io),
    ...(flags.mask === undefined ? {} : { mask: flags.mask }),
  };
}

/** Combines a model with the send guard. */
export function toGuardedModel(chat: ChatModel, settings: GuardSettings): GuardedModel {
  return { chat, guard: (question) => decideSending(question, settings) };
}

/** The names of the server's models. */
export async function fetchModelNames(
  { address, connection, services }: Server,
  guard: GuardSettings,
  io: CliIo,
): Promise<readonly string[]> {
  const problem = getContactProblem(address.host, guard);
  if (problem !== undefined) throw new UsageError(problem, 'not-sent');
  return toUsageError(listModels(connection, address, services, io.signal));
}

/** Turns a model failure into a usage error with one sentence. */
async function toUsageError<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ModelError) throw new UsageError(error.problem, error.code);
    throw error;
  }
}

async function getOnlyModel(server: Server, guard: GuardSettings, io: CliIo): Promise<string> {
  const models = await fetchModelNames(server, guard, io);
  const [only, ...others] = models;
  if (only !== undefined && others.length === 0) return only;
  const shown = models.slice(0, 20);
  throw new UsageError(say('chooseModel', { models: models.length > 20 ? [...shown, '…'] : shown }));
}

function parseHeaders(lines: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([\w-]+)\s*:\s*(\S.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new UsageError(say('header'));
      return [name, value];
    }),
  );
}

/** A message as a line of standard error. */
export function printMessage(io: CliIo, message: Message): void {
  io.stderr(`${renderMessage(message, io.language)}\n`);
}
