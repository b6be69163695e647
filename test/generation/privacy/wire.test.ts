import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/core/index.ts';
import { createMasker, type MaskLevel } from '../../../src/generation/index.ts';
import { modelAt } from '../../models/support.ts';
import { startOpenAiServer } from '../../support/openaiServer.ts';
import { replyShot } from '../run/samples.ts';
import { allowed, createTestContext, runAll } from '../run/testContext.ts';
import { leaksIn, wordsOfRequest } from './leaks.ts';

/** Tools whose names are words of the prompt, of the reply's shape and of ordinary language. */
const tools = [
  {
    type: 'function',
    function: {
      name: 'SearchSolution',
      description: 'SearchSolution looks the Error up at https://kb.repair-desk.example/v2/search for the request.',
      parameters: {
        type: 'object',
        properties: {
          Error: { type: 'string', description: 'The Error of the customer, as text' },
          name: { type: 'string', description: 'name of the shots desk', enum: ['the', 'front office', '前台'] },
          request: { type: 'string' },
          rounds: { type: 'integer', default: 3 },
        },
        required: ['Error'],
      },
    },
  },
  {
    type: 'function',
    function: {
      name: 'BookVisit',
      description: 'Books. Afterwards call SearchSolution.',
      parameters: {
        type: 'object',
        properties: {
          weekday: { type: 'string', enum: ['Monday', 'Wednesday'], default: 'Monday' },
          format: { type: 'string', enum: ['JSON', 'plan'] },
          arguments: { type: 'object', properties: { phone_number: { type: 'string' } } },
        },
        required: ['weekday'],
      },
    },
  },
  {
    type: 'function',
    function: { name: '提交工单', description: '提交工单。', parameters: { type: 'object', properties: {} } },
  },
];

const sop = `# Printer repair
1. Search with \`SearchSolution\` (POST /v2/tickets/{id}, host kb.repair-desk.example).
2. If a visit is needed, call BookVisit on Monday or Wednesday; the phone_number is 13912345678.
3. 再提交工单，抄送 li.lei@repair-desk.example。
`;

const secrets = ['kb.repair-desk.example', '/v2/tickets', '13912345678', 'li.lei@', 'tickets/{id}'];

describe.each(['names', 'strict'] satisfies MaskLevel[])('what reaches the server, masked (%s)', (level) => {
  it.each([[[]], [['json_schema', 'json_object']]] as const)(
    'holds no original name, host, path or person (refusing %j)',
    async (refuses) => {
      const context = await createTestContext({ tools, sop });
      const mask = createMasker(context.tools, level);
      const wrong = replyShot('My printer is dead.', 'no power', 'Friday');
      const right = replyShot('My printer is dead.', 'no power', 'Wednesday');
      const bad = { ...wrong, answer: 'SearchSolution said so about the request\nError.' };
      const say = (shot: JsonValue) => JSON.stringify(mask.value({ shots: [shot] }));
      const replies = [
        say(bad),
        say(wrong),
        say(right),
        say(right),
        say(replyShot('Another printer.', 'jam', 'Monday')),
      ];
      await using server = await startOpenAiServer({
        refuses: [...refuses],
        replies: (_, index) => ({
          text: replies[Math.min(Math.max(0, index - refuses.length), replies.length - 1)] ?? '',
        }),
      });
      const model = allowed(modelAt(server.baseUrl), level);
      const existing = [
        '**User**: Is SearchSolution up?\n\n**Action**: SearchSolution(Error = "x", name = "front office")\n',
      ];
      const options = { shotsPerRequest: 1, concurrency: 1, existing };
      const { shots } = await runAll({ ...context.task, count: 2 }, options, { ...context.services, model });
      expect(server.chats.length).toBeGreaterThan(3);
      for (const request of server.chats) {
        const words = wordsOfRequest(request);
        expect(leaksIn(words, context.tools)).toEqual([]);
        for (const secret of secrets) expect(request.raw).not.toContain(secret);
        expect(words.includes('customer, as')).toBe(level === 'names');
      }
      expect(shots.length).toBeGreaterThan(0);
      expect(shots[0]?.text).toContain('SearchSolution(Error = "no power")');
      expect(shots.at(-1)?.text).toMatch(/BookVisit\(weekday = "(Wednesday|Monday)"\)/);
      for (const { findings } of shots) expect(findings).toEqual([]);
    },
  );
});

it('unmasked, the same requests do hold them: the search finds what it is to find', async () => {
  const context = await createTestContext({ tools, sop });
  await using server = await startOpenAiServer({ replies: [{ text: '' }] });
  await runAll(context.task, { maxRepairs: 0 }, { ...context.services, model: allowed(modelAt(server.baseUrl)) });
  const [request] = server.chats;
  const leaks = request === undefined ? [] : leaksIn(wordsOfRequest(request), context.tools);
  expect(leaks).toEqual(
    expect.arrayContaining(['SearchSolution', 'BookVisit', '提交工单', 'weekday', 'Monday', 'phone_number']),
  );
});
