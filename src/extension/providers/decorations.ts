import {
  commands,
  Disposable,
  type Event,
  EventEmitter,
  InlayHint,
  type InlayHintKind,
  languages,
  SemanticTokens,
  SemanticTokensLegend,
  Uri,
  workspace,
} from 'vscode';
import type * as lsp from 'vscode-languageserver-types';
import { SHOW_REFERENCES, semanticTokenLegend } from '../../core/index.ts';
import { SHOTS_SELECTOR } from '../documents.ts';
import type { Session } from '../session.ts';
import { SECTION } from '../settings.ts';
import { toLocation, toPosition } from './answers.ts';
import { ask, WRITING_SELECTOR } from './asking.ts';

/** What the editor shows in the text: semantic tokens and inlay hints. */
export function registerDecorations(session: Session): Disposable {
  const { changed, following } = settingsChanged();
  const legend = new SemanticTokensLegend([...semanticTokenLegend.tokenTypes], [...semanticTokenLegend.tokenModifiers]);
  const tokens = (answer: lsp.SemanticTokens) => new SemanticTokens(Uint32Array.from(answer.data));
  const none: lsp.SemanticTokens = { data: [] };
  return Disposable.from(
    following,
    languages.registerDocumentSemanticTokensProvider(
      WRITING_SELECTOR,
      {
        provideDocumentSemanticTokens: async (document) =>
          tokens(
            await ask(session, document, none, (service, uri, kind) => service.semanticTokens(uri, undefined, kind)),
          ),
      },
      legend,
    ),
    languages.registerDocumentRangeSemanticTokensProvider(
      WRITING_SELECTOR,
      {
        provideDocumentRangeSemanticTokens: async (document, range) =>
          tokens(await ask(session, document, none, (service, uri, kind) => service.semanticTokens(uri, range, kind))),
      },
      legend,
    ),
    languages.registerInlayHintsProvider(SHOTS_SELECTOR, {
      onDidChangeInlayHints: changed,
      provideInlayHints: async (document, range) => {
        const found = await ask(session, document, [], (service, uri, kind) => service.inlayHints(uri, range, kind));
        return found.map(toHint);
      },
    }),
    commands.registerCommand(SHOW_REFERENCES, (uri: string, position: lsp.Position) =>
      showReferences(session, uri, position),
    ),
  );
}

/** Hints are asked for again when a setting about them changes. */
function settingsChanged(): { readonly changed: Event<void>; readonly following: Disposable } {
  const emitter = new EventEmitter<void>();
  const follow = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(`${SECTION}.inlayHints`)) emitter.fire();
  });
  return { changed: emitter.event, following: Disposable.from(emitter, follow) };
}

function toHint({ position, label, kind, tooltip, paddingLeft, paddingRight }: lsp.InlayHint): InlayHint {
  const text = typeof label === 'string' ? label : label.map(({ value }) => value).join('');
  const hint = new InlayHint(toPosition(position), text, kind as InlayHintKind | undefined);
  if (typeof tooltip === 'string') hint.tooltip = tooltip;
  if (paddingLeft !== undefined) hint.paddingLeft = paddingLeft;
  if (paddingRight !== undefined) hint.paddingRight = paddingRight;
  return hint;
}

/** Lists what a lens counted, as VS Code lists references. */
async function showReferences({ service }: Session, uri: string, position: lsp.Position): Promise<void> {
  const places = await service.references(uri, position, false);
  await commands.executeCommand(
    'editor.action.showReferences',
    Uri.parse(uri),
    toPosition(position),
    places.map(toLocation),
  );
}
