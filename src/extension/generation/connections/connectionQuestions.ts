import { ProgressLocation, type QuickPickItem, QuickPickItemKind, window, workspace } from 'vscode';
import { defineMessages, type Message } from '../../../core/index.ts';
import { ModelError } from '../../../generation/index.ts';
import { getPreset, getPresetForOrigin, listModels, PRESETS, type Preset, toAddress } from '../../../models/index.ts';
import { toAbortController } from '../../cancellation.ts';
import type { Session } from '../../session.ts';
import { getModelServices, type ModelPlatform } from './modelChooser.ts';
import { findConnection, getConnections, type NamedConnection, toClientConnection } from './userConnections.ts';

const say = defineMessages({
  provider: { en: 'Select a server', 'zh-CN': '选择服务' },
  key: {
    en: 'API key for {origin}. It is kept in secret storage and sent only there. Leave empty for none.',
    'zh-CN': '{origin} 的 API 密钥。密钥保存在系统密钥环中，只会发送给它。没有密钥可留空。',
  },
  keyPage: { en: ' Get a key at {page}.', 'zh-CN': '密钥在 {page} 获取。' },
  local: { en: 'On this machine', 'zh-CN': '本机' },
  hosted: { en: 'Hosted', 'zh-CN': '云端服务' },
  other: { en: 'Other', 'zh-CN': '其他' },
  custom: { en: 'OpenAI-compatible server', 'zh-CN': '兼容 OpenAI 接口的服务' },
  model: { en: 'Select a model', 'zh-CN': '选择模型' },
  typeModel: { en: 'Name of the model', 'zh-CN': '模型名称' },
  connection: { en: 'Select a connection', 'zh-CN': '选择连接' },
  none: {
    en: 'There are no connections yet. Add one with "Add Model Connection".',
    'zh-CN': '还没有连接。请用“添加模型连接”添加。',
  },
  listing: { en: 'Fetching the models of {origin}', 'zh-CN': '正在向 {origin} 查询模型列表' },
  saved: { en: 'The key for {origin} was stored.', 'zh-CN': '已保存 {origin} 的密钥。' },
  untrusted: {
    en: 'This workspace is not trusted, so no server is contacted. Trust the workspace first.',
    'zh-CN': '当前工作区未受信任，不会连接任何服务器。请先信任工作区。',
  },
});

export type Render = (message: Message) => string;

/** Even a list of models is asked for only from a workspace that is trusted, since the key goes with the question. */
export function isConnectionAllowed(t: Render): boolean {
  if (!workspace.isTrusted) void window.showErrorMessage(t(say('untrusted')));
  return workspace.isTrusted;
}

export async function pickPreset(t: Render): Promise<Preset | undefined> {
  const groups = ['hosted', 'local', 'other'] as const;
  const items: readonly (QuickPickItem & { readonly id?: string })[] = groups.flatMap((group) => [
    { label: t(say(group)), kind: QuickPickItemKind.Separator },
    ...PRESETS.filter((preset) => getGroup(preset) === group).map(({ baseUrl, id, name }) => ({
      label: t(id === 'custom' ? say('custom') : name),
      description: baseUrl ?? '',
      id,
    })),
  ]);
  const options = { placeHolder: t(say('provider')), ignoreFocusOut: true, matchOnDescription: true };
  return getPreset((await window.showQuickPick(items, options))?.id ?? '');
}

function getGroup({ id, key }: Preset): 'hosted' | 'local' | 'other' {
  if (id === 'custom') return 'other';
  return key === 'optional' ? 'local' : 'hosted';
}

/** False if the user cancelled. An empty input keeps the stored key. */
export async function askKey(
  session: Session,
  { keys }: ModelPlatform,
  origin: string,
  keyPage = getPresetForOrigin(origin).keyPage,
): Promise<boolean> {
  const { t } = session;
  const prompt = `${t(say('key', { origin }))}${keyPage === undefined ? '' : t(say('keyPage', { page: keyPage }))}`;
  const key = await window.showInputBox({ prompt, password: true, ignoreFocusOut: true });
  if (key === undefined) return false;
  if (key.trim() === '') return true;
  await keys.set(origin, key.trim());
  void window.showInformationMessage(t(say('saved', { origin })));
  return true;
}

/** From the server's list; typed where there is none. */
export async function pickModel(
  session: Session,
  platform: ModelPlatform,
  connection: NamedConnection,
): Promise<string | undefined> {
  const { t } = session;
  const address = toAddress(connection.baseUrl);
  if (!address.ok || !isConnectionAllowed(t)) return undefined;
  const { origin } = address.address;
  const title = t(say('listing', { origin }));
  try {
    const listed = await withProgress(title, (signal) =>
      listModels(toClientConnection(connection), address.address, getModelServices(connection, platform), signal),
    );
    if (listed.length > 0) {
      return window.showQuickPick([...listed], { placeHolder: t(say('model')), ignoreFocusOut: true });
    }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    void window.showErrorMessage(t(error.problem));
  }
  const typed = await window.showInputBox({ prompt: t(say('typeModel')), ignoreFocusOut: true });
  return typed?.trim() === '' ? undefined : typed?.trim();
}

/** The named connection; asked for without a name. */
export async function getConnection(session: Session, name: string | undefined): Promise<NamedConnection | undefined> {
  return name === undefined ? pickConnection(session) : findConnection(name);
}

async function pickConnection(session: Session): Promise<NamedConnection | undefined> {
  const { t } = session;
  const known = getConnections();
  if (known.length === 0) {
    void window.showInformationMessage(t(say('none')));
    return undefined;
  }
  const items = known.map((connection) => ({
    label: connection.name,
    description: connection.model ?? '',
    detail: connection.baseUrl,
    connection,
  }));
  return (await window.showQuickPick(items, { placeHolder: t(say('connection')) }))?.connection;
}

export function getOrigin(connection: NamedConnection | undefined): string | undefined {
  const address = connection && toAddress(connection.baseUrl);
  return address?.ok === true ? address.address.origin : undefined;
}

export function getUnusedName(preferred: string): string {
  const taken = new Set(getConnections().map(({ name }) => name));
  for (let number = 1; ; number++) {
    const name = number === 1 ? preferred : `${preferred} ${number}`;
    if (!taken.has(name)) return name;
  }
}

export async function withProgress<Result>(
  title: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, (_, token) => work(toAbortController(token).signal));
}
