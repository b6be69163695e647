import type { TestItem, TestMessage } from 'vscode';
import { type EvaluationCase, type JudgedAttempt, printFailureDraft } from '../../evaluation/index.ts';
import type { Session } from '../session.ts';
import { insertDraft } from '../writing/insertDraft.ts';

/** A case that failed, and what the model did. */
export interface Failure {
  readonly test: EvaluationCase;
  readonly attempt: JudgedAttempt;
}

/** The failures behind the messages of test runs. VS Code hands out copies of messages, so they are found by their text. */
export interface Failures {
  add(item: Pick<TestItem, 'id'>, message: string, failure: Failure): void;
  find(item: Pick<TestItem, 'id'>, message?: Pick<TestMessage, 'message'>): Failure | undefined;
}

export function createFailures(): Failures {
  const known = new Map<string, Failure>();
  return {
    add: ({ id }, message, failure) => {
      known.set(id, failure);
      known.set(`${id}\n${message}`, failure);
    },
    find: ({ id }, message) => known.get(`${id}\n${String(message?.message)}`) ?? known.get(id),
  };
}

/** Adds a draft of another shot for a failed case to its document, and shows it. Undo removes it. */
export async function addFailureDraft(session: Session, { test, attempt }: Failure): Promise<void> {
  await insertDraft(session, test.source.uri, printFailureDraft(test, attempt.turn));
}
