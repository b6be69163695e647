import { NEVER_CANCELLED, type WorkspaceHost } from '../../host.ts';
import { toCanonical } from '../../text/paths.ts';
import { createWorkspace } from '../../workspace/workspace.ts';
import type { LintOptions } from '../lintResult.ts';
import { rules } from '../rules/index.ts';
import { fixUntilStable } from './applyFixes.ts';
import { type FileMode, lintFile } from './lintFile.ts';

/** Applies every fix of a file. */
export interface Fixer {
  /** `from` is the text to begin with, where it is another than the file's. */
  fixAll(
    uri: string,
    reading: FileMode,
    options: LintOptions,
    from?: string,
  ): Promise<{ readonly text: string; readonly changed: boolean }>;
  /** Tells that a file changed, so that what was read of it is read again. */
  changed(uri: string): void;
}

/**
 * Creates the fixer of a host. It has a workspace of its own, in which the file being fixed has the text it would
 * have by then; the other files are read once. Files are fixed one after the other.
 */
export function createFixer(host: WorkspaceHost): Fixer {
  let current: { readonly uri: string; readonly text: string; readonly version: string } | undefined;
  let edition = 0;
  const overlay: WorkspaceHost = {
    roots: host.roots,
    logger: host.logger,
    listFiles: (root, kind) => host.listFiles(root, kind),
    async readFile(uri) {
      if (current?.uri !== uri) return host.readFile(uri);
      return { ok: true, text: current.text, version: current.version };
    },
  };
  const workspace = createWorkspace(overlay, { rules });
  let last: Promise<unknown> = Promise.resolve();

  const fixNow: Fixer['fixAll'] = async (given, reading, options, from) => {
    const uri = toCanonical(given);
    const original = await host.readFile(uri);
    if (!original.ok) return { text: '', changed: false };
    try {
      const text = await fixUntilStable(from ?? original.text, async (next) => {
        current = { uri, text: next, version: `fixed ${++edition}` };
        const { maxFindings: _shown, typingAt: _cursor, ...rest } = options;
        return (await lintFile(workspace, uri, reading, rest, NEVER_CANCELLED, 'harmless')).findings;
      });
      return { text, changed: text !== original.text };
    } finally {
      current = undefined;
      // What the file would become is not what it is.
      workspace.changed(uri);
    }
  };

  return {
    fixAll(uri, reading, options, from) {
      const fixed = last.then(() => fixNow(uri, reading, options, from));
      last = fixed.catch(() => undefined);
      return fixed;
    },
    changed: (uri) => void workspace.changed(uri),
  };
}
