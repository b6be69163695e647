import { readCommentValue } from '../callChecks/commentValues.ts';
import { readComment, type ShotComment } from '../model/comments.ts';
import { shotAt } from '../model/lookup.ts';
import type { Shot } from '../model/model.ts';
import type { NameNode } from '../parser/callNodes.ts';
import type { CommentNode } from '../parser/tree.ts';
import type { Procedure } from '../procedures/procedure.ts';
import type { Tool } from '../schemas/tool.ts';
import type { TextRange } from '../text/range.ts';
import { getContentRange } from './callOccurrences.ts';
import type { ShotsContext } from './context.ts';
import { listedValues } from './declarations.ts';
import type { EntityOccurrence } from './entity.ts';
import { parameterAt } from './parameters.ts';

/** What comments name: the step that a round carries out, and the parameter and values of `accept:`. */
export function* getCommentOccurrences(
  context: ShotsContext,
  isNear: (range: TextRange) => boolean,
): Generator<EntityOccurrence> {
  const { document, procedures } = context.subject;
  for (const comment of document.tree.comments) {
    if (!isNear(comment)) continue;
    const said = readComment(document.text, comment);
    if (said.kind === 'step') {
      const entity = { kind: 'step' as const, number: said.number, ...stepOf(procedures, said.number) };
      yield { entity, range: said.range, role: 'use' };
    } else if (said.kind === 'accept') yield* getAcceptOccurrences(context, comment, said);
    else if (said.kind === 'ignore') yield* getIgnoreOccurrences(context, comment, said.names);
    else if (said.kind === 'allow-extra') yield* getToolOccurrences(context, said.names);
  }
}

function stepOf(procedures: readonly Procedure[], number: string) {
  for (const procedure of procedures) {
    const step = procedure.steps.find((candidate) => candidate.number === number);
    if (step !== undefined) return { procedure, step };
  }
  return { procedure: procedures[0], step: undefined };
}

/** A parameter that is not compared. */
function* getIgnoreOccurrences(
  context: ShotsContext,
  comment: CommentNode,
  names: readonly NameNode[],
): Generator<EntityOccurrence> {
  for (const { text, start, end } of names) {
    const tool = toolMeant(context, comment, text);
    if (tool === undefined) continue;
    yield {
      entity: { kind: 'parameter', toolName: tool.name, tool, path: [text] },
      range: { start, end },
      role: 'use',
    };
  }
}

/** A tool that may be called in addition. */
function* getToolOccurrences({ subject }: ShotsContext, names: readonly NameNode[]): Generator<EntityOccurrence> {
  for (const { text, start, end } of names) {
    const tool = subject.tools.get(text);
    if (tool !== undefined)
      yield { entity: { kind: 'tool', name: text, tool }, range: { start, end }, role: 'mention' };
  }
}

type Accepted = Extract<ShotComment, { kind: 'accept' }>;

function* getAcceptOccurrences(
  context: ShotsContext,
  comment: CommentNode,
  said: Accepted,
): Generator<EntityOccurrence> {
  const tool = toolMeant(context, comment, said.parameter);
  if (tool === undefined) return;
  const about = { toolName: tool.name, tool, path: [said.parameter] };
  yield { entity: { kind: 'parameter', ...about }, range: said.range, role: 'use' };
  const { text } = context;
  const parameter = parameterAt(tool, about.path);
  const listed = parameter === undefined ? [] : listedValues(parameter);
  for (const written of said.values) {
    const { value, node } = readCommentValue(text, written);
    const range = node === undefined ? written : getContentRange(text, node);
    if (!listed.includes(value)) continue;
    yield { entity: { kind: 'value', ...about, value, listed: true }, range, role: 'use' };
  }
}

/** The tool that an `accept:` is about: one with that parameter, called in the comment's round or else in its shot. */
export function toolMeant(
  { subject }: ShotsContext,
  comment: Pick<CommentNode, 'start'>,
  parameter: string,
): Tool | undefined {
  const shot = shotAt(subject.document, comment.start);
  if (shot === undefined) return undefined;
  const names = [...(roundOf(shot, comment)?.blocks ?? []), ...shot.blocks].flatMap((block) =>
    block.calls.map((call) => call.name.text),
  );
  for (const name of names) {
    const tool = subject.tools.get(name);
    if (tool !== undefined && parameterAt(tool, [parameter]) !== undefined) return tool;
  }
  return undefined;
}

/** The round that a comment is in or right before; after all of them the last. */
function roundOf({ rounds }: Shot, { start }: Pick<CommentNode, 'start'>): Shot['rounds'][number] | undefined {
  return rounds.find((round) => round.end > start) ?? rounds.at(-1);
}
