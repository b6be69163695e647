/** A dataset as LLaMA-Factory refers to it: by a name that `dataset_info.json` in `dataset_dir` defines. */
export interface DatasetEntry {
  readonly name: string;
  /** Folder of `dataset_info.json`; undefined: LLaMA-Factory's default. */
  readonly folder: string | undefined;
  readonly entry: Readonly<Record<string, unknown>>;
}

const DEFAULT_NAME = 'sop_shots';

/**
 * The entry for a path, such as `data/train.jsonl`, or for a name that is already defined. `infoFolder` is the folder of
 * `dataset_info.json`; by default the folder of the data.
 */
export function toDatasetEntry(dataset: string | undefined, infoFolder?: string): DatasetEntry {
  const path = (dataset ?? `${DEFAULT_NAME}.jsonl`).replaceAll('\\', '/');
  const file = path.slice(path.lastIndexOf('/') + 1);
  const isFile = /\.(jsonl?|parquet|csv|arrow|txt)$/i.test(file);
  const stem = isFile ? file.slice(0, file.lastIndexOf('.')) : path;
  const dataFolder = path.includes('/') && isFile ? path.slice(0, path.lastIndexOf('/')) || '/' : undefined;
  const relative = infoFolder === undefined ? file : toRelativePath(infoFolder.replaceAll('\\', '/'), path);
  return {
    // A comma separates names.
    name: stem.replaceAll(/[\s,]+/g, '_'),
    folder: isFile ? (infoFolder ?? dataFolder) : undefined,
    entry: {
      file_name: isFile ? relative : `${file}.jsonl`,
      formatting: 'openai',
      columns: { messages: 'messages', tools: 'tools' },
      tags: {
        role_tag: 'role',
        content_tag: 'content',
        user_tag: 'user',
        assistant_tag: 'assistant',
        observation_tag: 'tool',
        function_tag: 'tool_calls',
        system_tag: 'system',
      },
    },
  };
}

/** A path relative to a folder; an absolute one as it is. */
function toRelativePath(folder: string, path: string): string {
  if (/^(\/|[A-Za-z]:)/.test(path) || /^(\/|[A-Za-z]:)/.test(folder)) return path;
  const [from, to] = [toSegments(folder), toSegments(path)];
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

function toSegments(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '' && segment !== '.');
}

/** The text of a `dataset_info.json` with this entry. */
export function writeDatasetInfo({ name, entry }: DatasetEntry): string {
  return `${JSON.stringify({ [name]: entry }, undefined, 2)}\n`;
}
