import {
  type DocumentContext,
  parseShots,
  printCall,
  printShots,
  projectDocument,
  type RoundDraft,
  type ShotDraft,
  toDraft,
} from '../../core/index.ts';
import type { ActualCall, ActualTurn } from '../matching/turns.ts';

/** A call in the notation of expressions, as a line of a shot; as the model wrote it where its arguments cannot be read. */
export function printActualCall({ name, text, values }: ActualCall): string {
  return values === undefined ? text : printCall({ name, arguments: values }, 'expression', { spaces: true });
}

/** A shot that consists of a request and one call of a model, complete, so that only the call can be wrong. */
export function printCallShot(context: DocumentContext, request: string, call: ActualCall): string {
  const round = { actions: [{ text: printActualCall(call) }], observations: ['-'] };
  return print(context, { request, rounds: [round], answer: '-' });
}

/** A draft of a shot from a request and what a model did; what it did not write is left for the author. */
export function printTrialShot(context: DocumentContext, request: string, turn: ActualTurn): string {
  return print(context, { ...toReplyDraft(context, turn), request, status: { state: 'draft', by: undefined } });
}

function print({ document, project }: DocumentContext, draft: ShotDraft): string {
  return printShots([draft], { ...document.detectedStyle, labels: project.labels }).trimEnd();
}

/** Everything after the request. Calls of the protocol and bare calls have no labels, so that they make up a round. */
function toReplyDraft(context: DocumentContext, turn: ActualTurn): Pick<ShotDraft, 'rounds' | 'answer' | 'turns'> {
  const written = readWritten(context, turn.said);
  if (written.rounds.length > 0) return written;
  if (turn.calls.length === 0) return { rounds: [], answer: written.answer ?? turn.said };
  const isCallAlone = turn.calls.some(({ text }) => turn.said.includes(text));
  const round: RoundDraft = {
    ...(isCallAlone || turn.said === '' ? {} : { think: turn.said }),
    actions: turn.calls.map((call) => ({ text: printActualCall(call) })),
    observations: [],
  };
  return { rounds: [round] };
}

function readWritten({ project, tools }: DocumentContext, said: string): Pick<ShotDraft, 'rounds' | 'answer'> {
  const tree = parseShots(`User: -\n${said}\n`, { labels: project.labels });
  const known = { isTool: (name: string) => tools.get(name) !== undefined, finish: project.finish };
  const [shot] = projectDocument(tree, known).shots;
  if (shot === undefined) return { rounds: [] };
  const { answer, rounds } = toDraft(tree, shot);
  return { rounds, ...(answer === undefined ? {} : { answer }) };
}
