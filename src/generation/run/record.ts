import { parseProcedure, type Tool } from '../../core/index.ts';
import type { MaskLevel } from '../privacy/masker.ts';
import type { Task } from './brief.ts';
import type { RunOptions } from './services.ts';

/**
 * A run as it was begun, so that it can go on after a stop in exactly the same words: only then does the journal know
 * its requests. It holds what was asked for and where it was sent, never a key.
 */
export interface RunRecord {
  readonly version: 1;
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly started: number;
  /** What the user chose to write with, by the name in the settings. */
  readonly connection: string;
  readonly model: string;
  /** Whom the user let it be sent to, and how it was masked. */
  readonly host: string;
  readonly level?: MaskLevel;
  readonly target: RecordedTarget;
  readonly task: RecordedTask;
  readonly options: Omit<RunOptions, 'takenIds'> & { readonly takenIds?: readonly string[] };
  /** Ids of shots that were accepted or discarded already. */
  readonly handled: readonly string[];
}

/** Where the shots are to go. */
export interface RecordedTarget {
  readonly uri: string;
  readonly front?: string;
  readonly replaced?: readonly string[];
}

type RecordedTask = Omit<Task, 'procedure' | 'tools'> & {
  readonly procedure?: { readonly uri: string; readonly text: string };
};

/** What there is to record of a task; its tools are read anew, from where they belong. */
export function recordedTask({ procedure, tools: _, ...rest }: Task): RecordedTask {
  return procedure === undefined ? rest : { ...rest, procedure: { uri: procedure.uri, text: procedure.text } };
}

/** The task of a record. */
export function taskOfRecord({ task: { procedure, ...rest } }: RunRecord, tools: readonly Tool[]): Task {
  return { ...rest, tools, procedure: procedure && parseProcedure(procedure.uri, procedure.text) };
}

export function recordedOptions({ takenIds, ...rest }: RunOptions): RunRecord['options'] {
  return takenIds === undefined ? rest : { ...rest, takenIds: [...takenIds] };
}

export function optionsOfRecord({ options: { takenIds, ...rest } }: RunRecord): RunOptions {
  return takenIds === undefined ? rest : { ...rest, takenIds: new Set(takenIds) };
}

/** Reads a record back. One of another version, or one that was cut short, is none. */
export function readRecord(text: string): RunRecord | undefined {
  try {
    const { version, id, connection, host, target, task, handled } = JSON.parse(text) as Partial<RunRecord>;
    const names = [id, connection, host, target?.uri, task?.kind];
    const isWhole = version === 1 && Array.isArray(handled) && names.every((name) => typeof name === 'string');
    return isWhole ? (JSON.parse(text) as RunRecord) : undefined;
  } catch {
    return undefined;
  }
}
