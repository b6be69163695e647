import type { Reply } from './openaiReplies.ts';
import type { RecordedRequest } from './openaiRequest.ts';

const call = (name: string, values: object): Reply => ({
  finishReason: 'tool_calls',
  toolCalls: [{ id: 'c', name, arguments: JSON.stringify(values) }],
});
const book = (time: string): Reply => call('BookVisit', { day: 'Wednesday', time, product: 'washing machine' });
const done: Reply = { text: 'It is done.' };

/** What the documented model does in each turn of the two shots: it is right but in the third and fourth of the second. */
const TURNS: Readonly<Record<string, readonly Reply[]>> = {
  printer: [call('SearchSolution', { error: 'printer jams' }), done],
  screen: [
    call('SearchSolution', { error: 'screen stays dark', top_k: 2 }),
    call('SearchAvailableTime', { day: 'Wednesday' }),
    book('10:00'),
    book('2 pm'),
    done,
  ],
};

/** Plays a model with the shots of `examples/repair-desk/repair.shots.md`. One named `better` speaks where it should. */
export function playRepairDesk({ body: { messages = [], model } }: RecordedRequest): Reply {
  const [first] = messages.filter(({ role }) => role === 'user');
  const turn = messages.filter(({ role }) => role === 'assistant').length;
  const shot = first?.content?.includes('printer') === true ? 'printer' : 'screen';
  const reply = model === 'better' && turn === 2 ? done : TURNS[shot]?.[turn];
  return { ...reply, usage: { prompt_tokens: 890, completion_tokens: 24 } };
}
