import { type Disposable, type Event, EventEmitter } from 'vscode';
import type { FileKind } from '../../core/index.ts';
import { type Coverage, createCoverageMeter, type MeasureOptions } from '../../evaluation/index.ts';
import type { Session } from '../session.ts';
import type { WorkspaceChanges } from '../workspaceChanges.ts';

/** What the shots of the workspace cover. Documents are read when it is first asked for, then only what changed. */
export interface WorkspaceCoverage extends Disposable {
  /** Undefined if it was cancelled. */
  measure(options?: MeasureOptions): Promise<Coverage | undefined>;
  /** A document, or something it depends on, has changed since. */
  readonly onDidChange: Event<void>;
}

export function createWorkspaceCoverage(session: Session, changes: WorkspaceChanges): WorkspaceCoverage {
  const changed = new EventEmitter<void>();
  let meter = createCoverageMeter(() => session.service);
  let following: Disposable | undefined;

  const begin = (): Disposable =>
    changes.follow((uris) => {
      if (uris === 'all') meter = createCoverageMeter(() => session.service);
      else meter.forget(uris);
      changed.fire();
    });

  return {
    async measure(options) {
      following ??= begin();
      const list = (kind: FileKind) => listFiles(session, kind);
      const [shots, procedures, tools] = await Promise.all([list('shots'), list('procedure'), list('tools')]);
      return meter.measure({ shots, procedures, tools, includesUsed: true }, options);
    },
    onDidChange: changed.event,
    dispose: () => {
      following?.dispose();
      changed.dispose();
    },
  };
}

/** The files of a kind in all folders of the workspace, each once. */
export async function listFiles({ host }: Session, kind: FileKind): Promise<readonly string[]> {
  const lists = await Promise.all(host.roots.map((root) => host.listFiles(root, kind)));
  return [...new Set(lists.flat())];
}
