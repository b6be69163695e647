import type { Diagnostic } from '../../core/index.ts';
import type { DraftChecker, PrintedDraft } from '../document/draftChecker.ts';
import type { GeneratedShot } from '../run/events.ts';
import { getReplyFindings, REPLY_RULES, validateShot } from '../run/validateShot.ts';
import type { BatchLineResult } from './batchLineResult.ts';
import { toShotId } from './requests.ts';
import type { ParsedShot, ReaderState } from './resultParser.ts';

/** A printed shot, and what the linter says about it. Undefined findings: it must be checked alone. */
interface Checked extends PrintedDraft {
  readonly findings: readonly Diagnostic[] | undefined;
}

/**
 * Checks shots as one document, which is much faster than one document per shot. A shot with errors is checked again
 * alone, so that its errors do not depend on another shot.
 */
export async function checkShots(
  state: ReaderState,
  shots: readonly ParsedShot[],
  drafts: DraftChecker,
): Promise<readonly BatchLineResult[]> {
  const checked = await fixTogether(await checkTogether(printDrafts(state, shots), drafts), drafts);
  const results: BatchLineResult[] = [];
  for (const [at, shot] of shots.entries()) {
    const { findings, text } = checked[at] ?? { findings: undefined, text: '' };
    const all = findings && [...findings, ...getReplyFindings(state.run, shot.content, shot.words)];
    const isAccepted = all?.some(({ severity }) => severity === 'error') === false;
    results.push(isAccepted ? accept(state, shot, text, all) : await checkAlone(state, shot, drafts));
  }
  return results;
}

function printDrafts({ name, run }: ReaderState, shots: readonly ParsedShot[]): readonly PrintedDraft[] {
  const { language, style } = run.requestPlan;
  return shots.map(({ content, index }) => {
    const id = toShotId(name, index);
    return { id, text: run.services.print(content, style, language, id) };
  });
}

/** Findings are left open if the document does not consist of exactly these shots. */
async function checkTogether(printed: readonly PrintedDraft[], drafts: DraftChecker): Promise<readonly Checked[]> {
  const findings = await drafts.checkTogether(printed);
  return printed.map(({ id, text }, at) => ({ id, text, findings: findings?.[at] }));
}

/** Fixes shots with fixable findings, and checks them again. */
async function fixTogether(checked: readonly Checked[], drafts: DraftChecker): Promise<readonly Checked[]> {
  const fixable = checked.filter(({ findings }) => findings?.some((finding) => finding.fixable) === true);
  if (fixable.length === 0) return checked;
  const fixed = await drafts.fix(fixable.map(({ text }) => text).join('\n\n'));
  const texts = fixed.split(/^(?=<!-- id: )/m).map((text) => text.trimEnd());
  const again =
    texts.length === fixable.length
      ? await checkTogether(
          fixable.map(({ id }, at) => ({ id, text: texts[at] ?? '' })),
          drafts,
        )
      : fixable.map(({ id }): Checked => ({ id, text: '', findings: undefined }));
  const byId = new Map(again.map((one) => [one.id, one]));
  return checked.map((one) => byId.get(one.id) ?? one);
}

async function checkAlone(state: ReaderState, shot: ParsedShot, drafts: DraftChecker): Promise<BatchLineResult> {
  const { name, run } = state;
  const { content, id, index, usage } = shot;
  const checked = await validateShot({ ...run, createId: () => toShotId(name, index) }, content, index);
  let { findings, text } = checked;
  if (findings.some(({ fixable }) => fixable)) {
    text = await drafts.fix(text);
    const unfixed = checked.findings.filter(({ rule }) => REPLY_RULES.has(rule));
    findings = [...(await run.services.check(text)), ...unfixed];
  }
  const hasErrors = findings.some(({ severity }) => severity === 'error');
  if (hasErrors) return { kind: 'rejected', id, code: 'findings', findings, usage };
  return accept(state, shot, text, findings);
}

function accept(
  { answered, name, run }: ReaderState,
  { content, id, index, signature, usage }: ParsedShot,
  text: string,
  findings: readonly Diagnostic[],
): BatchLineResult {
  answered.add(index);
  run.similar.add(content.request, signature);
  const plan = run.requestPlan.coverage.at(index);
  const shot: GeneratedShot = { plan, id: toShotId(name, index), content, text, findings, repairs: 0 };
  return { kind: 'shot', id, shot, usage };
}
