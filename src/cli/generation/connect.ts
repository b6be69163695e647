import { defineMessages, type JsonObject, type Message, renderMessage } from '../../core/index.ts';
import {
  type ChatModel,
  decideSending,
  type GuardedModel,
  type GuardSettings,
  ModelError,
  whatForbidsContact,
} from '../../generation/index.ts';
import {
  type Address,
  addressOf,
  type Connection,
  createOpenAiModel,
  environmentKeys,
  hostNamed,
  listModels,
  type ModelServices,
  presetNamed,
  presets,
} from '../../models/index.ts';
import { type ProxySettings, proxyFetch } from '../../models/proxyFetch.ts';
import type { CliIo } from '../io.ts';
import { UsageError } from '../usageError.ts';
import { consentAsker, sessionConsents } from './consent.ts';
import { featureFile } from './featureFile.ts';
import type { GenerateFlags } from './flags.ts';

const say = defineMessages({
  provider: { en: 'unknown provider "{id}"; known are {known}', 'zh-CN': '未知的服务商“{id}”；可用的有：{known}' },
  needsUrl: {
    en: '{name} has no address of its own: give it with --base-url',
    'zh-CN': '{name} 没有固定地址，请用 --base-url 给出',
  },
  noServer: {
    en: '--model needs a server: name it with --provider or --base-url',
    'zh-CN': '使用 --model 时须用 --provider 或 --base-url 指定服务器',
  },
  chooseModel: { en: 'choose a model with --model: {models}', 'zh-CN': '请用 --model 选择模型：{models}' },
  header: { en: '--header is written "Name: value"', 'zh-CN': '--header 的写法是“名称: 值”' },
});

/** A server that the command line or the environment names. */
export interface Server {
  readonly connection: Connection;
  readonly address: Address;
  readonly services: ModelServices;
}

/** The server that is named, or undefined: then the local scaffold writes the shots. */
export function serverOf(flags: GenerateFlags, io: CliIo): Server | undefined {
  const preset = flags.provider === undefined ? undefined : presetNamed(flags.provider);
  if (flags.provider !== undefined && preset === undefined) {
    throw new UsageError(say('provider', { id: flags.provider, known: presets.map(({ id }) => id) }));
  }
  const fromEnvironment = io.env.SOP_SHOTS_BASE_URL;
  const baseUrl = flags.baseUrl ?? preset?.baseUrl ?? (preset === undefined ? fromEnvironment : undefined);
  if (baseUrl === undefined || baseUrl === '') {
    if (preset !== undefined) throw new UsageError(say('needsUrl', { name: preset.name }));
    if (flags.model !== undefined && flags.batchOut === undefined) throw new UsageError(say('noServer'));
    return undefined;
  }
  const result = addressOf(baseUrl);
  if (!result.ok) throw new UsageError(result.problem);
  const proxy = proxyOf(flags, io);
  return {
    address: result.address,
    connection: {
      baseUrl,
      headers: headersOf(flags.header),
      ...(preset === undefined ? {} : { key: preset.key }),
      ...(flags.timeout === undefined ? {} : { timeoutSeconds: flags.timeout }),
    },
    services: {
      keys: environmentKeys(io.env, flags.baseUrl),
      memory: featureFile(io.env),
      ...(proxy === undefined ? {} : { fetch: proxyFetch(proxy, () => import('../../models/undiciFetch.ts')) }),
    },
  };
}

/** The proxy that is named, or those of the usual environment variables. */
function proxyOf({ proxy }: GenerateFlags, { env }: CliIo): ProxySettings | undefined {
  if (proxy !== undefined) return { http: proxy, https: proxy };
  const http = env.http_proxy ?? env.HTTP_PROXY;
  const https = env.https_proxy ?? env.HTTPS_PROXY;
  if (!http && !https) return undefined;
  return { http, https, noProxy: env.no_proxy ?? env.NO_PROXY };
}

/** The chosen model; where none is named, the only one the server has. */
export async function modelOf(
  server: Server,
  wanted: string | undefined,
  guard: GuardSettings,
  io: CliIo,
): Promise<ChatModel> {
  const { address, connection, services } = server;
  const model = wanted ?? (await onlyModel(server, guard, io));
  return createOpenAiModel({ ...connection, model }, address, services);
}

/** What decides about sending. A host named by `--allow-send` is trusted; anybody else's consent is asked for. */
export function guardSettings(flags: GenerateFlags, privacy: JsonObject, io: CliIo): GuardSettings {
  return {
    workspace: io.cwd,
    workspaceTrusted: true,
    trustedHosts: flags.allowSend.map(hostNamed),
    project: privacy,
    consents: sessionConsents(),
    asker: consentAsker(io),
    ...(flags.mask === undefined ? {} : { mask: flags.mask }),
  };
}

/** A model behind the guard. */
export function guarded(chat: ChatModel, settings: GuardSettings): GuardedModel {
  return { chat, guard: (question) => decideSending(question, settings) };
}

/** The names of the server's models. */
export async function modelsOf(
  { address, connection, services }: Server,
  guard: GuardSettings,
  io: CliIo,
): Promise<readonly string[]> {
  const problem = whatForbidsContact(address.host, guard);
  if (problem !== undefined) throw new UsageError(problem, 'not-sent');
  return orUsageError(listModels(connection, address, services, io.signal));
}

/** Turns a failure of a model into wrong use, told in one sentence. */
async function orUsageError<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ModelError) throw new UsageError(error.problem, error.code);
    throw error;
  }
}

async function onlyModel(server: Server, guard: GuardSettings, io: CliIo): Promise<string> {
  const models = await modelsOf(server, guard, io);
  const [only, ...others] = models;
  if (only !== undefined && others.length === 0) return only;
  const shown = models.slice(0, 20);
  throw new UsageError(say('chooseModel', { models: models.length > 20 ? [...shown, '…'] : shown }));
}

function headersOf(lines: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([\w-]+)\s*:\s*(\S.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined) throw new UsageError(say('header'));
      return [name, value];
    }),
  );
}

/** A message as a line of standard error. */
export function tell(io: CliIo, message: Message): void {
  io.stderr(`${renderMessage(message, io.language)}\n`);
}
