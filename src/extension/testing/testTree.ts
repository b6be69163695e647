import { Disposable, Range, type TestController, type TestItem, Uri, workspace } from 'vscode';
import {
  type DocumentContext,
  defineMessages,
  type Round,
  type Shot,
  type ShotsDocument,
  shotWords,
  type TextRange,
} from '../../core/index.ts';
import { listFiles } from '../coverage/workspaceCoverage.ts';
import { watchDeletedFolders } from '../deletedFolders.ts';
import { checkedKind } from '../documents.ts';
import type { Session } from '../session.ts';
import { createTimers } from '../timers.ts';

const say = defineMessages({
  shot: { en: 'Shot {number}', 'zh-CN': '示例 {number}' },
  round: { en: 'Round {number}', 'zh-CN': '第 {number} 轮' },
});

/** What a test stands for. Shots and rounds are counted from zero. */
export type TestTarget =
  | { readonly kind: 'file'; readonly uri: Uri }
  | { readonly kind: 'shot'; readonly uri: Uri; readonly shot: number }
  | { readonly kind: 'round'; readonly uri: Uri; readonly shot: number; readonly round: number };

/** The tests of the workspace: shots documents, their shots, and the rounds of these. */
export interface TestTree extends Disposable {
  /** Finds the documents of the workspace, and the shots of those named. */
  discover(): Promise<void>;
  /** Reads the shots of a document again; undefined if the document is gone. */
  resolve(uri: Uri): Promise<TestItem | undefined>;
  getTarget(item: TestItem): TestTarget | undefined;
}

/** Milliseconds without an edit after which the tests of a document are read again. */
const EDIT_DELAY = 400;

/** Shots of a document beyond which rounds are no tests of their own: the list could not be used any more. */
const MAX_SHOTS_WITH_ROUNDS = 2000;

/** Keeps the tests like the documents. Documents that are not open are read when the tests are looked at. */
export function createTestTree(session: Session, controller: TestController): TestTree {
  const targets = new WeakMap<TestItem, TestTarget>();
  const timers = createTimers();
  const add = (id: string, label: string, target: TestTarget): TestItem => {
    const item = controller.createTestItem(id, label, target.uri);
    targets.set(item, target);
    return item;
  };
  const addFile = (uri: Uri): TestItem => {
    const before = controller.items.get(uri.toString());
    if (before !== undefined) return before;
    const item = add(uri.toString(), workspace.asRelativePath(uri), { kind: 'file', uri });
    item.canResolveChildren = true;
    controller.items.add(item);
    return item;
  };
  const resolve = async (uri: Uri): Promise<TestItem | undefined> => {
    const context = await session.service.getContext(uri.toString(), 'shots');
    if (context === undefined) {
      controller.items.delete(uri.toString());
      return undefined;
    }
    const item = addFile(uri);
    item.children.replace(shotItems(session, uri, context, add));
    return item;
  };
  const discover = async (): Promise<void> => {
    const uris = await listFiles(session, 'shots');
    for (const uri of uris) addFile(Uri.parse(uri));
  };
  controller.resolveHandler = async (item) => {
    if (item === undefined) await discover();
    else if (item.uri !== undefined) await resolve(item.uri);
  };
  const following = followDocuments(session, controller, timers, resolve, addFile);
  return {
    discover,
    resolve,
    getTarget: (item) => targets.get(item),
    dispose: () => {
      following.dispose();
      timers.dispose();
    },
  };
}

function followDocuments(
  session: Session,
  controller: TestController,
  timers: ReturnType<typeof createTimers>,
  resolve: (uri: Uri) => Promise<unknown>,
  addFile: (uri: Uri) => TestItem,
): Disposable {
  const isShots = (uri: Uri): boolean => session.service.getFileKind(uri.toString()) === 'shots';
  const update = (uri: Uri): void => {
    if (isShots(uri)) timers.start(uri.toString(), EDIT_DELAY, () => void resolve(uri));
  };
  const updateKnown = (uri: Uri): void => {
    if ((controller.items.get(uri.toString())?.children.size ?? 0) > 0) update(uri);
  };
  const forget = (uri: Uri): void => controller.items.delete(uri.toString());
  const watcher = workspace.createFileSystemWatcher('**/*.shots.md');
  for (const document of workspace.textDocuments) {
    if (checkedKind(document, session.service) === 'shots') update(document.uri);
  }
  return Disposable.from(
    watcher,
    watcher.onDidCreate((uri) => void (controller.items.size > 0 && addFile(uri))),
    watcher.onDidChange(updateKnown),
    watcher.onDidDelete(forget),
    watchDeletedFolders(() => [...controller.items].map(([id]) => id), forget),
    workspace.onDidOpenTextDocument((document) => {
      if (checkedKind(document, session.service) === 'shots') update(document.uri);
    }),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) updateKnown(document.uri);
    }),
    session.onDidChangeLanguage(() => {
      for (const [id] of controller.items) updateKnown(Uri.parse(id));
    }),
    workspace.onDidChangeWorkspaceFolders(() => {
      for (const [id] of controller.items) {
        if (workspace.getWorkspaceFolder(Uri.parse(id)) === undefined) controller.items.delete(id);
      }
    }),
  );
}

type AddItem = (id: string, label: string, target: TestTarget) => TestItem;

function shotItems(session: Session, uri: Uri, { document }: DocumentContext, add: AddItem): readonly TestItem[] {
  const ids = new Map<string, number>();
  for (const { id } of document.shots) if (id !== undefined) ids.set(id.value, (ids.get(id.value) ?? 0) + 1);
  return document.shots.map((shot) => {
    // An id that two shots share tells neither of them apart.
    const own = shot.id !== undefined && ids.get(shot.id.value) === 1 ? shot.id.value : `${shot.index + 1}`;
    const key = `${uri.toString()}#${own}`;
    const { heading, request } = shotWords(document, shot);
    const title = session.t(say('shot', { number: shot.index + 1 }));
    const item = add(key, heading || request || title, { kind: 'shot', uri, shot: shot.index });
    // A heading such as "Shot 1: …" says the number itself.
    item.description = item.label.startsWith(title) ? '' : title;
    item.sortText = String(shot.index).padStart(8, '0');
    item.range = rangeOf(document, shot);
    if (document.shots.length <= MAX_SHOTS_WITH_ROUNDS) {
      item.children.replace(shot.rounds.map((round) => roundItem(session, uri, document, shot, round, key, add)));
    }
    return item;
  });
}

function roundItem(
  session: Session,
  uri: Uri,
  document: ShotsDocument,
  shot: Shot,
  round: Round,
  key: string,
  add: AddItem,
): TestItem {
  const label = session.t(say('round', { number: round.index + 1 }));
  const item = add(`${key}/${round.index + 1}`, label, { kind: 'round', uri, shot: shot.index, round: round.index });
  item.description = round.actions.flatMap(({ calls }) => calls.map(({ name }) => name.text)).join(', ');
  item.sortText = String(round.index).padStart(8, '0');
  item.range = rangeOf(document, round);
  return item;
}

function rangeOf({ lines }: ShotsDocument, { start, end }: TextRange): Range {
  const from = lines.positionAt(start);
  const to = lines.positionAt(end);
  return new Range(from.line, from.character, to.line, to.character);
}
