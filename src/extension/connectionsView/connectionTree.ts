import { type Disposable, EventEmitter, lm, type TreeDataProvider, type TreeItem, workspace } from 'vscode';
import { renderMessage } from '../../core/index.ts';
import type { ConnectionTests } from '../generation/connections/connectionTests.ts';
import {
  getChosenConnection,
  getConnectionProblems,
  getConnections,
  type Keys,
} from '../generation/connections/userConnections.ts';
import type { Session } from '../session.ts';
import { SECTION } from '../settings.ts';
import { type BuiltInNode, type ConnectionViewNode, toConnectionNode } from './connectionNode.ts';
import { toConnectionItem } from './treeItems.ts';

/** What is known of the connections without contacting a server. */
export interface ConnectionSources {
  readonly keys: Pick<Keys, 'placeOf' | 'onDidChange'>;
  readonly tests: Pick<ConnectionTests, 'resultOf' | 'onDidChange'>;
}

/** The lines of the view *Connections*: who can write shots. None where there is only the local scaffold. */
export interface ConnectionTree extends TreeDataProvider<ConnectionViewNode>, Disposable {
  getChildren(node?: ConnectionViewNode): Promise<ConnectionViewNode[]>;
  getTreeItem(node: ConnectionViewNode): TreeItem;
}

const WATCHED_SETTINGS = [`${SECTION}.connections`, `${SECTION}.connection`];

export function createConnectionTree(session: Session, { keys, tests }: ConnectionSources): ConnectionTree {
  const changed = new EventEmitter<undefined>();
  const refresh = (): void => changed.fire(undefined);
  const following = [
    session.onDidChangeLanguage(refresh),
    keys.onDidChange(refresh),
    tests.onDidChange(refresh),
    lm.onDidChangeChatModels(refresh),
    workspace.onDidChangeConfiguration((event) => {
      if (WATCHED_SETTINGS.some((name) => event.affectsConfiguration(name))) refresh();
    }),
    changed,
  ];
  return {
    onDidChangeTreeData: changed.event,
    getTreeItem: (node) => toConnectionItem(node, session.language()),
    getChildren: async (node) => {
      if (node !== undefined) return [];
      const chosen = getChosenConnection();
      const problems = getConnectionProblems().map((problem) => renderMessage(problem, session.language()));
      const named = getConnections().map(async (connection) =>
        toConnectionNode(connection, keys, tests.resultOf(connection.name), chosen),
      );
      const others: readonly ConnectionViewNode[] = [
        ...(await listEditorModels(chosen)),
        ...(await Promise.all(named)),
        ...problems.map((text) => ({ kind: 'problem' as const, text })),
      ];
      const scaffold = { kind: 'scaffold', name: '', label: '', vendor: '', isDefault: chosen === '' } as const;
      return others.length === 0 ? [] : [...others, scaffold];
    },
    dispose: () => {
      for (const part of following) part.dispose();
    },
  };
}

/** The models that other extensions give to VS Code. */
async function listEditorModels(chosen: string): Promise<readonly BuiltInNode[]> {
  const models = await lm.selectChatModels({});
  return models.map(({ id, name: label, vendor }, index) => {
    const name = `vscode:${id}`;
    // Without an id the setting means the first one.
    const isDefault = name === chosen || (chosen === 'vscode' && index === 0);
    return { kind: 'editor', name, label, vendor, isDefault };
  });
}
