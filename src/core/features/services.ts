import type { FileKind } from '../host.ts';
import { type Language, type Message, renderMessage } from '../l10n/messages.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { type FeatureContext, loadContext } from './context.ts';
import type { FeatureOptions } from './features.ts';
import type { WorkspaceIndex } from './workspaceIndex.ts';

/** What every feature works with. */
export interface FeatureServices {
  readonly workspace: Workspace;
  readonly index: WorkspaceIndex;
  /** The workspace's folders, in canonical spelling. */
  readonly roots: readonly string[];
  language(): Language;
  options(): FeatureOptions;
  /** False if a file is known to be read-only. */
  isWritable(uri: string): Promise<boolean>;
  /** A file as it is now, with everything that surrounds it. */
  load(uri: string, kind: FileKind | undefined): Promise<FeatureContext | undefined>;
  /** A message in the language of the service. */
  render(message: Message): string;
}

/** The feature options of a host that has set none. */
export const DEFAULT_FEATURE_OPTIONS: FeatureOptions = {
  inlayHints: { parameterNames: false, steps: false },
  snippets: true,
  createsFiles: true,
};

export function createFeatureServices(parts: Omit<FeatureServices, 'load' | 'render'>): FeatureServices {
  return {
    ...parts,
    load: (uri, kind) => loadContext(parts.workspace, uri, kind),
    render: (message) => renderMessage(message, parts.language()),
  };
}
