import { type Disposable, type Event, EventEmitter, workspace } from 'vscode';
import { SECTION } from '../../settings.ts';

/** How the connections did when they were tested last in this window. */
export interface ConnectionTests extends Disposable {
  /** Undefined if a connection was not tested since it was set up. */
  resultOf(name: string): boolean | undefined;
  record(name: string, passed: boolean): void;
  readonly onDidChange: Event<void>;
}

export function createConnectionTests(): ConnectionTests {
  const results = new Map<string, boolean>();
  const changed = new EventEmitter<void>();
  // What was tested may be another server now.
  const forgetting = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${SECTION}.connections`)) results.clear();
  });
  return {
    resultOf: (name) => results.get(name),
    record: (name, passed) => {
      results.set(name, passed);
      changed.fire();
    },
    onDidChange: changed.event,
    dispose: () => {
      forgetting.dispose();
      changed.dispose();
    },
  };
}
