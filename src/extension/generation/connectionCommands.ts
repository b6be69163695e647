import { type CancellationToken, lm, ProgressLocation, type QuickPickItem, window, workspace } from 'vscode';
import { defineMessages, type Message, renderMessage } from '../../core/index.ts';
import { ModelError } from '../../generation/index.ts';
import { addressOf, listModels, type Preset, presetNamed, presets, testConnection } from '../../models/index.ts';
import type { Session } from '../session.ts';
import {
  chooseConnection,
  chosenConnection,
  clientConnection,
  connectionNamed,
  connections,
  type NamedConnection,
  removeConnection,
  saveConnection,
} from './connections.ts';
import { type ModelOutside, servicesFor } from './modelChooser.ts';

const say = defineMessages({
  provider: { en: 'Which server?', 'zh-CN': '使用哪种服务？' },
  url: {
    en: 'Base URL, for example https://models.example.com/v1',
    'zh-CN': '服务地址，例如 https://models.example.com/v1',
  },
  key: {
    en: 'API key for {origin}. It is kept in the keyring and sent nowhere else. Leave empty for none.',
    'zh-CN': '{origin} 的 API 密钥。密钥保存在系统密钥库中，只会发送给它。没有密钥可留空。',
  },
  name: { en: 'A name for this connection', 'zh-CN': '给这个连接起个名字' },
  model: { en: 'Which model?', 'zh-CN': '使用哪个模型？' },
  typeModel: { en: 'The name of the model', 'zh-CN': '模型名称' },
  scaffold: { en: 'Local scaffold', 'zh-CN': '本地脚手架' },
  scaffoldDetail: { en: 'No model, no network', 'zh-CN': '不用模型，不联网' },
  editor: { en: 'From VS Code', 'zh-CN': '由 VS Code 提供' },
  chosen: { en: 'Shots are now written by {name}.', 'zh-CN': '现在由 {name} 编写示例。' },
  connection: { en: 'Which connection?', 'zh-CN': '哪个连接？' },
  none: {
    en: 'There are no connections yet. Add one with "Add Model Connection".',
    'zh-CN': '还没有连接。请用“添加模型连接”添加。',
  },
  testing: { en: 'Testing {name}', 'zh-CN': '正在测试 {name}' },
  listing: { en: 'Asking {origin} for its models', 'zh-CN': '正在向 {origin} 查询模型列表' },
  saved: { en: 'The key for {origin} is stored.', 'zh-CN': '已保存 {origin} 的密钥。' },
  untrusted: {
    en: 'This workspace is not trusted, so no server is contacted. Trust it first.',
    'zh-CN': '当前工作区未受信任，不会连接任何服务器。请先信任工作区。',
  },
  removed: { en: 'The key for {origin} is removed.', 'zh-CN': '已删除 {origin} 的密钥。' },
});

type Say = (message: Message) => string;

function speaker(session: Session): Say {
  return (message) => renderMessage(message, session.language());
}

/** Asks for server, key and model in turn, stores the connection and chooses it. */
export async function addConnection(session: Session, outside: ModelOutside): Promise<void> {
  const t = speaker(session);
  const preset = await pickPreset(t);
  if (preset === undefined) return;
  const baseUrl = await window.showInputBox({
    prompt: t(say('url')),
    value: preset.baseUrl ?? '',
    ignoreFocusOut: true,
    validateInput: (value) => {
      const result = addressOf(value.trim());
      return result.ok ? undefined : t(result.problem);
    },
  });
  const result = addressOf(baseUrl?.trim() ?? '');
  if (baseUrl === undefined || !result.ok) return;
  if (!(await askKey(session, outside, result.address.origin))) return;
  const name = await window.showInputBox({
    prompt: t(say('name')),
    value: freeName(preset.name),
    ignoreFocusOut: true,
  });
  if (name === undefined || name.trim() === '') return;
  const connection: NamedConnection = { name: name.trim(), provider: preset.id, baseUrl: baseUrl.trim() };
  const model = await pickModel(session, outside, connection);
  await saveConnection(model === undefined ? connection : { ...connection, model });
  if (model !== undefined) await choose(t, connection.name);
}

