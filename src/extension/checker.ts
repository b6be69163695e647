import { CancellationTokenSource, type Position, Uri } from 'vscode';
import type { FileMode, LintOptions, LintResult } from '../core/index.ts';
import { checkedKind, openDocument } from './documents.ts';
import type { Findings } from './findings.ts';
import type { Session } from './session.ts';
import { setting } from './settings.ts';

/** Lints files into the Problems view; a later check of a file cancels the one under way. */
export interface Checker {
  /** Checks a file now. `typingAt` spares what an author is still writing there. */
  check(uri: Uri, typingAt?: Position): Promise<void>;
  /** Stops the check of a file that is under way, as its text is already another. */
  cancel(uri: Uri): void;
  dispose(): void;
}

export function createChecker(session: Session, findings: Findings): Checker {
  const running = new Map<string, CancellationTokenSource>();
  const explained = new Map<string, string>();

  const cancel = (uri: Uri): void => {
    const key = uri.toString();
    running.get(key)?.cancel();
    running.delete(key);
  };

  const explain = async (uri: Uri): Promise<void> => {
    const lines = (await session.service.explain(uri.toString())).join('\n');
    if (explained.get(uri.toString()) === lines) return;
    explained.set(uri.toString(), lines);
    session.log.info(`${uri.toString(true)}\n${lines}`);
  };

  const check = async (uri: Uri, typingAt?: Position): Promise<void> => {
    cancel(uri);
    const document = openDocument(uri);
    const kind = document ? checkedKind(document, session.service) : session.service.getFileKind(uri.toString());
    if (kind === undefined) return findings.delete(uri);
    const source = new CancellationTokenSource();
    running.set(uri.toString(), source);
    const version = document?.version;
    try {
      const result = await lint(session, uri, kind, source, typingAt);
      if (source.token.isCancellationRequested || openDocument(uri)?.version !== version) return;
      findings.set(uri, result, version);
      if (typingAt === undefined) await explain(uri);
    } catch (error) {
      // The core does not throw on any input: this is a fault of ours, and an editor must live on with it.
      session.log.error(error instanceof Error ? error : String(error));
    } finally {
      if (running.get(uri.toString()) === source) running.delete(uri.toString());
      source.dispose();
    }
  };

  return {
    check,
    cancel,
    dispose: () => {
      for (const key of [...running.keys()]) cancel(Uri.parse(key));
    },
  };
}

/** Lints one file with the limits of the editor. */
export async function lint(
  session: Session,
  uri: Uri,
  kind: FileMode,
  { token }: Pick<CancellationTokenSource, 'token'>,
  typingAt?: Position,
): Promise<LintResult> {
  const options: LintOptions = {
    maxFindings: setting('lint.maxFindings', uri),
    maxLength: setting('lint.maxLength', uri),
    maxTime: setting('lint.maxTime', uri),
    ...(typingAt && { typingAt: { line: typingAt.line, character: typingAt.character } }),
  };
  return session.service.lint(uri.toString(), options, kind, token);
}
