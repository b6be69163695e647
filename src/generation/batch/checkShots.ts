import { type Diagnostic, parseShots, projectDocument } from '../../core/index.ts';
import type { GeneratedShot } from '../run/events.ts';
import { getReplyFindings, REPETITION_RULES, REPLY_RULES, validateShot } from '../run/validateShot.ts';
import type { BatchLineResult } from './batchLineResult.ts';
import { toShotId } from './requests.ts';
import type { ParsedShot, ReaderState } from './resultParser.ts';

/** Applies the fixes that keep the meaning to a text with one or more shots. */
export type DraftFix = (text: string) => Promise<string>;

/** A printed shot, and what the linter says about it. Undefined findings: it must be checked alone. */
interface Checked {
  readonly text: string;
  readonly findings: readonly Diagnostic[] | undefined;
}

/**
 * Checks shots as one document, which is much faster than one document per shot. A shot with errors is checked again
 * alone, so that its errors do not depend on another shot.
 */
export async function checkShots(
  state: ReaderState,
  shots: readonly ParsedShot[],
  fix: DraftFix,
): Promise<readonly BatchLineResult[]> {
  const checked = await fixTogether(state, shots, await checkTogether(state, shots, getTexts(state, shots)), fix);
  const results: BatchLineResult[] = [];
  for (const [at, shot] of shots.entries()) {
    const { findings, text } = checked[at] ?? { findings: undefined, text: '' };
    const all = findings && [...findings, ...getReplyFindings(state.run, shot.content)];
    const isAccepted = all?.some(({ severity }) => severity === 'error') === false;
    results.push(isAccepted ? accept(state, shot, text, all) : await checkAlone(state, shot, fix));
  }
  return results;
}

/** Checks texts as one document. Findings are left open if the document does not consist of exactly these shots. */
async function checkTogether(
  state: ReaderState,
  shots: readonly ParsedShot[],
  texts: readonly string[],
): Promise<readonly Checked[]> {
  const document = texts.join('\n\n');
  if (!consistsOf(document, state, shots)) return texts.map((text) => ({ text, findings: undefined }));
  const findings = (await state.run.services.check(document)).filter(({ rule }) => !REPETITION_RULES.has(rule));
  let first = 0;
  return texts.map((text) => {
    const start = first;
    const end = start + text.split('\n').length;
    first = end + 1;
    const own = findings.filter(({ range }) => range.start.line >= start && range.start.line < end);
    return { text, findings: own.map((finding) => moveUp(finding, start)) };
  });
}

/** Fixes shots with fixable findings, and checks them again. */
async function fixTogether(
  state: ReaderState,
  shots: readonly ParsedShot[],
  checked: readonly Checked[],
  fix: DraftFix,
): Promise<readonly Checked[]> {
  const fixable = shots.flatMap((shot, at) => {
    const one = checked[at];
    return one?.findings?.some((finding) => finding.fixable) === true ? [{ at, shot, text: one.text }] : [];
  });
  if (fixable.length === 0) return checked;
  const fixed = await fix(fixable.map(({ text }) => text).join('\n\n'));
  const texts = fixed.split(/^(?=<!-- id: )/m).map((text) => text.trimEnd());
  const own = fixable.map(({ shot }) => shot);
  const again =
    texts.length === own.length
      ? await checkTogether(state, own, texts)
      : own.map((): Checked => ({ text: '', findings: undefined }));
  const byPlace = new Map(fixable.map(({ at }, order) => [at, again[order]]));
  return checked.map((one, at) => byPlace.get(at) ?? one);
}

function consistsOf(document: string, { name, run }: ReaderState, shots: readonly ParsedShot[]): boolean {
  const ids = projectDocument(parseShots(document), run.services.knownTools).shots.map(({ id }) => id?.value);
  return ids.length === shots.length && shots.every(({ index }, at) => ids[at] === toShotId(name, index));
}

function moveUp(finding: Diagnostic, lines: number): Diagnostic {
  const { end, start } = finding.range;
  const range = {
    start: { line: start.line - lines, character: start.character },
    end: { line: end.line - lines, character: end.character },
  };
  return { ...finding, range };
}

async function checkAlone(state: ReaderState, shot: ParsedShot, fix: DraftFix): Promise<BatchLineResult> {
  const { name, run } = state;
  const { content, id, index, usage } = shot;
  const checked = await validateShot({ ...run, createId: () => toShotId(name, index) }, content, index);
  let { findings, text } = checked;
  if (findings.some(({ fixable }) => fixable)) {
    text = await fix(text);
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

function getTexts({ name, run }: ReaderState, shots: readonly ParsedShot[]): readonly string[] {
  const { language, style } = run.requestPlan;
  return shots.map(({ content, index }) => run.services.print(content, style, language, toShotId(name, index)));
}
