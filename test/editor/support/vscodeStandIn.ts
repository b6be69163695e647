import { glob, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { URI, Utils } from 'vscode-uri';

/**
 * What pages of the extension need of VS Code's API, for tests that show a page in a browser alone: the extension's own
 * code runs with this in the place of the module `vscode`.
 */

interface Subscription {
  dispose(): void;
}

export class Disposable implements Subscription {
  static from(...all: readonly Subscription[]): Disposable {
    return new Disposable(() => {
      for (const one of all) one.dispose();
    });
  }

  readonly dispose: () => void;

  constructor(dispose: () => void) {
    this.dispose = dispose;
  }
}

export class EventEmitter<T> implements Subscription {
  readonly #listeners = new Set<(value: T) => unknown>();

  readonly event = (listener: (value: T) => unknown): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };

  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export const Uri = Object.assign(URI, { joinPath: Utils.joinPath });

export class Range {
  readonly start: unknown;
  readonly end: unknown;

  constructor(start: unknown, end: unknown) {
    this.start = start;
    this.end = end;
  }
}

export const ViewColumn = { Active: -1, Beside: -2, One: 1 };

/** Where the page of a panel is loaded from. */
export const PAGE_ORIGIN = 'http://webview.test';

/** A panel whose page is shown elsewhere: in a browser that passes its messages on. */
export class WebviewPanel {
  readonly #received = new EventEmitter<unknown>();
  readonly #disposed = new EventEmitter<undefined>();
  title: string;
  readonly visible = true;
  /** Set by who shows the page. */
  send: (message: unknown) => Promise<unknown> = async () => false;

  readonly webview = {
    html: '',
    options: {},
    cspSource: PAGE_ORIGIN,
    asWebviewUri: (uri: URI) => URI.parse(`${PAGE_ORIGIN}/${Utils.basename(uri)}`),
    onDidReceiveMessage: this.#received.event,
    postMessage: (message: unknown) => this.send(message),
  };

  readonly onDidDispose = this.#disposed.event;

  constructor(title: string) {
    this.title = title;
  }

  receive(message: unknown): void {
    this.#received.fire(message);
  }

  reveal(): void {}

  dispose(): void {
    this.#disposed.fire(undefined);
  }
}

/** What the test works with besides the API. */
export const state: {
  root: string;
  /** The document of the active editor. */
  document: EditorDocument | undefined;
  /** What the extension had the editor select. */
  shown: unknown;
} = { root: '', document: undefined, shown: undefined };

/** Panels that the extension opens. */
export const openedPanels = new EventEmitter<WebviewPanel>();

/** What pages need of a document. */
export interface EditorDocument {
  readonly uri: URI;
  readonly languageId: string;
  getText(): string;
  positionAt(offset: number): unknown;
}

export const window = {
  get activeTextEditor() {
    return state.document && { document: state.document };
  },
  async showTextDocument(_document: unknown, options: unknown): Promise<void> {
    state.shown = options;
  },
  createWebviewPanel(_type: string, title: string): WebviewPanel {
    const panel = new WebviewPanel(title);
    openedPanels.fire(panel);
    return panel;
  },
  registerWebviewPanelSerializer: () => new Disposable(() => undefined),
  setStatusBarMessage: () => new Disposable(() => undefined),
};

export const extensions = { getExtension: () => undefined };

const registered = new Map<string, (...given: readonly unknown[]) => unknown>();

export const commands = {
  registerCommand(name: string, run: (...given: readonly unknown[]) => unknown): Disposable {
    registered.set(name, run);
    return new Disposable(() => registered.delete(name));
  },
  async executeCommand(name: string, ...given: readonly unknown[]): Promise<unknown> {
    const run = registered.get(name);
    if (run === undefined) return void ranCommands.push(name);
    return run(...given);
  },
};

/** Edits of a document. */
export const documentChanges = new EventEmitter<{
  readonly document: EditorDocument;
  readonly contentChanges: readonly { readonly text: string }[];
}>();

/** Commands of the editor that were run, and are not registered here. */
export const ranCommands: string[] = [];

export const workspace = {
  onDidChangeTextDocument: documentChanges.event,
  onDidSaveTextDocument: new EventEmitter<EditorDocument>().event,
  textDocuments: [],
  workspaceFolders: undefined,
  isTrusted: true,
  async findFiles(pattern: string): Promise<readonly URI[]> {
    const found: URI[] = [];
    for await (const path of glob(pattern, { cwd: state.root })) found.push(URI.file(join(state.root, path)));
    return found;
  },
  createFileSystemWatcher() {
    const { event } = new EventEmitter<URI>();
    return { onDidCreate: event, onDidChange: event, onDidDelete: event, dispose: () => undefined };
  },
  fs: {
    readFile: ({ fsPath }: URI) => readFile(fsPath),
    async stat({ fsPath }: URI) {
      const { size, mtimeMs } = await stat(fsPath);
      return { size, mtime: mtimeMs };
    },
  },
};
