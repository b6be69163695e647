import { window, workspace } from 'vscode';
import { defineMessages, type Message, renderMessage } from '../../core/index.ts';
import {
  type ChatModel,
  type Consent,
  type ConsentAsker,
  type ConsentQuestion,
  type ConsentStore,
  costOf,
  decideSending,
  type GuardedModel,
  ModelError,
  type PriceTable,
  priceOf,
  type RunRecord,
  type Verdict,
} from '../../generation/index.ts';
import {
  addressOf,
  createOpenAiModel,
  type FeatureMemory,
  type Fetch,
  type ModelServices,
} from '../../models/index.ts';
import type { Session } from '../session.ts';
import {
  chosenConnection,
  clientConnection,
  connectionNamed,
  type Keys,
  type NamedConnection,
  priceTable,
  trustedHosts,
} from './connections.ts';
import type { Desk } from './desk.ts';
import { editorModel } from './editorModel.ts';

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
    en: 'This run makes {requests} requests of about {tokens} tokens in all{cost}. Go on?',
    'zh-CN': '本次运行将发出 {requests} 个请求，总计约 {tokens} 个 token{cost}。要继续吗？',
  },
  cost: { en: ', about {amount} {currency}', 'zh-CN': '，约 {amount} {currency}' },
  goOn: { en: 'Go On', 'zh-CN': '继续' },
});

/** A run of more requests than this, or more tokens, is told of before it begins. */
const largeRun = { requests: 20, tokens: 200_000 };

/** Finds the model that the user chose, behind the guard. */
export interface ModelChooser {
  /** Undefined for the local scaffold. Throws a `ModelError` where the chosen connection cannot be used. */
  choose(desk: Desk): Promise<GuardedModel | undefined>;
  /** The model of a run that goes on. The user has let it be sent to this host, so that only another one is asked about. */
  chooseAgain(desk: Desk, record: RunRecord): Promise<GuardedModel>;
  /** The name of what is chosen. */
  chosen(): string;
  prices(): PriceTable;
}

export interface ModelOutside {
  readonly keys: Keys;
  readonly memory: FeatureMemory;
  /** Makes a `fetch` through a proxy, where the platform can. */
  readonly throughProxy?: (proxy: string) => Fetch;
}

export function createModelChooser(
  session: Session,
  outside: ModelOutside,
  consents: ConsentStore,
  asker: ConsentAsker,
): ModelChooser {
  const guarded = async (name: string, desk: Desk, store: ConsentStore, isNew: boolean): Promise<GuardedModel> => {
    const chat = await chatNamed(name, outside);
    const decided = (question: ConsentQuestion): Promise<Verdict> => decide(desk, question, store, asker);
    return { chat, guard: isNew ? (question) => confirmed(session, question, decided(question)) : decided };
  };
  return {
    prices: priceTable,
    chosen: chosenConnection,
    choose: async (desk) => {
      const name = chosenConnection();
      return name === '' ? undefined : guarded(name, desk, consents, true);
    },
    chooseAgain: async (desk, record) => guarded(record.connection, desk, continued(consents, record), false),
  };
}

async function chatNamed(name: string, outside: ModelOutside): Promise<ChatModel> {
  const [, id] = /^vscode(?::(.+))?$/.exec(name) ?? [];
  if (/^vscode(?::|$)/.test(name)) return editorModel(id);
  const connection = connectionNamed(name);
  if (connection === undefined) throw new ModelError('no-model', say('unknown', { name }));
  const { model } = connection;
  if (model === undefined) throw new ModelError('no-model', say('noModel', { name }));
  const address = addressOf(connection.baseUrl);
  if (!address.ok) throw new ModelError('wrong-address', address.problem);
  return createOpenAiModel(
    { ...clientConnection(connection), model },
    address.address,
    servicesFor(connection, outside),
  );
}

export function servicesFor({ proxy }: NamedConnection, { keys, memory, throughProxy }: ModelOutside): ModelServices {
  const through = proxy === undefined || proxy === '' ? undefined : throughProxy?.(proxy);
  return { keys, memory, ...(through === undefined ? {} : { fetch: through }) };
}

/** The consents, and the one that a run was begun with. */
function continued(consents: ConsentStore, { host: known, level }: RunRecord): ConsentStore {
  const given: Consent = level === undefined ? { answer: 'send' } : { answer: 'send-masked', level };
  return { ...consents, get: async (host, id) => (host === known ? given : consents.get(host, id)) };
}

async function decide(
  { context }: Desk,
  question: ConsentQuestion,
  consents: ConsentStore,
  asker: ConsentAsker,
): Promise<Verdict> {
  return decideSending(question, {
    workspace: workspace.workspaceFile?.toString() ?? workspace.workspaceFolders?.map(({ uri }) => uri).join() ?? '',
    workspaceTrusted: workspace.isTrusted,
    trustedHosts: trustedHosts(),
    project: context.project.privacy,
    consents,
    asker,
  });
}

/** A large run is asked about once more before it begins. */
async function confirmed(session: Session, question: ConsentQuestion, decided: Promise<Verdict>): Promise<Verdict> {
  const verdict = await decided;
  if (verdict.kind !== 'send' || !isLarge(question)) return verdict;
  return (await confirmLarge(session, question)) ? verdict : { kind: 'cancel' };
}

function isLarge({ requests, estimatedTokens }: ConsentQuestion): boolean {
  return requests > largeRun.requests || estimatedTokens > largeRun.tokens;
}

async function confirmLarge(session: Session, question: ConsentQuestion): Promise<boolean> {
  const { estimatedReply: outputTokens, estimatedTokens: tokens, model, requests } = question;
  const t = (message: Message): string => renderMessage(message, session.language());
  const cost = costOf(priceOf(priceTable(), model), { inputTokens: tokens - outputTokens, outputTokens });
  const price = cost === undefined ? '' : t(say('cost', { amount: cost.amount.toFixed(2), currency: cost.currency }));
  const goOn = t(say('goOn'));
  return (
    (await window.showWarningMessage(t(say('large', { requests, tokens, cost: price })), { modal: true }, goOn)) ===
    goOn
  );
}
