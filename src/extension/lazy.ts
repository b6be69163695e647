import { commands, type Disposable } from 'vscode';

/** Something that is registered once it is needed. */
export interface Lazy extends Disposable {
  /** Registers it now, if that was not done yet. */
  bring(): Promise<void>;
}

/**
 * Commands whose code is run when the first of them is called: what few sessions use must not make every start
 * slower. `load` imports that code and registers the commands themselves.
 */
export function lazily(ids: readonly string[], load: () => Promise<Disposable>): Lazy {
  let registered: Promise<Disposable> | undefined;
  const bring = async (): Promise<void> => {
    registered ??= loadNow();
    await registered;
  };
  const standIns = ids.map((id) =>
    commands.registerCommand(id, async (...given: unknown[]) => {
      await bring();
      return commands.executeCommand(id, ...given);
    }),
  );
  const loadNow = (): Promise<Disposable> => {
    // Two commands of one name cannot be registered.
    for (const standIn of standIns) standIn.dispose();
    return load();
  };
  const dispose = (): void => {
    for (const standIn of standIns) standIn.dispose();
    void registered?.then((whole) => whole.dispose());
  };
  return { bring, dispose };
}
