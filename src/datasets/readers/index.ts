import type { JsonObject } from '../../core/index.ts';
import { alpacaReader } from './alpaca.ts';
import { llamafactoryV1Reader } from './llamafactoryV1.ts';
import { msSwiftReader } from './msSwift.ts';
import { hfReader, openaiReader } from './openai.ts';
import type { DatasetReader, ReadRow, RowProblem } from './reader.ts';
import { shareGptReader } from './shareGpt.ts';

/** Every reader, the more specific formats first. Nothing else lists them. */
export const datasetReaders: readonly DatasetReader[] = [
  llamafactoryV1Reader,
  msSwiftReader,
  openaiReader,
  shareGptReader,
  alpacaReader,
  hfReader,
];

/** The format of a row, by its content. */
export function detectReader(row: JsonObject): DatasetReader | undefined {
  return datasetReaders.find(({ matches }) => matches(row));
}

/** Reads a row with all of its problems. */
export function readRow(reader: DatasetReader, row: JsonObject): ReadRow {
  const problems: RowProblem[] = [];
  const conversation = reader.read(row, (code, path, message, severity = 'error') => {
    problems.push({ code, severity, path, message });
  });
  return { conversation, problems };
}
