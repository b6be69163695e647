import type { JsonObject, JsonValue, Localized, Message, Severity, ValuePath } from '../../core/index.ts';
import type { Conversation } from '../conversation/conversation.ts';

/** The kinds of problems in rows. The ids are stable. */
export type RowCode =
  | 'argument-type'
  | 'call-syntax'
  | 'list-content'
  | 'missing-content'
  | 'mixed-keys'
  | 'null-content'
  | 'role-order'
  | 'tools-syntax'
  | 'unknown-role'
  | 'unmatched-call-id';

/** Something wrong in a row, at a path below it. */
export interface RowProblem {
  readonly code: RowCode;
  readonly severity: Severity;
  readonly path: ValuePath;
  readonly message: Message;
}

/** A row as it was read. */
export interface ReadRow {
  /** Undefined where the row has no turns that could be read. */
  readonly conversation: Conversation | undefined;
  readonly problems: readonly RowProblem[];
}

/** Collects problems while a row is read. */
export type ReportProblem = (code: RowCode, path: ValuePath, message: Message, severity?: Severity) => void;

/** A format of datasets that is read: one module per format. */
export interface DatasetReader {
  readonly id: string;
  readonly title: Localized;
  /** The target that writes the format. */
  readonly target: string;
  /** True if the row has the keys of the format. */
  readonly matches: (row: JsonObject) => boolean;
  readonly read: (row: JsonObject, report: ReportProblem) => Conversation | undefined;
}

/** A message of a row with its place. */
export interface RowMessage {
  readonly value: JsonObject;
  readonly path: ValuePath;
}

export function isText(value: JsonValue | undefined): value is string {
  return typeof value === 'string';
}

export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
