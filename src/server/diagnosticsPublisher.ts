import {
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  DidChangeWatchedFilesNotification,
  type TextDocuments,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { FileMode, Diagnostic as Finding, LintResult, Position, Severity } from '../core/index.ts';
import type { ServerSession } from './session.ts';

/** Milliseconds without an edit after which a document is checked while its author types. */
const TYPING_DELAY = 150;
/** Milliseconds without an edit after which the block at the cursor is checked as well. */
const IDLE_DELAY = 2000;
/** Maximum number of findings per document. */
const MAX_FINDINGS = 1000;
/** Maximum length of a document that is checked, in UTF-16 units. */
const MAX_LENGTH = 4_000_000;
/** Milliseconds for the rules of one document. */
const MAX_TIME = 5000;

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Publishes the findings of open documents, and keeps the last ones for code actions. */
export interface DiagnosticsPublisher {
  /** The findings of a document, if they are about the text it has now. */
  findings(uri: string): readonly Finding[];
  /** Checks every document again that a change of a file may affect. */
  changed(uri: string): Promise<void>;
  checkAll(): Promise<void>;
  stop(): void;
}

export function createDiagnosticsPublisher(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  session: () => ServerSession,
): DiagnosticsPublisher {
  const last = new Map<string, { readonly version: number; readonly result: LintResult }>();
  const texts = new Map<string, string>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const check = async (uri: string, typingAt?: Position): Promise<void> => {
    const document = documents.get(uri);
    if (document === undefined) return;
    const { version } = document;
    const reading = getFileMode(session(), document);
    if (reading === undefined) return;
    const limits = { maxFindings: MAX_FINDINGS, maxLength: MAX_LENGTH, maxTime: MAX_TIME };
    const options = typingAt === undefined ? limits : { ...limits, typingAt };
    const result = await session().service.lint(uri, options, reading);
    if (documents.get(uri)?.version !== version) return;
    last.set(uri, { version, result });
    await connection.sendDiagnostics({ uri, version, diagnostics: result.diagnostics.map(toDiagnostic) });
  };

  const later = (name: string, delay: number, run: () => Promise<void>): void => {
    clearTimeout(timers.get(name));
    timers.set(
      name,
      setTimeout(() => {
        timers.delete(name);
        run().catch((error: unknown) => connection.console.error(String(error)));
      }, delay),
    );
  };

  const changed = async (uri: string): Promise<void> => {
    const affected = new Set((await session().service.changed(uri)).map((one) => URI.parse(one).toString()));
    for (const other of documents.all()) {
      if (other.uri !== uri && affected.has(URI.parse(other.uri).toString())) await check(other.uri);
    }
  };

  documents.onDidChangeContent(({ document }) => {
    const { uri } = document;
    const before = texts.get(uri);
    const text = document.getText();
    texts.set(uri, text);
    const typingAt = before === undefined ? undefined : document.positionAt(findChangeEnd(before, text));
    later(`type ${uri}`, before === undefined ? 0 : TYPING_DELAY, async () => {
      await check(uri, typingAt);
      await changed(uri);
    });
    if (typingAt !== undefined) later(`rest ${uri}`, IDLE_DELAY, () => check(uri));
  });
  documents.onDidSave(({ document }) => later(`type ${document.uri}`, 0, () => check(document.uri)));
  documents.onDidClose(({ document: { uri } }) => {
    for (const name of [`type ${uri}`, `rest ${uri}`]) clearTimeout(timers.get(name));
    texts.delete(uri);
    last.delete(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
    later(`closed ${uri}`, 0, () => changed(uri));
  });

  return {
    findings(uri) {
      const known = last.get(uri);
      return known !== undefined && known.version === documents.get(uri)?.version ? known.result.diagnostics : [];
    },
    changed,
    async checkAll() {
      for (const { uri } of documents.all()) await check(uri);
    },
    stop() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}

/** Asks a client to report files that change outside the editor. */
export async function watchFiles(connection: Connection): Promise<void> {
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [{ globPattern: '**/*.{md,json,yaml,yml}' }],
  });
}

/** The end of the changed part in the new text: the position at which the author is typing. */
function findChangeEnd(before: string, after: string): number {
  let tail = 0;
  const most = Math.min(before.length, after.length);
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return after.length - tail;
}

/** Only shots, procedure and tool files, and Markdown with shots, are checked; JSON and YAML by their names. */
function getFileMode({ service, kindOf }: ServerSession, { uri, languageId }: TextDocument): FileMode | undefined {
  const kind = kindOf(uri) ?? service.getFileKind(uri);
  if (kind !== undefined) return kind;
  return languageId === 'markdown' || /\.(?:md|markdown|mdx)$/i.test(uri) ? 'fences' : undefined;
}

export function toDiagnostic({ range, message, severity, rule, related }: Finding): Diagnostic {
  return {
    range,
    message,
    severity: SEVERITIES[severity],
    code: rule,
    source: 'sop-shots',
    relatedInformation: related.map((one) => ({ location: { uri: one.uri, range: one.range }, message: one.message })),
  };
}
