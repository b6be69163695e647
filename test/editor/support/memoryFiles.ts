import {
  type Disposable,
  EventEmitter,
  type FileChangeEvent,
  FileChangeType,
  FileSystemError,
  type FileSystemProvider,
  FileType,
  type Uri,
} from 'vscode';

/** A file system of the sort that editors on the web have: no paths on a disk, and no search. */
export class MemoryFiles implements FileSystemProvider {
  readonly #files = new Map<string, { readonly data: Uint8Array; readonly mtime: number }>();
  readonly #changes = new EventEmitter<FileChangeEvent[]>();
  #clock = 0;

  readonly onDidChangeFile = this.#changes.event;

  watch(): Disposable {
    return { dispose: () => undefined };
  }

  stat({ path }: Uri) {
    const file = this.#files.get(path);
    if (file !== undefined) return { type: FileType.File, ctime: 0, mtime: file.mtime, size: file.data.length };
    if (this.#below(path).length === 0) throw FileSystemError.FileNotFound(path);
    return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  readDirectory({ path }: Uri): [string, FileType][] {
    const entries = this.#below(path).map((rest): [string, FileType] => {
      const [name = '', ...inner] = rest.split('/');
      return [name, inner.length > 0 ? FileType.Directory : FileType.File];
    });
    return [...new Map(entries)];
  }

  readFile({ path }: Uri): Uint8Array {
    const file = this.#files.get(path);
    if (file === undefined) throw FileSystemError.FileNotFound(path);
    return file.data;
  }

  writeFile(uri: Uri, data: Uint8Array): void {
    const type = this.#files.has(uri.path) ? FileChangeType.Changed : FileChangeType.Created;
    this.#files.set(uri.path, { data, mtime: ++this.#clock });
    this.#changes.fire([{ type, uri }]);
  }

  createDirectory(): void {}

  delete(uri: Uri): void {
    this.#files.delete(uri.path);
    this.#changes.fire([{ type: FileChangeType.Deleted, uri }]);
  }

  rename(from: Uri, to: Uri): void {
    this.writeFile(to, this.readFile(from));
    this.delete(from);
  }

  /** The paths below a folder, from there. */
  #below(path: string): readonly string[] {
    const folder = path.replace(/\/?$/, '/');
    return [...this.#files.keys()].filter((key) => key.startsWith(folder)).map((key) => key.slice(folder.length));
  }
}
