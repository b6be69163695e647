import type { CodeAction } from 'vscode-languageserver-types';
import { defineMessages } from '../../l10n/messages.ts';
import { CALL_NOTATIONS, notationAt } from '../../parser/calls/index.ts';
import { encloses, type TextRange } from '../../text/range.ts';
import { knownTools } from '../../workspace/parsedShots.ts';
import type { ShotsContext } from '../context.ts';
import { convertCalls } from '../conversion/convertCalls.ts';
import { toRange } from '../ranges.ts';
import type { FeatureServices } from '../services.ts';
import { CALL_REWRITE } from './callForms.ts';

const say = defineMessages({
  all: { en: 'Write all calls of the document like this one', 'zh-CN': '按此写法改写文档中的所有调用' },
});

/** Writes the other calls of a document in the notation of the one at a range. */
export function sameNotation(
  { render }: FeatureServices,
  { uri, text, lines, subject }: ShotsContext,
  range: TextRange,
): readonly CodeAction[] {
  const { document, tools: catalog, project } = subject;
  const site = document.callOccurrences.find(({ call, mention }) => !mention && encloses(call, range));
  const tools = knownTools(catalog, project.finish);
  const id = site === undefined ? undefined : notationOf(text, site.call);
  const notation = CALL_NOTATIONS.find((candidate) => candidate.id === id);
  const others = document.callOccurrences.filter(({ mention }) => !mention);
  const isMixed = others.some(({ call }) => notationOf(text, call) !== id);
  if (notation === undefined || !isMixed) return [];
  const { edits } = convertCalls({ document, catalog, tools, notation });
  if (edits.length === 0) return [];
  return [
    {
      title: render(say('all')),
      kind: CALL_REWRITE,
      edit: { changes: { [uri]: edits.map((edit) => ({ range: toRange(lines, edit.range), newText: edit.newText })) } },
    },
  ];
}

/** The name of the notation a call is written in, where it is one that calls can be written in. */
function notationOf(
  text: string,
  { form, start }: { readonly form: string; readonly start: number },
): string | undefined {
  if (form === 'expression' || form === 'json') return form;
  return notationAt(text, start)?.id ?? (form === 'xml' ? 'tool-tags' : undefined);
}
