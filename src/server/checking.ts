import {
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  DidChangeWatchedFilesNotification,
  type TextDocuments,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { Diagnostic as Finding, LintResult, Position, Reading, Severity } from '../core/index.ts';
import type { ServerSession } from './session.ts';

/** Milliseconds without an edit after which a document is checked while its author types. */
const TYPING_DELAY = 150;
/** Milliseconds without an edit after which the author is taken to have finished the block at the cursor, too. */
const REST_DELAY = 2000;
/** The most findings that are shown for one document. */
const MOST_FINDINGS = 1000;
/** The longest document, in UTF-16 units, that is checked. */
const LONGEST = 4_000_000;

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Pushes the findings of open documents, and keeps the last ones for their repairs. */
export interface Checking {
  /** The findings of a document, if they are about the text it has now. */
  findings(uri: string): readonly Finding[];
  /** Checks again what a change of a file may concern. */
  changed(uri: string): Promise<void>;
  checkAll(): Promise<void>;
  stop(): void;
}

export function createChecking(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  session: () => ServerSession,
): Checking {
  const last = new Map<string, { readonly version: number; readonly result: LintResult }>();
  const texts = new Map<string, string>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const check = async (uri: string, typingAt?: Position): Promise<void> => {
    const document = documents.get(uri);
    if (document === undefined) return;
    const { version } = document;
    const reading = readingOf(session(), document);
    if (reading === undefined) return;
    const limits = { maxFindings: MOST_FINDINGS, maxLength: LONGEST };
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
    const typingAt = before === undefined ? undefined : document.positionAt(endOfChange(before, text));
    later(`type ${uri}`, before === undefined ? 0 : TYPING_DELAY, async () => {
      await check(uri, typingAt);
      await changed(uri);
    });
    if (typingAt !== undefined) later(`rest ${uri}`, REST_DELAY, () => check(uri));
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

/** Asks a client that can to tell of files that change outside of it. */
export async function watchFiles(connection: Connection): Promise<void> {
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [{ globPattern: '**/*.{md,json,yaml,yml}' }],
  });
}

/** Where two texts stop being the same, seen from their ends: there the author is typing. */
function endOfChange(before: string, after: string): number {
  let tail = 0;
  const most = Math.min(before.length, after.length);
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return after.length - tail;
}

/** Only our own files, and Markdown that holds shots, are checked; JSON and YAML by their names. */
function readingOf({ service, kindOf }: ServerSession, { uri, languageId }: TextDocument): Reading | undefined {
  const kind = kindOf(uri) ?? service.kindOf(uri);
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
