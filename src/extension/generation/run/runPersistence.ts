import type { GuardedModel, RunRecord, RunSummary, Verdict } from '../../../generation/index.ts';
import type { RunJournal, RunStore } from './runStore.ts';

/** Makes a run resumable: stores its record and replies as long as they are needed. */
export interface RunPersistence {
  readonly id: string;
  /** The model, whose guard also begins the record: what is not sent needs none. */
  readonly model: GuardedModel;
  readonly journal: RunJournal;
  /** Some shots were accepted or discarded; `left` remain in the preview. */
  handled(ids: readonly string[], left: number): Promise<void>;
  /** The run ended with `left` shots in the preview. Returns whether it can be resumed. */
  ended(outcome: RunSummary['outcome'], left: number): Promise<boolean>;
}

/** `draft` is the record of a new or a resumed run. */
export async function createRunPersistence(
  store: Pick<RunStore, 'journal' | 'keep' | 'remove'>,
  draft: RunRecord,
  model: GuardedModel,
): Promise<RunPersistence> {
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
