import { type Disposable, type Event, EventEmitter } from 'vscode';
import type { Message } from '../core/index.ts';

/** What is known of a run before it begins. */
export interface RunDescription {
  /** The id of its record in the storage, where it has one. */
  readonly id?: string | undefined;
  readonly kind: 'generation' | 'evaluation';
  /** The document or the connection. */
  readonly name: string;
  /** Undefined for the local scaffold. */
  readonly model: string | undefined;
}

/** A run that was begun in this window. */
export interface ActiveRun extends RunDescription {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly isRunning: boolean;
  /** How far it came; undefined until that is known. */
  readonly progress: Message | undefined;
}

/** Follows a run for the others. */
export interface RunFollower {
  report(progress: Message): void;
  /** Lists the run as ended; without a message it is listed no longer. */
  end(progress: Message | undefined): void;
}

/** The runs of this window: those under way, and the latest that ended. */
export interface ActiveRuns extends Disposable {
  begin(about: RunDescription, stop: Pick<AbortController, 'abort'>): RunFollower;
  /** The newest first. */
  list(): readonly ActiveRun[];
  isRunning(kind: RunDescription['kind']): boolean;
  stop(id: string): void;
  stopAll(kind: RunDescription['kind']): void;
  readonly onDidChange: Event<void>;
}

/** Of the runs that ended, so many are listed. */
const MAX_ENDED = 20;

export function createActiveRuns(): ActiveRuns {
  const changed = new EventEmitter<void>();
  const stops = new Map<string, Pick<AbortController, 'abort'>>();
  let runs: readonly ActiveRun[] = [];
  let count = 0;
  const set = (next: readonly ActiveRun[]): void => {
    const ended = next.filter(({ isRunning }) => !isRunning).slice(0, MAX_ENDED);
    runs = next.filter((run) => run.isRunning || ended.includes(run));
    changed.fire();
  };
  const update = (id: string, change: Partial<ActiveRun>): void =>
    set(runs.map((run) => (run.id === id ? { ...run, ...change } : run)));
  return {
    begin: (about, stop) => {
      count++;
      const id = about.id ?? `run ${count}`;
      stops.set(id, stop);
      const run = { ...about, id, started: Date.now(), isRunning: true, progress: undefined };
      // A run that is resumed takes the place of its first part.
      set([run, ...runs.filter((other) => other.id !== id)]);
      return {
        report: (progress) => update(id, { progress }),
        end: (progress) => {
          stops.delete(id);
          if (progress === undefined) set(runs.filter((other) => other.id !== id));
          else update(id, { progress, isRunning: false });
        },
      };
    },
    list: () => runs,
    isRunning: (kind) => runs.some((run) => run.isRunning && run.kind === kind),
    stop: (id) => stops.get(id)?.abort(),
    stopAll: (kind) => {
      for (const run of runs) if (run.kind === kind) stops.get(run.id)?.abort();
    },
    onDidChange: changed.event,
    dispose: () => changed.dispose(),
  };
}
