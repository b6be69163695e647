import type { GuardedModel, RunRecord, RunSummary, Verdict } from '../../generation/index.ts';
import type { RunJournal, RunStore } from './runStore.ts';

/** Sees to it that a run can go on after a stop: keeps its record and its replies while there is use for them. */
export interface RunKeeper {
  readonly id: string;
  /** The model, whose guard also begins the record: what is not sent needs none. */
  readonly model: GuardedModel;
  readonly journal: RunJournal;
  /** Some shots have found their place, or were discarded; `left` are still to be seen. */
  handled(ids: readonly string[], left: number): Promise<void>;
  /** The run is over, with so many shots still to be seen. Answers whether it can go on later. */
  ended(outcome: RunSummary['outcome'], left: number): Promise<boolean>;
}

/** `draft` is the record of a new run, or of one that goes on. */
export async function createKeeper(store: RunStore, draft: RunRecord, model: GuardedModel): Promise<RunKeeper> {
  const journal = await store.journal(draft.id);
  let record = draft;
  let outcome: RunSummary['outcome'] | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const done = queue.then(work);
    queue = done.catch(() => undefined);
    return done;
  };
  const remember = (change: Partial<RunRecord>): Promise<void> => {
    record = { ...record, ...change };
    return inTurn(() => store.keep(record));
  };
  const isOver = (left: number): boolean => left === 0 && outcome !== undefined && outcome !== 'incomplete';
  return {
    id: draft.id,
    journal,
    model: {
      chat: model.chat,
      guard: async (question): Promise<Verdict> => {
        const verdict = await model.guard(question);
        if (verdict.kind !== 'send') return verdict;
        const { level: _, ...rest } = record;
        record = { ...rest, host: question.destination.host, model: question.model };
        await remember(verdict.level === undefined ? {} : { level: verdict.level });
        return verdict;
      },
    },
    handled: async (ids, left) => {
      if (ids.length === 0) return;
      await (isOver(left) ? inTurn(() => store.remove(draft.id)) : remember({ handled: [...record.handled, ...ids] }));
    },
    ended: async (how, left) => {
      outcome = how;
      // Without a reply nothing was paid for, and the command itself is the shortest way to begin again.
      const useful = journal.size > 0 && !isOver(left);
      if (!useful) await inTurn(() => store.remove(draft.id));
      return useful && how === 'incomplete';
    },
  };
}
