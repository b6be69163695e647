import { type Tab, TabInputText, type Uri, window } from 'vscode';

/** The scheme of previews: documents that exist in memory only. */
export const PREVIEW_SCHEME = 'sop-shots-preview';

/** The tabs that show one preview. */
export function getTabs(uri: Uri): readonly Tab[] {
  return getPreviewTabs((other) => other.toString() === uri.toString());
}

/** The tabs of all previews that match. */
export function getPreviewTabs(matches: (uri: Uri) => boolean): readonly Tab[] {
  return window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputText && input.uri.scheme === PREVIEW_SCHEME && matches(input.uri));
}
