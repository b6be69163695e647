import { commands, Disposable, type TreeView } from 'vscode';
import type { Session } from '../session.ts';
import { askFilter, describeFilter } from './filter.ts';
import { approveShots, discardShots } from './review.ts';
import { isFiltered, NO_FILTER, type ShotFilter } from './shotList.ts';
import type { ShotNode } from './shotNode.ts';
import type { ShotTree } from './shotTree.ts';
import { say } from './words.ts';

type ShotView = Pick<TreeView<ShotNode>, 'selection' | 'message'>;

/** The commands of the view *Shots*. A menu gives its line and all selected ones, a key nothing. */
export function registerShotCommands(session: Session, tree: ShotTree, view: ShotView): Disposable {
  const chosen = (node?: ShotNode, nodes?: readonly ShotNode[]): readonly ShotNode[] =>
    nodes ?? (node === undefined ? view.selection : [node]);
  const setFilter = async (filter: ShotFilter): Promise<void> => {
    tree.setFilter(filter);
    await commands.executeCommand('setContext', 'sopShots.shotsFiltered', isFiltered(filter));
    await showFilter();
  };
  const showFilter = async (): Promise<void> => {
    const filter = describeFilter(session, tree.filter);
    const hasShots = (await tree.getChildren()).length > 0;
    view.message = isFiltered(tree.filter) ? session.t(say(hasShots ? 'filtered' : 'filteredNothing', { filter })) : '';
  };
  const register = commands.registerCommand;
  return Disposable.from(
    register('sopShots.approveShots', (node?: ShotNode, nodes?: readonly ShotNode[]) =>
      approveShots(session, tree, chosen(node, nodes)),
    ),
    register('sopShots.discardShots', (node?: ShotNode, nodes?: readonly ShotNode[]) =>
      discardShots(session, tree, chosen(node, nodes)),
    ),
    register('sopShots.filterShots', async (given?: ShotFilter) => {
      const filter = given?.show === undefined ? await askFilter(session, tree.filter) : given;
      if (filter !== undefined) await setFilter(filter);
    }),
    register('sopShots.clearShotFilter', () => setFilter(NO_FILTER)),
    session.onDidChangeLanguage(() => void showFilter()),
  );
}
