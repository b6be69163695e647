import type { TextDocument } from 'vscode';
import { LineIndex, type Position } from '../../core/index.ts';
import { DATA_FILE_NAME, type DataShape, detectDataShape, splitArray } from '../../datasets/index.ts';
import { isShadow } from '../documents.ts';
import type { Session } from '../session.ts';

/** A row of training data in an editor. */
export interface EditorRow {
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** Where the row starts in the document. */
  readonly start: number;
  positionAt(offset: number): Position;
}

/** How much of a document is looked at to recognize its format, in characters. */
const HEAD_LENGTH = 1 << 18;

const DATA_LANGUAGES = new Set(['json', 'jsonl']);

/** The shape of a document with training data; undefined for all other documents, whatever their name. */
export function getDataShape({ service }: Session, document: TextDocument): DataShape | undefined {
  if (isShadow(document) || service.getFileKind(document.uri.toString()) !== undefined) return undefined;
  if (!DATA_FILE_NAME.test(document.uri.path) && !DATA_LANGUAGES.has(document.languageId)) return undefined;
  return detectDataShape(document.getText().slice(0, HEAD_LENGTH));
}

/** The rows of a text, one after the other. */
export function* readEditorRows(text: string, shape: DataShape): Generator<EditorRow> {
  if (shape === 'lines') {
    yield* readLines(text);
    return;
  }
  const lines = new LineIndex(text);
  for (const { start, end } of splitArray(text)) {
    const positionAt = (offset: number) => lines.positionAt(start + offset);
    yield { text: text.slice(start, end), line: positionAt(0).line + 1, start, positionAt };
  }
}

function* readLines(text: string): Generator<EditorRow> {
  for (let start = 0, line = 0; start < text.length; line++) {
    const next = text.indexOf('\n', start);
    const end = next === -1 ? text.length : next;
    const row = text.slice(start, end).replace(/\r$/, '');
    const index = line;
    if (row.trim() !== '') {
      yield { text: row, line: line + 1, start, positionAt: (character) => ({ line: index, character }) };
    }
    start = end + 1;
  }
}