/** Lets the user choose who writes: the scaffold, a model of VS Code, or a model of a connection. */
export async function chooseModel(session: Session, outside: ModelOutside): Promise<void> {
  const t = speaker(session);
  const own = await lm.selectChatModels({});
  const current = chosenConnection();
  const items: readonly (QuickPickItem & { readonly id: string })[] = [
    { label: t(say('scaffold')), detail: t(say('scaffoldDetail')), id: '' },
    ...connections().map(({ name, baseUrl, model }) => ({
      label: name,
      description: model ?? '…',
      detail: baseUrl,
      id: name,
    })),
    ...own.map(({ id, name, vendor }) => ({
      label: name,
      description: vendor,
      detail: t(say('editor')),
      id: `vscode:${id}`,
    })),
  ];
  const shown = items.map((item) => (item.id === current ? { ...item, label: `$(check) ${item.label}` } : item));
  const picked = await window.showQuickPick(shown, { placeHolder: t(say('model')), ignoreFocusOut: true });
  if (picked === undefined) return;
  const connection = connectionNamed(picked.id);
  if (connection === undefined) return choose(t, picked.id);
  const model = await pickModel(session, outside, connection);
  if (model === undefined) return;
  await saveConnection({ ...connection, model });
  await choose(t, connection.name);
}

async function choose(t: Say, id: string): Promise<void> {
  await chooseConnection(id);
  void window.showInformationMessage(t(say('chosen', { name: id === '' ? say('scaffold') : id })));
}

export async function setKey(session: Session, outside: ModelOutside): Promise<void> {
  const origin = originOf(await pickConnection(session));
  if (origin === undefined || !(await askKey(session, outside, origin))) return;
}

export async function removeKey(session: Session, outside: ModelOutside): Promise<void> {
  const origin = originOf(await pickConnection(session));
  if (origin === undefined) return;
  await outside.keys.remove(origin);
  void window.showInformationMessage(speaker(session)(say('removed', { origin })));
}

/** Takes a connection out of the settings. Its key stays with its origin until it is removed by itself. */
export async function forgetConnection(session: Session): Promise<void> {
  const connection = await pickConnection(session);
  if (connection !== undefined) await removeConnection(connection.name);
}

/** Tries a connection out. Nothing of the user's documents is sent. */
export async function tryConnection(session: Session, outside: ModelOutside, name?: string): Promise<boolean> {
  const t = speaker(session);
  if (!mayConnect(t)) return false;
  const connection = name === undefined ? await pickConnection(session) : connectionNamed(name);
  if (connection === undefined) return false;
  const address = addressOf(connection.baseUrl);
  if (!address.ok) {
    void window.showErrorMessage(t(address.problem));
    return false;
  }
  const result = await withProgress(t(say('testing', { name: connection.name })), (signal) =>
    testConnection(clientConnection(connection), address.address, servicesFor(connection, outside), signal),
  );
  if (result.ok) void window.showInformationMessage(t(result.message));
  else void window.showErrorMessage(t(result.error.problem));
  return result.ok;
}

/** Even a list of models is asked for only from a workspace that is trusted, since the key goes with the question. */
function mayConnect(t: Say): boolean {
  if (!workspace.isTrusted) void window.showErrorMessage(t(say('untrusted')));
  return workspace.isTrusted;
}

async function pickPreset(t: Say): Promise<Preset | undefined> {
  const items = presets.map(({ baseUrl, id, name }) => ({ label: name, description: baseUrl ?? '', id }));
  const picked = await window.showQuickPick(items, { placeHolder: t(say('provider')), ignoreFocusOut: true });
  return picked && presetNamed(picked.id);
}

/** False if the user went away. An empty key leaves the one that is stored. */
async function askKey(session: Session, { keys }: ModelOutside, origin: string): Promise<boolean> {
  const t = speaker(session);
  const key = await window.showInputBox({ prompt: t(say('key', { origin })), password: true, ignoreFocusOut: true });
  if (key === undefined) return false;
  if (key.trim() === '') return true;
  await keys.set(origin, key.trim());
  void window.showInformationMessage(t(say('saved', { origin })));
  return true;
}

/** From the server's list; typed where there is none. */
async function pickModel(
  session: Session,
  outside: ModelOutside,
  connection: NamedConnection,
): Promise<string | undefined> {
  const t = speaker(session);
  const address = addressOf(connection.baseUrl);
  if (!address.ok || !mayConnect(t)) return undefined;
  const { origin } = address.address;
  const title = t(say('listing', { origin }));
  try {
    const listed = await withProgress(title, (signal) =>
      listModels(clientConnection(connection), address.address, servicesFor(connection, outside), signal),
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

async function pickConnection(session: Session): Promise<NamedConnection | undefined> {
  const t = speaker(session);
  const known = connections();
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

function originOf(connection: NamedConnection | undefined): string | undefined {
  const address = connection && addressOf(connection.baseUrl);
  return address?.ok === true ? address.address.origin : undefined;
}

function freeName(wanted: string): string {
  const taken = new Set(connections().map(({ name }) => name));
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!taken.has(name)) return name;
  }
}

async function withProgress<Result>(title: string, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, (_, token: CancellationToken) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return work(controller.signal);
  });
}
