import {
  type FlowSide,
  type LineIndex,
  type Procedure,
  type Range,
  sidesOf,
  type TextRange,
} from '../../core/index.ts';
import { type DocumentCoverage, getSideKey, getStepKey } from './documentCoverage.ts';
import type { BranchCoverage, Example, ProcedureCoverage, SectionCoverage, StepCoverage } from './model.ts';

/** Adds up what the documents of a workspace cover of a procedure. */
export function measureProcedure(procedure: Procedure, documents: readonly DocumentCoverage[]): ProcedureCoverage {
  const { text, lines, title } = procedure;
  const sides = sidesOf(procedure).map((side) => ({ side, branch: toBranch(side, procedure, documents) }));
  const steps = procedure.steps.map((step): StepCoverage => {
    const isCounted = step.kind !== 'group' && step.kind !== 'rule';
    return {
      id: step.id,
      number: step.number,
      text: text.slice(step.words.start, step.words.end).trim(),
      range: toRange(lines, step.words),
      isCounted,
      examples: isCounted ? gather(documents, ({ steps: known }) => known.get(getStepKey(procedure, step.id))) : [],
      branches: sides.filter(({ side }) => side.step === step).map(({ branch }) => branch),
    };
  });
  return {
    uri: procedure.uri,
    title: title === undefined ? '' : text.slice(title.start, title.end).trim(),
    documents: documents.filter(({ procedures }) => procedures.includes(procedure.uri)).map(({ uri }) => uri),
    sections: measureSections(procedure, steps),
    steps,
    exits: sides.filter(({ side }) => side.step === undefined).map(({ branch }) => branch),
  };
}

function toBranch(side: FlowSide, procedure: Procedure, documents: readonly DocumentCoverage[]): BranchCoverage {
  const { key, kind, condition, limit, range, edges } = side;
  const examples = gather(documents, ({ sides }) => sides.get(getSideKey(procedure, key)));
  return { key, kind, condition, limit, range: toRange(procedure.lines, range), edges, examples };
}

function gather(
  documents: readonly DocumentCoverage[],
  find: (document: DocumentCoverage) => readonly Example[] | undefined,
): readonly Example[] {
  return documents.flatMap((document) => find(document) ?? []);
}

/** The shots of a section are those that carry out one of its steps. */
function measureSections({ flow, lines }: Procedure, steps: readonly StepCoverage[]): readonly SectionCoverage[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  return flow.sections.map(({ name, range }, index) => {
    const own = flow.nodes.flatMap(({ section, step }) => (section === index ? (byId.get(step ?? '') ?? []) : []));
    const shots = new Set(own.flatMap(({ examples }) => examples.map(({ uri, shot }) => `${uri} ${shot}`)));
    return { name, range: toRange(lines, range), shots: shots.size };
  });
}

export function toRange(lines: LineIndex, { start, end }: TextRange): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}
