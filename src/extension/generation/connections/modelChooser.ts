import { window, workspace } from 'vscode';
import { defineMessages, groupDigits, type Project } from '../../../core/index.ts';
import {
  type ChatModel,
  type Consent,
  type ConsentAsker,
  type ConsentQuestion,
  type ConsentStore,
  decideSending,
  type GuardedModel,
  getCost,
  getPrice,
  ModelError,
  type PriceTable,
  type RunRecord,
  type Verdict,
} from '../../../generation/index.ts';
import {
  createOpenAiModel,
  type FeatureMemory,
  type Fetch,
  type ModelServices,
  toAddress,
} from '../../../models/index.ts';
import type { Session } from '../../session.ts';
import type { TargetContext } from '../run/targetContext.ts';
import { getEditorModel } from './editorModel.ts';
import {
  findConnection,
  getChosenConnection,
  getPriceTable,
  getTrustedHosts,
  type Keys,
  type NamedConnection,
  toClientConnection,
} from './userConnections.ts';

const say = defineMessages({
  unknown: {
    en: 'There is no connection named "{name}". Choose one with "Choose Model".',
    'zh-CN': '没有名为“{name}”的连接。请用“选择模型”选择一个。',
  },
  noModel: {
    en: 'The connection "{name}" has no model yet. Choose one with "Choose Model".',
    'zh-CN': '连接“{name}”还没有选定模型。请用“选择模型”选择一个。',
  },
  large: {
    en: 'This run will send {requests} {requests|request|requests} (about {tokens} tokens in total{cost}). Continue?',
    'zh-CN': '本次运行将发送 {requests} 个请求（总计约 {tokens} 个 token{cost}）。是否继续？',
  },
  cost: { en: ', about {amount} {currency}', 'zh-CN': '，约 {amount} {currency}' },
  goOn: { en: 'Continue', 'zh-CN': '继续' },
});

/** A run with more requests or tokens than this needs an extra confirmation. */
const LARGE_RUN = { requests: 20, tokens: 200_000 };

/** Returns the chosen model together with the send guard. */
export interface ModelChooser {
  /** A connection by its name; of what is shown to it only the project matters. Throws a `ModelError`. */
  named(name: string, project: Project): Promise<GuardedModel>;
  /** Undefined for the local scaffold. Throws a `ModelError` where the chosen connection cannot be used. */
  choose(targetContext: TargetContext): Promise<GuardedModel | undefined>;
  /** The model of a resumed run. The user allowed its host before, so only another host needs consent. */
  chooseAgain(targetContext: TargetContext, record: RunRecord): Promise<GuardedModel>;
  /** The name of what is chosen. */
  chosen(): string;
  prices(): PriceTable;
}

export interface ModelPlatform {
  readonly keys: Keys;
  readonly memory: FeatureMemory;
  /** Makes a `fetch` through a proxy, where the platform can. */
  readonly createProxyFetch?: (proxy: string) => Fetch;
}

export function createModelChooser(
  session: Session,
  platform: ModelPlatform,
  consents: ConsentStore,
  asker: ConsentAsker,
): ModelChooser {
  const guarded = async (
    name: string,
    project: Project,
    store: ConsentStore,
    isNew: boolean,
  ): Promise<GuardedModel> => {
    const chat = await createNamedModel(name, platform);
    const decided = (question: ConsentQuestion): Promise<Verdict> => decideForProject(project, question, store, asker);
    return { chat, guard: isNew ? (question) => confirmIfLarge(session, question, decided(question)) : decided };
  };
  return {
    prices: getPriceTable,
    chosen: getChosenConnection,
    named: (name, project) => guarded(name, project, consents, true),
    choose: async (targetContext) => {
      const name = getChosenConnection();
      return name === '' ? undefined : guarded(name, targetContext.context.project, consents, true);
    },
    chooseAgain: async (targetContext, record) =>
      guarded(record.connection, targetContext.context.project, withRunConsent(consents, record), false),
  };
}

async function createNamedModel(name: string, platform: ModelPlatform): Promise<ChatModel> {
  const [, id] = /^vscode(?::(.+))?$/.exec(name) ?? [];
  if (/^vscode(?::|$)/.test(name)) return getEditorModel(id);
  const connection = findConnection(name);
  if (connection === undefined) throw new ModelError('no-model', say('unknown', { name }));
  const { model } = connection;
  if (model === undefined) throw new ModelError('no-model', say('noModel', { name }));
  const address = toAddress(connection.baseUrl);
  if (!address.ok) throw new ModelError('wrong-address', address.problem);
  return createOpenAiModel(
    { ...toClientConnection(connection), model },
    address.address,
    getModelServices(connection, platform),
  );
}

export function getModelServices(
  { proxy }: NamedConnection,
  { keys, memory, createProxyFetch }: ModelPlatform,
): ModelServices {
  const through = proxy === undefined || proxy === '' ? undefined : createProxyFetch?.(proxy);
  return { keys, memory, ...(through === undefined ? {} : { fetch: through }) };
}

/** The consents, and the one that a run was begun with. */
function withRunConsent(consents: ConsentStore, { host: known, level }: RunRecord): ConsentStore {
  const given: Consent = level === undefined ? { answer: 'send' } : { answer: 'send-masked', level };
  return { ...consents, get: async (host, id) => (host === known ? given : consents.get(host, id)) };
}

async function decideForProject(
  project: Project,
  question: ConsentQuestion,
  consents: ConsentStore,
  asker: ConsentAsker,
): Promise<Verdict> {
  return decideSending(question, {
    workspace: workspace.workspaceFile?.toString() ?? workspace.workspaceFolders?.map(({ uri }) => uri).join() ?? '',
    workspaceTrusted: workspace.isTrusted,
    trustedHosts: getTrustedHosts(),
    project: project.privacy,
    consents,
    asker,
  });
}

/** A large run must be confirmed before it begins. */
async function confirmIfLarge(
  session: Session,
  question: ConsentQuestion,
  decided: Promise<Verdict>,
): Promise<Verdict> {
  const verdict = await decided;
  if (verdict.kind !== 'send' || !isLarge(question)) return verdict;
  return (await confirmLarge(session, question)) ? verdict : { kind: 'cancel' };
}

function isLarge({ requests, estimatedTokens }: ConsentQuestion): boolean {
  return requests > LARGE_RUN.requests || estimatedTokens > LARGE_RUN.tokens;
}

async function confirmLarge(session: Session, question: ConsentQuestion): Promise<boolean> {
  const { estimatedReply: outputTokens, estimatedTokens: tokens, model, requests } = question;
  const { t } = session;
  const cost = getCost(getPrice(getPriceTable(), model), { inputTokens: tokens - outputTokens, outputTokens });
  const price = cost === undefined ? '' : t(say('cost', { amount: cost.amount.toFixed(2), currency: cost.currency }));
  const goOn = t(say('goOn'));
  const size = { requests: groupDigits(requests), tokens: groupDigits(tokens), cost: price };
  return (await window.showWarningMessage(t(say('large', size)), { modal: true }, goOn)) === goOn;
}
