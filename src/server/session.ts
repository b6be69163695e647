import type { InitializeParams, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import {
  createLanguageService,
  DEFAULT_FEATURE_OPTIONS,
  type FeatureOptions,
  type FileKind,
  type Language,
  type LanguageService,
  toLanguage,
  type WorkspaceHost,
} from '../core/index.ts';

/** Creates the host for workspace folders, as URIs. Who starts the server decides how files are read. */
export type CreateHost = (roots: readonly string[]) => WorkspaceHost;

/** The service of the folders a client has open, which sees its unsaved texts. */
export interface ServerSession {
  /** Read it for each request: it is replaced when the folders change. */
  readonly service: LanguageService;
  setRoots(roots: readonly string[]): void;
  readonly roots: readonly string[];
  readonly language: Language;
  /** What a document is by the language the client gave it; undefined leaves it to its name. */
  kindOf(uri: string): FileKind | undefined;
}

const KINDS: Readonly<Record<string, FileKind>> = { 'sop-shots': 'shots', sop: 'procedure' };

export function createSession(
  params: InitializeParams,
  documents: TextDocuments<TextDocument>,
  createHost: CreateHost,
): ServerSession {
  const clientOptions = parseClientOptions(params.initializationOptions);
  const language = toLanguage(clientOptions.language ?? params.locale);
  let roots = getRoots(params);
  const create = (): LanguageService => {
    const service = createLanguageService(withOpenTexts(createHost(roots), documents), { language });
    const snippets = params.capabilities.textDocument?.completion?.completionItem?.snippetSupport === true;
    service.setFeatureOptions({ inlayHints: clientOptions.inlayHints, snippets, createsFiles: createsFiles(params) });
    return service;
  };
  let service = create();
  return {
    get service() {
      return service;
    },
    get roots() {
      return roots;
    },
    setRoots(next) {
      roots = next;
      service = create();
    },
    language,
    kindOf: (uri) => KINDS[documents.get(uri)?.languageId ?? ''],
  };
}

function createsFiles({ capabilities }: InitializeParams): boolean {
  const edits = capabilities.workspace?.workspaceEdit;
  return edits?.documentChanges === true && edits.resourceOperations?.includes('create') === true;
}

function getRoots({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri === null || rootUri === undefined ? [] : [rootUri];
}

interface ClientOptions {
  readonly language: string | undefined;
  readonly inlayHints: FeatureOptions['inlayHints'];
}

/** Reads `initializationOptions`, which may hold anything. */
function parseClientOptions(options: unknown): ClientOptions {
  const given = toRecord(options);
  const hints = toRecord(given.inlayHints);
  return {
    language: typeof given.language === 'string' && given.language !== 'auto' ? given.language : undefined,
    inlayHints: {
      parameterNames: hints.parameterNames === true || DEFAULT_FEATURE_OPTIONS.inlayHints.parameterNames,
      steps: hints.steps === true || DEFAULT_FEATURE_OPTIONS.inlayHints.steps,
    },
  };
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** A host that reads open documents before files on disk. Clients spell one URI in several ways. */
function withOpenTexts(host: WorkspaceHost, documents: TextDocuments<TextDocument>): WorkspaceHost {
  return {
    ...host,
    roots: host.roots,
    readFile: async (uri) => {
      const normalizedUri = URI.parse(uri).toString();
      const open = documents.get(uri) ?? documents.all().find((one) => URI.parse(one.uri).toString() === normalizedUri);
      if (open === undefined) return host.readFile(uri);
      return { ok: true, text: open.getText(), version: `open:${open.version}` };
    },
  };
}
