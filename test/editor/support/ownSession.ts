import type { Disposable, ExtensionContext } from 'vscode';
import { createSession, type Session } from '../../../src/extension/session.ts';

/** A session beside the one of the installed extension, for tests of its parts. */
export function createOwnSession(): Session & Disposable {
  const subscriptions: Disposable[] = [];
  const session = createSession({ subscriptions } as unknown as ExtensionContext);
  const dispose = (): void => {
    // The output channel is the one of the extension, since it has the same name.
    for (const subscription of subscriptions) if (subscription !== session.log) subscription.dispose();
  };
  return Object.defineProperties({ dispose }, Object.getOwnPropertyDescriptors(session)) as Session & Disposable;
}
