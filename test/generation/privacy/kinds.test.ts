import { describe, expect, it } from 'vitest';
import { createMasker, type MaskLevel } from '../../../src/generation/index.ts';
import { FILE_ENDINGS } from '../../../src/generation/privacy/domainLists.ts';
import { modelAt } from '../../models/support.ts';
import { startOpenAiServer } from '../../support/openaiServer.ts';
import { replyOf, replyShot } from '../run/samples.ts';
import { allowed, createTestContext, runAll } from '../run/testContext.ts';

const TOOLS = [
  {
    type: 'function',
    function: {
      name: 'lookup_parcel_state',
      description: 'Looks a parcel up.',
      parameters: {
        type: 'object',
        properties: {
          parcelNumber: { type: 'string' },
          courier: { type: 'string', enum: ['swift_box', 'Mole Post'] },
          承运网点: { type: 'string' },
        },
        required: ['parcelNumber'],
      },
    },
  },
  {
    type: 'function',
    function: { name: '查件', description: '查询包裹。', parameters: { type: 'object', properties: {} } },
  },
];

const WORDS = ['Fjordline', '北峰物流'];

/** Everything that reaches a server, as bytes, when a procedure and a shot contain a text. */
async function capture(text: string, level: MaskLevel, shot = `**User**: ${text}\n\n**Action**: Greet.\n`) {
  await using server = await startOpenAiServer({ replies: [{ text: replyOf(replyShot('A parcel is late', 'late')) }] });
  const context = await createTestContext({
    tools: TOOLS,
    sop: `# Parcels\n1. Call \`lookup_parcel_state\`. ${text}\n`,
  });
  const services = { ...context.services, masker: (given: MaskLevel) => createMasker(context.tools, given, [], WORDS) };
  const model = allowed(modelAt(server.baseUrl), level);
  const options = { existing: [shot], maxRepairs: 0 };
  await runAll({ ...context.task, count: 1 }, options, { ...services, model });
  expect(server.chats.length).toBeGreaterThan(0);
  return server.chats.map(({ raw }) => raw).join('\n');
}

const KINDS: readonly (readonly [kind: string, text: string, secrets: readonly string[]])[] = [
  ['names as \\u escapes', '{"\\u67e5\\u4ef6": {"\\u627f\\u8fd0\\u7f51\\u70b9": "x"}}', ['u67e5', 'u627f']],
  ['names as \\u escapes in capitals', '"\\u627F\\u8FD0\\u7F51\\u70B9"', ['u627F']],
  [
    'camel, snake and kebab case',
    'See lookupParcelState, LOOKUP_PARCEL_STATE, parcel-number.',
    ['ParcelState', 'PARCEL_STATE', 'parcel-number'],
  ],
  ['words with spaces', 'Each parcel number; look up: lookup parcel state.', ['parcel number', 'lookup parcel state']],
  ['plurals', 'All parcelNumbers of both couriers.', ['parcelNumbers', 'couriers']],
  ['full-width letters', 'ｐａｒｃｅｌＮｕｍｂｅｒ', ['ｐａｒｃｅｌ']],
  [
    'hosts with any public suffix',
    'At track.fjord.store, kf.beifeng.ltd, portal.posta.it, x.firma.ch.',
    ['fjord.store', 'beifeng', 'posta.it', 'firma.ch'],
  ],
  ['hosts in Chinese', '登录 客服.北峰.中国 查询', ['北峰.中国']],
  [
    'hosts with a port',
    'On db-main-02:5433, cache7:6379 or localhost:8080.',
    ['db-main', '5433', 'cache7', '6379', '8080'],
  ],
  ['IPv4 with a port', 'On 10.20.30.40:9000.', ['10.20.30.40', '9000']],
  ['IPv6', 'On fd12:3456::9, [2001:db8::7]:443.', ['fd12', '2001:db8']],
  [
    'absolute and relative paths',
    'See docs/claims/policy-2026.md, ../teams/north.md and /srv/data/x.csv.',
    ['claims', 'policy-2026', 'north', '/srv'],
  ],
  ['Windows and UNC paths', 'Open D:\\claims\\a.txt or \\\\fs07\\claims\\b.xlsx.', ['D:\\\\claims', 'fs07', 'b.xlsx']],
  ['Chinese paths', '打开/公共盘/理赔组/赔付规则.xlsx查看，见理赔组/话术.docx。', ['公共盘', '赔付规则', '话术.docx']],
  ['file names', '[Rules](handbook/returns.md), ![x](flow-v2.png), claims_v3.pdf', ['returns', 'flow-v2', 'claims_v3']],
  ['mail', 'Write to ops.team@fjord.example or 客服@北峰.中国.', ['ops.team', 'fjord.example', '客服@']],
  ['mainland telephone numbers', '13912345678, 139 1234 5678, +86 139-1234-5678', ['1234']],
  ['service and landline numbers', '400-821-7766, 021-65430987, 021 6543 0987, (010) 6543 2109', ['821', '6543']],
  [
    'foreign telephone numbers',
    '(415) 555-0198, 415-555-0198, +1 415 555 0198, +49 30 987654, 030 987654, 0800 765 4321',
    ['555', '987654', '765'],
  ],
  ['listed words', 'Fjordline pays, 北峰物流不赔。', ['Fjordline', 'fjordline', '北峰物流']],
];

