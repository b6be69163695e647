import type { JsonObject } from '../../core/index.ts';
import type { CompanionFile, DataFile } from './target.ts';

/** `train.react.jsonl` is the dataset `train_react`. */
export function toDatasetName(file: string): string {
  return file.replace(/\.jsonl$/, '').replaceAll('.', '_');
}

/** LLaMA-Factory's list of datasets, with one entry per file. */
export function toDatasetInfo(files: readonly DataFile[], entry: JsonObject): CompanionFile {
  const entries = files.map(({ name }) => [toDatasetName(name), { file_name: name, ...entry }]);
  return { name: 'dataset_info.json', text: `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n` };
}
