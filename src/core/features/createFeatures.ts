import type { WorkspaceHost } from '../host.ts';
import type { Language } from '../l10n/messages.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { codeActions } from './actions/codeActions.ts';
import { codeLenses } from './codeLens/codeLenses.ts';
import { complete } from './completion/completion.ts';
import { resolveCompletion } from './completion/resolve.ts';
import { callConversion } from './conversion/callConversion.ts';
import { documentLinks } from './documentLinks.ts';
import { documentSymbols } from './documentSymbols.ts';
import type { LanguageFeatures } from './features.ts';
import { foldingRanges } from './folding.ts';
import { createFormatter } from './formatting/formatter.ts';
import { hover } from './hover/hover.ts';
import { inlayHints } from './inlayHints.ts';
import { definition } from './navigation/definition.ts';
import { highlights, references } from './navigation/references.ts';
import { prepareRename, rename } from './navigation/rename.ts';
import { selectionRanges } from './selectionRanges.ts';
import { semanticTokens } from './semanticTokens.ts';
import { createFeatureServices, DEFAULT_FEATURE_OPTIONS } from './services.ts';
import { signatureHelp } from './signatureHelp.ts';
import { createWorkspaceIndex } from './workspaceIndex.ts';
import { workspaceSymbols } from './workspaceSymbols.ts';

/** The features of a workspace. */
export type CoreFeatures = LanguageFeatures;

/** The features, and how they hear of changes. */
export interface CreatedFeatures {
  readonly features: CoreFeatures;
  /** Tells that a file changed, appeared or vanished. */
  changed(uri: string): void;
}

/** Creates the features of a workspace. `language` is asked each time something is said. */
export function createFeatures(workspace: Workspace, host: WorkspaceHost, language: () => Language): CreatedFeatures {
  let options = DEFAULT_FEATURE_OPTIONS;
  const index = createWorkspaceIndex(workspace);
  const services = createFeatureServices({
    workspace,
    index,
    roots: workspace.roots,
    language,
    options: () => options,
    isWritable: async (uri) => (await host.isWritable?.(uri)) ?? true,
  });
  const formatter = createFormatter(services, host);
  const features: CoreFeatures = {
    setFeatureOptions(next) {
      options = next;
    },
    prepare: async (cancellation) => void (await index.documents(cancellation)),
    complete: (uri, position, cancellation, kind) => complete(services, uri, position, cancellation, kind),
    resolveCompletion: (item) => resolveCompletion(services, item),
    signatureHelp: (uri, position, kind) => signatureHelp(services, uri, position, kind),
    hover: (uri, position, kind) => hover(services, uri, position, kind),
    definition: (uri, position, kind) => definition(services, uri, position, kind),
    references: (uri, position, includeDeclaration, cancellation, kind) =>
      references(services, uri, position, includeDeclaration, cancellation, kind),
    highlights: (uri, position, kind) => highlights(services, uri, position, kind),
    prepareRename: (uri, position, kind) => prepareRename(services, uri, position, kind),
    rename: (uri, position, newName, cancellation, kind) =>
      rename(services, uri, position, newName, cancellation, kind),
    documentSymbols: (uri, kind) => documentSymbols(services, uri, kind),
    workspaceSymbols: (query, cancellation) => workspaceSymbols(services, query, cancellation),
    foldingRanges: (uri, kind) => foldingRanges(services, uri, kind),
    selectionRanges: (uri, positions, kind) => selectionRanges(services, uri, positions, kind),
    documentLinks: (uri, kind) => documentLinks(services, uri, kind),
    semanticTokens: (uri, range, kind) => semanticTokens(services, uri, range, kind),
    codeLenses: (uri, cancellation, kind) => codeLenses(services, uri, cancellation, kind),
    format: (uri, range, kind) => formatter.format(uri, range, kind),
    formatOnType: (uri, position, character, kind) => formatter.formatOnType(uri, position, character, kind),
    codeActions: (uri, range, kind) => codeActions(services, uri, range, kind),
    convertCalls: (uri, notation, kind) => callConversion(services, uri, notation, kind),
    inlayHints: (uri, range, kind) => inlayHints(services, uri, range, kind),
  };
  return {
    features,
    changed(uri) {
      index.changed(uri);
      formatter.changed(uri);
    },
  };
}
