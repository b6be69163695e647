/** Why a file is not written, where the file system itself has no code for it. The codes are stable. */
export type FileErrorCode =
  /** The content is not the one that the new text is based on. */
  | 'file-changed'
  /** The file exists, but the caller writes new files only. */
  | 'file-exists'
  /** The file has several names; replacing it would separate them. */
  | 'hard-link'
  /** It is a folder or a device. */
  | 'not-a-file'
  /** The owner or the group of the file would change. */
  | 'owner-changed'
  /** A symbolic link leads out of the workspace. */
  | 'outside-workspace'
  /** Nobody may write the file. */
  | 'read-only'
  /** The file system took fewer bytes than there are, without an error. */
  | 'short-write';

/** A file that was left as it was, with the reason. */
export class FileError extends Error {
  readonly code: FileErrorCode;
  /** Absolute. */
  readonly path: string;

  constructor(code: FileErrorCode, path: string) {
    super(`${code}: ${path}`);
    this.code = code;
    this.path = path;
  }
}

/** The system's code of an error, such as `ENOSPC`; undefined for errors of other kinds. */
export function getSystemCode(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}
