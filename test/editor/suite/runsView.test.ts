import assert from 'node:assert/strict';
import { commands, EventEmitter, extensions, type TreeItem, workspace } from 'vscode';
import { defineMessages } from '../../../src/core/index.ts';
import { type ActiveRuns, createActiveRuns } from '../../../src/extension/activeRuns.ts';
import { createRunFiles } from '../../../src/extension/results/runFiles.ts';
import type { RunNode } from '../../../src/extension/runsView/runNode.ts';
import { createRunTree, type RunTree } from '../../../src/extension/runsView/runTree.ts';
import type { RunRecord } from '../../../src/generation/index.ts';
import { printRunRecord } from '../../support/runRecord.ts';
import { cleanUp, eventually, fileUri, setSetting, writeFile } from '../support/editing.ts';
import { createOwnSession } from '../support/ownSession.ts';

const say = defineMessages({ two: { en: '2 of 8', 'zh-CN': '已完成 2 个，共 8 个' } });

const interrupted: RunRecord = {
  version: 1,
  id: 'left',
  started: Date.parse('2026-01-02T10:00:00Z'),
  connection: 'test',
  model: 'small',
  host: '127.0.0.1',
  target: { uri: 'file:///w/%E9%80%80%E8%B4%A7.shots.md' },
  task: { kind: 'from-sop', documentStyle: 'react' },
  options: {},
  handled: [],
};

describe('the view Runs', () => {
  let session: ReturnType<typeof createOwnSession>;
  let active: ActiveRuns;
  let records: readonly RunRecord[];
  let stored: EventEmitter<void>;
  let tree: RunTree;

  before(async () => {
    await extensions.getExtension('sop-shots.sop-shots')?.activate();
  });
  beforeEach(() => {
    session = createOwnSession();
    active = createActiveRuns();
    stored = new EventEmitter();
    records = [];
    const list = async (): Promise<readonly RunRecord[]> => records;
    tree = createRunTree(session, active, { list, onDidChange: stored.event }, createRunFiles());
  });
  afterEach(async () => {
    tree.dispose();
    active.dispose();
    stored.dispose();
    session.dispose();
    await cleanUp();
  });

  const nodes = async (): Promise<readonly RunNode[]> => tree.getChildren();
  const item = async (id: string): Promise<TreeItem> => {
    const node = (await nodes()).find((candidate) => candidate.id === id);
    assert.ok(node, id);
    return tree.getTreeItem(node);
  };
  const begin = (stop: () => void) =>
    active.begin({ id: 'now', kind: 'generation', name: 'desk.shots.md', model: 'small' }, { abort: stop });

  it('opens', async () => {
    await commands.executeCommand('sopShots.runs.focus');
  });

  it('shows the progress of a run, and stops it', async () => {
    let stopped = 0;
    const follower = begin(() => stopped++);
    follower.report(say('two'));
    const running = await item('now');
    assert.equal(running.label, 'Generation: desk.shots.md');
    assert.match(String(running.description), /^running · 2 of 8 · small · /);
    assert.equal(running.contextValue, 'running');
    active.stop('now');
    assert.equal(stopped, 1);
    follower.end(say('two'));
    assert.equal((await item('now')).contextValue, 'ended');
    active.stop('now');
    assert.equal(stopped, 1, 'a run that ended is not stopped again');
    assert.equal(active.isRunning('generation'), false);
  });

  it('tells of changes', async () => {
    let changes = 0;
    tree.onDidChangeTreeData?.(() => changes++);
    const follower = begin(() => undefined);
    await eventually('the run', () => (changes > 0 ? true : undefined));
    const before = changes;
    follower.end(undefined);
    await eventually('its end', () => (changes > before ? true : undefined));
    assert.deepEqual(await nodes(), []);
  });

  it('has one line for a run that can be resumed, and what is under way first', async () => {
    records = [interrupted];
    active
      .begin({ id: 'left', kind: 'generation', name: '退货.shots.md', model: 'small' }, { abort: () => undefined })
      .end(say('two'));
    begin(() => undefined);
    assert.deepEqual(
      (await nodes()).map(({ id, kind }) => [id, kind]),
      [
        ['now', 'active'],
        ['left', 'interrupted'],
      ],
    );
    const left = await item('left');
    assert.equal(left.label, 'Generation: 退货.shots.md');
    assert.match(String(left.description), /^2 of 8 · small · /);
    assert.equal(left.contextValue, 'interrupted');
  });

  it('has the evaluations of the workspace, which open their results', async () => {
    const uri = await writeFile('.sop-shots/runs/a.json', printRunRecord('large'));
    const evaluation = await eventually('the record', async () =>
      (await nodes()).some(({ id }) => id === uri.toString()) ? item(uri.toString()) : undefined,
    );
    assert.match(String(evaluation.label), /^Evaluation: large/);
    assert.match(String(evaluation.description), /^call accuracy 75\.0 % · /);
    assert.equal(evaluation.command?.command, 'sopShots.openResults');
    await workspace.fs.delete(uri);
  });

  it('forgets the evaluations of a folder that is deleted', async () => {
    const uri = await writeFile('desk/.sop-shots/runs/a.json', printRunRecord('large'));
    const isListed = async (): Promise<boolean> => (await nodes()).some(({ id }) => id === uri.toString());
    await eventually('the record', async () => ((await isListed()) ? true : undefined));
    const change = new Promise<void>((resolve) => {
      tree.onDidChangeTreeData?.(() => resolve());
    });
    await workspace.fs.delete(fileUri('desk'), { recursive: true });
    await change;
    assert.equal(await isListed(), false);
  });

  it('speaks the language that is set', async () => {
    await setSetting('sopShots.language', 'zh-CN');
    begin(() => undefined).report(say('two'));
    const running = await item('now');
    assert.equal(running.label, '生成：desk.shots.md');
    assert.match(String(running.description), /^运行中 · 已完成 2 个，共 8 个 · small · /);
  });
});
