import {
  CompletionItem,
  type CompletionItemKind,
  CompletionList,
  type Disposable,
  languages,
  SnippetString,
} from 'vscode';
import type * as lsp from 'vscode-languageserver-types';
import { toRange } from '../convert.ts';
import type { Session } from '../session.ts';
import { toKind, toMarkdown } from './answers.ts';
import { ask, WRITING_SELECTOR } from './asking.ts';

const TRIGGER_CHARACTERS = ['*', ':', '：', '(', ',', '=', '"', "'", '{', '/', '-', ' '];

/** Snippets are LSP's insert text format 2, texts that keep their indentation its insert text mode 1. */
const SNIPPET = 2;
const AS_IS = 1;

export function registerCompletion(session: Session): Disposable {
  const answered = new WeakMap<CompletionItem, lsp.CompletionItem>();
  return languages.registerCompletionItemProvider(
    WRITING_SELECTOR,
    {
      async provideCompletionItems(document, position, token) {
        const none: lsp.CompletionList = { isIncomplete: false, items: [] };
        const list = await ask(session, document, none, (service, uri, kind) =>
          service.complete(uri, position, token, kind),
        );
        const items = list.items.map((item) => {
          const shown = toItem(item);
          answered.set(shown, item);
          return shown;
        });
        return new CompletionList(items, list.isIncomplete);
      },
      async resolveCompletionItem(shown) {
        const item = answered.get(shown);
        if (item === undefined) return shown;
        const { documentation } = await session.service.resolveCompletion(item);
        if (documentation !== undefined) shown.documentation = toMarkdown(documentation);
        return shown;
      },
    },
    ...TRIGGER_CHARACTERS,
  );
}

function toItem(item: lsp.CompletionItem): CompletionItem {
  const { label, labelDetails, kind, sortText, filterText, textEdit, documentation, command, preselect } = item;
  const name = labelDetails === undefined ? label : { label, ...labelDetails };
  const shown = new CompletionItem(name, kind && toKind<CompletionItemKind>(kind));
  const text = textEdit?.newText ?? item.insertText ?? label;
  shown.insertText = item.insertTextFormat === SNIPPET ? new SnippetString(text) : text;
  if (textEdit !== undefined && 'range' in textEdit) shown.range = toRange(textEdit.range);
  if (sortText !== undefined) shown.sortText = sortText;
  if (filterText !== undefined) shown.filterText = filterText;
  if (documentation !== undefined) shown.documentation = toMarkdown(documentation);
  if (command !== undefined) shown.command = command;
  if (preselect !== undefined) shown.preselect = preselect;
  if (item.insertTextMode === AS_IS) shown.keepWhitespace = true;
  return shown;
}
