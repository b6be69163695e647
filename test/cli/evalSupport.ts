import { onTestFinished } from 'vitest';
import { type ServerOptions, startOpenAiServer } from '../support/openaiServer.ts';
import { createPlayer, type PlayedTurn } from '../support/playedModels.ts';
import { cli, folderOf } from './support.ts';

/** Two tools: one with a default, one with a required parameter. */
export const tools = JSON.stringify([
  {
    type: 'function',
    function: {
      name: 'Find',
      description: 'Finds solutions.',
      parameters: {
        type: 'object',
        properties: { error: { type: 'string' }, top_k: { type: 'integer', default: 3 } },
        required: ['error'],
      },
    },
  },
  {
    type: 'function',
    function: {
      name: 'Book',
      description: 'Books a visit.',
      parameters: { type: 'object', properties: { day: { type: 'string' } }, required: ['day'] },
    },
  },
]);

/** Three shots with seven turns, four of which make calls. */
export const document = `---
tools: [./a.tools.json]
---

**User**: The printer jams.

**Think**: I look for a solution.
**Action**: Find(error = "jam", top_k = 5)
**Observation**: Open the cover.

**Think**: The customer can do it.
**Action**: Explain it.
"Please open the cover."

---

**User**: The screen is dark since Monday, somebody has to come.

**Think**: A visit is needed.
**Action**: Book(day = "Friday")
**Observation**: W-1

**Think**: Booked.
**Action**: Tell the number.
"Your number is W-1."

---

**User**: My heating makes a strange noise whenever it starts in the morning.

**Think**: Is it known?
**Action**: Find(error = "noise of the heating")
**Observation**: No solution found.

**Think**: Then somebody must come.
**Action**: Book(day = "Tuesday")
**Observation**: W-2

**Think**: Booked.
**Action**: Tell the number and the day.
"Your number is W-2."
`;

/** What the author does in each turn of the document. */
export const turns: readonly PlayedTurn[] = [
  { request: 'The printer jams.', turn: 0, calls: [{ name: 'Find', arguments: { error: 'jam', top_k: 5 } }] },
  { request: 'The printer jams.', turn: 1, calls: [] },
  {
    request: 'The screen is dark since Monday, somebody has to come.',
    turn: 0,
    calls: [{ name: 'Book', arguments: { day: 'Friday' } }],
  },
  { request: 'The screen is dark since Monday, somebody has to come.', turn: 1, calls: [] },
  {
    request: 'My heating makes a strange noise whenever it starts in the morning.',
    turn: 0,
    calls: [{ name: 'Find', arguments: { error: 'noise of the heating' } }],
  },
  {
    request: 'My heating makes a strange noise whenever it starts in the morning.',
    turn: 1,
    calls: [{ name: 'Book', arguments: { day: 'Tuesday' } }],
  },
  { request: 'My heating makes a strange noise whenever it starts in the morning.', turn: 2, calls: [] },
];

/** A server that plays models, and a folder with the document to evaluate them with. */
export async function setUp(replies: ServerOptions['replies'] = createPlayer(turns), text = document) {
  const server = await startOpenAiServer({ replies });
  onTestFinished(server.close);
  const folder = await folderOf({ 'a.shots.md': text, 'a.tools.json': tools, 'sop-shots.yaml': 'rules: {}\n' });
  const run = (model: string, args: readonly string[] = [], io = {}) =>
    cli(folder, ['eval', 'a.shots.md', '--base-url', server.baseUrl, '--model', model, ...args], io);
  const json = async (model: string, args: readonly string[] = []) =>
    JSON.parse((await run(model, [...args, '--format', 'json'])).stdout);
  return { server, folder, run, json };
}
