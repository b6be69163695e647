import { newGaps, plainValue } from '../lint/callValues.ts';
import { readComment, type ShotComment } from '../model/comments.ts';
import type { Shot } from '../model/model.ts';
import { shotAt } from '../model/places.ts';
import { parseValue } from '../parser/calls/valueText.ts';
import type { CommentNode } from '../parser/tree.ts';
import type { Procedure } from '../procedures/procedure.ts';
import type { JsonValue, Tool } from '../schemas/tool.ts';
import type { TextRange } from '../text/range.ts';
import { contentOf } from './callPlaces.ts';
import type { ShotsContext } from './context.ts';
import { listedValues } from './declarations.ts';
import type { EntityPlace } from './entity.ts';
import { parameterAt } from './parameters.ts';

/** What comments name: the step that a round carries out, and the parameter and values of `accept:`. */
export function* commentPlaces(context: ShotsContext, isNear: (range: TextRange) => boolean): Generator<EntityPlace> {
  const { document, procedures } = context.subject;
  for (const comment of document.tree.comments) {
    if (!isNear(comment)) continue;
    const said = readComment(document.text, comment);
    if (said.kind === 'step') {
      const entity = { kind: 'step' as const, number: said.number, ...stepOf(procedures, said.number) };
      yield { entity, range: said.range, role: 'use' };
    } else if (said.kind === 'accept') yield* acceptPlaces(context, comment, said);
  }
}

function stepOf(procedures: readonly Procedure[], number: string) {
  for (const procedure of procedures) {
    const step = procedure.steps.find((candidate) => candidate.number === number);
    if (step !== undefined) return { procedure, step };
  }
  return { procedure: procedures[0], step: undefined };
}

type Accepted = Extract<ShotComment, { kind: 'accept' }>;

function* acceptPlaces(context: ShotsContext, comment: CommentNode, said: Accepted): Generator<EntityPlace> {
  const tool = toolMeant(context, comment, said.parameter);
  if (tool === undefined) return;
  const about = { toolName: tool.name, tool, path: [said.parameter] };
  yield { entity: { kind: 'parameter', ...about }, range: said.range, role: 'use' };
  const { text } = context;
  const parameter = parameterAt(tool, about.path);
  const listed = parameter === undefined ? [] : listedValues(parameter);
  for (const written of said.values) {
    const { value, range } = readValue(text, written);
    if (!listed.includes(value)) continue;
    yield { entity: { kind: 'value', ...about, value, listed: true }, range, role: 'use' };
  }
}

/** A value as calls write them; a word without quotes is text. */
function readValue(text: string, { start, end }: TextRange): { readonly value: JsonValue; readonly range: TextRange } {
  const node = parseValue(text, start, end).value;
  if (node === undefined || node.kind === 'invalid') return { value: text.slice(start, end), range: { start, end } };
  return { value: plainValue(node, [], newGaps()), range: contentOf(text, node) };
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

/** The round that a comment stands in or right before; behind all of them the last. */
function roundOf({ rounds }: Shot, { start }: Pick<CommentNode, 'start'>): Shot['rounds'][number] | undefined {
  return rounds.find((round) => round.end > start) ?? rounds.at(-1);
}
