import { parseProcedure, type Tool } from '../../core/index.ts';
import type { MaskLevel } from '../privacy/maskLevel.ts';
import type { Task } from './requestPlan.ts';
import type { RunOptions } from './services.ts';

/**
 * A run's input, so that it can be resumed with exactly the same requests, which are the journal's keys. It contains no
 * API key.
 */
export interface RunRecord {
  readonly version: 1;
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly started: number;
  /** Name of the chosen connection in the settings. */
  readonly connection: string;
  readonly model: string;
  /** The host that the user allowed, and the mask level. */
  readonly host: string;
  readonly level?: MaskLevel;
  readonly target: RecordedTarget;
  readonly task: RecordedTask;
  readonly options: Omit<RunOptions, 'takenIds' | 'donePlans'> & { readonly takenIds?: readonly string[] };
  /** Ids of shots that were accepted or discarded already. */
  readonly handled: readonly string[];
}

/** Where the shots are to go. */
export interface RecordedTarget {
  readonly uri: string;
  readonly front?: string;
  readonly replaced?: readonly string[];
  readonly faults?: readonly string[];
}

type RecordedTask = Omit<Task, 'procedure' | 'tools'> & {
  readonly procedure?: { readonly uri: string; readonly text: string };
};

/** The serialisable part of a task; tools are loaded again from their files. */
export function toRecordedTask({ procedure, tools: _, ...rest }: Task): RecordedTask {
  return procedure === undefined ? rest : { ...rest, procedure: { uri: procedure.uri, text: procedure.text } };
}

/** The task of a record. */
export function toTask({ task: { procedure, ...rest } }: RunRecord, tools: readonly Tool[]): Task {
  return { ...rest, tools, procedure: procedure && parseProcedure(procedure.uri, procedure.text) };
}

/** The options of a run as plain JSON; the inverse of `toRunOptions`. Finished plans are not recorded. */
export function toRecordedOptions({ takenIds, donePlans: _, ...rest }: RunOptions): RunRecord['options'] {
  return takenIds === undefined ? rest : { ...rest, takenIds: [...takenIds] };
}

/** The options of a recorded run. */
export function toRunOptions({ options: { takenIds, ...rest } }: RunRecord): RunOptions {
  return takenIds === undefined ? rest : { ...rest, takenIds: new Set(takenIds) };
}

/** Parses a record. Undefined for another version or incomplete data. */
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