describe.each(['names', 'strict'] satisfies MaskLevel[])('bytes at the server, masked (%s)', (level) => {
  it.each(KINDS)('hold no %s', async (_, text, secrets) => {
    const raw = await capture(text, level);
    expect(secrets.filter((secret) => raw.includes(secret))).toEqual([]);
  });

  it('hold no comment: neither approver nor id nor note', async () => {
    const shot =
      '<!-- id: s-17 -->\n<!-- status: approved by Runa Solberg -->\n**User**: Hi <!-- reviewer: Runa -->\n\n**Action**: Greet.\n';
    const raw = await capture('Then stop. <!-- owner: Runa Solberg -->', level, shot);
    expect(['Runa', 'approved', 's-17'].filter((secret) => raw.includes(secret))).toEqual([]);
  });
});

it('sends none of the comments without a mask either', async () => {
  await using server = await startOpenAiServer({ replies: [{ text: replyOf(replyShot('A parcel is late', 'late')) }] });
  const { services, task } = await createTestContext({ tools: TOOLS, sop: '# P\n1. Greet.\n' });
  const existing = ['<!-- status: approved by Runa -->\n**User**: Hi\n\n**Action**: Greet.\n'];
  await runAll(
    { ...task, count: 1 },
    { existing, maxRepairs: 0 },
    { ...services, model: allowed(modelAt(server.baseUrl)) },
  );
  expect(server.chats[0]?.raw).toContain('**User**: Hi');
  expect(server.chats[0]?.raw).not.toContain('Runa');
});

it('hides operations, schemas and values of an API description that are not used as tools', async () => {
  const { parseTools } = await import('../../../src/core/index.ts');
  const yaml = `openapi: 3.0.0
info: {title: T, version: "1"}
paths:
  /parcels/{id}:
    get:
      operationId: readParcel
      responses: {"200": {description: ok}}
  /internal/refunds:
    get:
      operationId: 查询内部补偿
      parameters: [{name: refundTier, in: query, schema: {type: string, enum: [tierGoldZ, plain]}}]
      responses: {"200": {description: ok}}
components:
  schemas:
    ParcelRecord:
      type: object
      properties:
        holdReason: {type: string}
    Flow: {type: object, properties: {innerState: {type: string}}}
`;
  const { tools } = parseTools('memory:/api.yaml', yaml);
  const masker = createMasker(tools.slice(0, 1), 'names');
  const text =
    'Never 查询内部补偿, refundTier, tierGoldZ, ParcelRecord, holdReason, Flow, innerState, /internal/refunds.';
  const masked = masker.text(text);
  expect(masked).not.toMatch(/补偿|refundTier|tierGold|ParcelRecord|holdReason|Flow|innerState|internal/);
  expect(masker.unmask(masked)).toBe(text);
});

it('leaves numbers, versions, times and ordinary words', () => {
  const masker = createMasker([], 'names');
  const text = 'Step 2.1 of 3: at 12:30:45 wait 1.5 hours, ratio 16:9, and/or 上午/下午, version 2.10, on 2026-03-14.';
  expect(masker.text(text)).toBe(text);
});

it('takes an ending of files for no domain', () => {
  const masker = createMasker([], 'names');
  for (const ending of FILE_ENDINGS) expect(masker.text(`corp-notes.${ending}`)).toMatch(/^path_\d+$/);
});
