import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pick, randomSource } from './random.ts';

const SYLLABLES = 'ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo yu za bro cle dri flo gra'.split(' ');

/** Answers every request of a batch file as a model would that does everything right, and each time something else. */
export async function answerBatch(requests: string, results: string): Promise<void> {
  const random = randomSource(7);
  const stream = createWriteStream(results);
  for await (const line of createInterface({ input: createReadStream(requests) })) {
    const { custom_id: id } = JSON.parse(line) as { readonly custom_id: string };
    const message = { role: 'assistant', content: JSON.stringify({ shots: [rightShot(random)] }) };
    const body = {
      choices: [{ message, finish_reason: 'stop' }],
      usage: { prompt_tokens: 900, completion_tokens: 200 },
    };
    if (!stream.write(`${JSON.stringify({ custom_id: id, response: { status_code: 200, body } })}\n`)) {
      await once(stream, 'drain');
    }
  }
  stream.end();
  await once(stream, 'finish');
}

function rightShot(random: () => number) {
  const fault = words(random, 3);
  // One in ten needs a fix that keeps the meaning: a number in quotes.
  const top = random() < 0.1 ? '3' : 3;
  const round = (step: string, name: string, given: object, observation: string) => {
    const calls = name === '' ? [] : [{ name, arguments: JSON.stringify(given) }];
    return {
      step,
      think: `${words(random, 8)}.`,
      action: name === '' ? `${words(random, 5)}.` : '',
      calls,
      observation,
    };
  };
  return {
    request: `${words(random, 12)}.`,
    plan: [],
    rounds: [
      round('1', 'SearchSolution', { Error: fault, top_k: top }, `${words(random, 10)}.`),
      round('2', 'SearchAvailableTime', { day: words(random, 1), onsite: true }, `${words(random, 6)}.`),
      round('3', '', {}, ''),
    ],
    answer: '',
  };
}

/** Invented words, so that all shots differ. */
function words(random: () => number, count: number): string {
  const word = (): string => Array.from({ length: 3 }, () => pick(random, SYLLABLES)).join('');
  return Array.from({ length: count }, word).join(' ');
}
