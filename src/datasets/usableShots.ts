import {
  type Diagnostic,
  defineMessages,
  isDraftMark,
  type Message,
  type Shot,
  type ShotsDocument,
} from '../core/index.ts';

const say = defineMessages({
  errors: { en: 'it has errors ({rules})', 'zh-CN': '含有错误（{rules}）' },
  placeholder: { en: 'it contains placeholders', 'zh-CN': '含有占位符' },
  omitted: { en: 'a part of it is left out', 'zh-CN': '内容有省略' },
  draft: { en: 'it is a draft', 'zh-CN': '仍是草稿' },
});

/** Why a shot is not used. */
export type LeftOutReason = 'errors' | 'placeholder' | 'omitted' | 'draft';

/** A shot that must not reach a model, and why. */
export interface LeftOutShot {
  readonly shot: Shot;
  readonly reason: LeftOutReason;
  readonly message: Message;
}

/** The shots of a document, with those apart that must not reach a model. */
export interface UsableShots {
  readonly usable: readonly Shot[];
  readonly leftOut: readonly LeftOutShot[];
}

/** Findings below an error that leave a shot unusable. */
const UNUSABLE: Readonly<Record<string, LeftOutReason>> = {
  'placeholder-value': 'placeholder',
  'elided-content': 'omitted',
  'incomplete-shot': 'omitted',
};

/**
 * Separates shots with errors, placeholders or omitted content, and drafts, from the others. `diagnostics` are the
 * findings of the document's lint run. `drafts` says whether drafts without other faults are usable.
 */
export function separateUsable(
  document: ShotsDocument,
  diagnostics: readonly Diagnostic[],
  drafts: 'left-out' | 'included' = 'left-out',
): UsableShots {
  const found = diagnostics
    .map(({ rule, severity, range }) => ({ rule, severity, at: document.lines.offsetAt(range.start) }))
    .filter(({ rule, severity }) => severity === 'error' || rule in UNUSABLE);
  const leftOut: LeftOutShot[] = [];
  const usable: Shot[] = [];
  for (const shot of document.shots) {
    const isOwn = ({ at, rule }: (typeof found)[number]) =>
      at >= shot.start && at < shot.end && !(rule === 'incomplete-shot' && hasReply(shot));
    const own = found.filter(isOwn);
    const problem = problemOf(document, shot, own);
    if (problem === undefined || (problem.reason === 'draft' && drafts === 'included')) usable.push(shot);
    else leftOut.push({ shot, ...problem });
  }
  return { usable, leftOut };
}

/** True for a chat of which only the last turn of the user is left out. */
function hasReply({ style, blocks }: Shot): boolean {
  return style === 'chat' && blocks.some(({ role }) => role === 'assistant');
}

function problemOf(
  document: ShotsDocument,
  shot: Shot,
  found: readonly { readonly rule: string; readonly severity: string }[],
): Omit<LeftOutShot, 'shot'> | undefined {
  const errors = [...new Set(found.filter(({ severity }) => severity === 'error').map(({ rule }) => rule))];
  if (errors.length > 0) return { reason: 'errors', message: say('errors', { rules: errors }) };
  const [reason] = found.map(({ rule }) => UNUSABLE[rule]);
  if (reason !== undefined && reason !== 'errors') return { reason, message: say(reason) };
  return isDraft(document, shot) ? { reason: 'draft', message: say('draft') } : undefined;
}

/** A shot with the status of a draft, or with a comment that says what is still to be written. */
function isDraft({ text }: ShotsDocument, { status, comments }: Shot): boolean {
  if (status?.state === 'draft') return true;
  return comments.some((comment) => isDraftMark(text, comment));
}
