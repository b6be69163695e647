import assert from 'node:assert/strict';
import { commands, extensions, type TreeItem } from 'vscode';
import type { ConnectionViewNode } from '../../../src/extension/connectionsView/connectionNode.ts';
import { type ConnectionTree, createConnectionTree } from '../../../src/extension/connectionsView/connectionTree.ts';
import {
  type ConnectionTests,
  createConnectionTests,
} from '../../../src/extension/generation/connections/connectionTests.ts';
import {
  createKeys,
  getChosenConnection,
  getConnections,
  type Keys,
} from '../../../src/extension/generation/connections/userConnections.ts';
import { type OpenAiServer, startOpenAiServer } from '../../support/openaiServer.ts';
import { cleanUp, eventually, setSetting } from '../support/editing.ts';
import { endGenerating, setUser } from '../support/generating.ts';
import { memorySecrets } from '../support/memorySecrets.ts';
import { createOwnSession } from '../support/ownSession.ts';

const dashscope = { name: 'Qwen', baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1', model: 'qwen-plus' };
const local = { name: 'local', baseUrl: 'http://127.0.0.1:8000/v1' };

describe('the view Connections', () => {
  let session: ReturnType<typeof createOwnSession>;
  let tests: ConnectionTests;
  let keys: Keys;
  let tree: ConnectionTree;
  let server: OpenAiServer | undefined;

  before(async () => {
    await extensions.getExtension('sop-shots.sop-shots')?.activate();
  });
  beforeEach(() => {
    session = createOwnSession();
    tests = createConnectionTests();
    keys = createKeys(memorySecrets(), { DEEPSEEK_API_KEY: 'key' });
    tree = createConnectionTree(session, { keys, tests });
  });
  afterEach(async () => {
    tree.dispose();
    tests.dispose();
    session.dispose();
    await endGenerating(server);
    server = undefined;
    await cleanUp();
  });

  /** The lines but those of the models that VS Code has in these tests. */
  const items = async (): Promise<TreeItem[]> =>
    (await tree.getChildren()).filter(({ kind }) => kind !== 'editor').map((node) => tree.getTreeItem(node));
  const describeItem = (item: TreeItem | undefined): string => `${item?.label}: ${item?.description}`;
  const lines = async (): Promise<readonly string[]> => (await items()).map(describeItem);
  const nodeOf = async (name: string): Promise<ConnectionViewNode> => {
    const found = (await tree.getChildren()).find((node) => node.kind !== 'problem' && node.name === name);
    assert.ok(found, name);
    return found;
  };

  it('opens, with the models of VS Code and the scaffold', async () => {
    await commands.executeCommand('sopShots.connections.focus');
    const labels = (await tree.getChildren()).map((node) => tree.getTreeItem(node).label);
    assert.deepEqual(labels, ['Test tiny', 'Test huge', 'Local scaffold']);
  });

  it('says which model of VS Code is the default', async () => {
    await setUser('connection', 'vscode');
    const descriptions = (await tree.getChildren()).map((node) => tree.getTreeItem(node).description);
    assert.deepEqual(descriptions, ['default · test-models', 'test-models', 'no model, no network']);
  });

  it('says of each connection its model, where its key is, and which is the default', async () => {
    const deepseek = { name: 'DeepSeek', baseUrl: 'https://api.deepseek.com/v1', model: 'deepseek-chat' };
    await setUser('connections', [dashscope, deepseek, local]);
    await setUser('connection', 'Qwen');
    assert.deepEqual(await lines(), [
      'Qwen: default · qwen-plus · no key',
      'DeepSeek: deepseek-chat · key from the environment',
      'local: no model chosen · needs no key',
      'Local scaffold: no model, no network',
    ]);
    await keys.set('https://dashscope.aliyuncs.com', 'secret');
    const [qwen] = await items();
    assert.equal(describeItem(qwen), 'Qwen: default · qwen-plus · key stored');
    assert.equal(qwen?.contextValue, 'connection default key');
    assert.equal(qwen?.accessibilityInformation?.label, 'connection Qwen, default, qwen-plus, key stored');
    assert.ok(!JSON.stringify(await items()).includes('secret'));
  });

  it('follows the settings, the keys and the tests', async () => {
    await setUser('connections', [dashscope]);
    let changes = 0;
    tree.onDidChangeTreeData?.(() => changes++);
    await keys.set('https://dashscope.aliyuncs.com', 'secret');
    assert.equal(changes, 1);
    tests.record('Qwen', false);
    assert.equal(changes, 2);
    assert.match((await lines())[0] ?? '', /test failed$/);
    await setUser('connections', [{ ...dashscope, model: 'qwen-max' }]);
    await eventually('the change', () => (changes > 2 ? true : undefined));
    assert.equal((await lines())[0], 'Qwen: qwen-max · key stored');
  });

  it('lists wrong entries of the settings, which it opens', async () => {
    await setUser('connections', [{ name: 'broken', baseUrl: 'no address' }]);
    const [item] = await items();
    assert.match(String(item?.label), /^"broken" .*\[wrong-connection\]$/);
    assert.equal(item?.command?.command, 'workbench.action.openSettingsJson');
  });

  it('makes a connection the default, and tests it', async () => {
    server = await startOpenAiServer({ models: ['small'], replies: [{ text: '{"ok": true}' }] });
    await setUser('connections', [dashscope, { name: 'test', baseUrl: server.baseUrl, model: 'small' }]);
    await commands.executeCommand('sopShots.useConnection', await nodeOf('test'));
    assert.equal(getChosenConnection(), 'test');
    assert.equal(await commands.executeCommand('sopShots.testConnection', await nodeOf('test')), true);
    await commands.executeCommand('sopShots.useConnection', await nodeOf(''));
    assert.equal(getChosenConnection(), '');
    assert.ok(server.requests.length > 0);
  });

  it('removes the connection of a line without asking which', async () => {
    await setUser('connections', [dashscope, local]);
    await setUser('connection', 'Qwen');
    await commands.executeCommand('sopShots.removeConnection', await nodeOf('Qwen'));
    assert.deepEqual(getConnections(), [local]);
    assert.equal(getChosenConnection(), '');
  });

  it('speaks the language that is set', async () => {
    await setSetting('sopShots.language', 'zh-CN');
    await setUser('connections', [dashscope]);
    assert.deepEqual(await lines(), ['Qwen: qwen-plus · 没有密钥', '本地脚手架: 默认 · 不用模型，不联网']);
  });
});
