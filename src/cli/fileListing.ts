import { type FileKind, getFileKind } from '../core/index.ts';
import { CHECKED_FILES, findFiles } from './findFiles.ts';
import { toUri } from './uris.ts';

/** Receives a folder that cannot be read. */
type OnRefusal = (refusal: NodeJS.ErrnoException) => void;

/** The files below folders, each folder listed once in a run. */
export interface FileListing {
  /** Every shots, procedure, tool and project file below a folder. */
  list(folder: string, onRefusal: OnRefusal): Promise<readonly string[]>;
  /** The URIs of those of one kind. */
  listKind(folder: string, kind: FileKind): Promise<readonly string[]>;
}

interface Listed {
  readonly paths: readonly string[];
  readonly refusals: readonly NodeJS.ErrnoException[];
}

export function createFileListing(): FileListing {
  const lists = new Map<string, Promise<Listed>>();
  const list = (folder: string): Promise<Listed> => {
    const known = lists.get(folder) ?? listFolder(folder);
    lists.set(folder, known);
    return known;
  };
  return {
    list: async (folder, onRefusal) => {
      const { paths, refusals } = await list(folder);
      refusals.forEach(onRefusal);
      return paths;
    },
    listKind: async (folder, kind) => {
      const { paths } = await list(folder);
      return paths.map(toUri).filter((uri) => getFileKind(uri) === kind);
    },
  };
}

async function listFolder(folder: string): Promise<Listed> {
  const refusals: NodeJS.ErrnoException[] = [];
  const paths = await findFiles(folder, CHECKED_FILES, (refusal) => void refusals.push(refusal));
  return { paths, refusals };
}
