import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonObject, parseTools } from '../../../src/core/index.ts';
import { createMasker, createUnmaskStream, type MaskLevel } from '../../../src/generation/index.ts';
import { runs } from '../../support/properties.ts';
import { toolOf } from '../tools.ts';
import { leaksIn } from './leaks.ts';

const searchFault = toolOf('SearchFault', {
  description: 'Searches https://kb.repair.example/v2 for a SearchFault entry by errorText.',
  parameters: {
    type: 'object',
    properties: {
      errorText: { type: 'string', description: 'The errorText the customer reports' },
      channel: { type: 'string', enum: ['hotline', 'web shop', 'QQ'], default: 'hotline' },
      type: { type: 'string', enum: ['紧急', '普通'] },
      ticket: { $ref: '#/$defs/Ticket' },
      code: { type: 'string', pattern: '^[A-Z]{2}$' },
      route: { type: 'string', pattern: '^(hotline|other)$', format: 'company-route' },
    },
    required: ['errorText'],
    'x-owner': 'team-seven',
    $defs: { Ticket: { type: 'object', properties: { openedBy: { type: 'string', const: 'front-desk' } } } },
  },
});
const ticketTool = toolOf('提交工单', {
  description: '提交工单到后台。',
  parameters: { type: 'object', properties: {} },
});
const tools = [searchFault, ticketTool];

describe('masked text', () => {
  it.each([
    ['Call SearchFault(errorText = "x").', 'Call tool_1(field_1 = "x").'],
    ['searchfault is SearchFault', 'tool_3 is tool_1'],
    ['MySearchFault and SearchFault2 are others', 'MySearchFault and SearchFault2 are others'],
    ['请提交工单后再调用SearchFault接口', '请tool_2后再调用tool_1接口'],
    ['The channel is hotline or web shop.', 'The field_2 is value_1 or value_2.'],
    ['write to li@corp.example, call 13800138000', 'write to mail_1, call phone_1'],
    ['card 6222 0212 3456 7890 129 no', 'card 6222 0212 3456 7890 129 no'],
    ['card 4111 1111 1111 1111 yes', 'card card_1 yes'],
    ['id 11010519491231002X', 'id citizen_1'],
    ['see https://kb.repair.example/v2/items?id=3 and kb.repair.example', 'see url_1 and host_1'],
    ['10.1.2.3:8080 and version 1.2.3', 'host_1 and version 1.2.3'],
    ['POST /repair/tickets/{id} 或C:\\data\\a.txt', 'POST path_1 或path_2'],
    ['and/or, 24/7, </think>, 上午/下午', 'and/or, 24/7, </think>, 上午/下午'],
    ['见 ./客服/说明.md 和/data/x', '见 path_1 和path_2'],
    ['the word tool_7 itself', 'the word word_1 itself'],
    ['EMAIL_1, username_1 and my_tool_1', 'word_1, word_2 and word_3'],
    ['VIP提交工单, tel13800138000', 'VIPtool_2, telphone_1'],
    // Escape sequences of JSON inside a text, and emphasis.
    [
      '{"note": "first\\nSearchFault\\terrorText\\u67e5SearchFault"}',
      '{"note": "first\\ntool_1\\tfield_1\\u67e5tool_1"}',
    ],
    ['\\nVIP提交工单', '\\nVIPtool_2'],
    ['a\\n11010519491231002X\\nfe80::1\\nli@corp.example', 'a\\ncitizen_1\\nhost_1\\mail_1'],
    ['_SearchFault_, __errorText__', '_tool_1_, __field_1__'],
  ])('%s', (original, masked) => {
    const masker = createMasker(tools, 'names');
    expect(masker.text(original)).toBe(masked);
    expect(masker.unmask(masked)).toBe(original);
  });

  it('is restored in a reply only where an alias stands alone or was made behind the same letters', () => {
    const masker = createMasker(tools, 'names');
    masker.text('li@corp.example, VIP提交工单, tool_1');
    expect(masker.unmaskReply('EMAIL_1 context_1 my_tool_1 APPtool_2')).toBe('EMAIL_1 context_1 my_tool_1 APPtool_2');
    expect(masker.unmaskReply('mail_1 VIPtool_2 \\ntool_1 word_1')).toBe(
      'li@corp.example VIP提交工单 \\nSearchFault tool_1',
    );
  });

  it('is always restored exactly', () => {
    const words = fc.constantFrom(
      'SearchFault',
      'errorText',
      '提交工单',
      'tool_1',
      'field_2 ',
      '\\n',
      '\\u4e2d',
      'VIP',
      '_',
      '13800138000',
      'a@b.cn',
      '/x/y',
      ' ',
      '。',
      '\n',
      '"',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string())), (parts) => {
        const masker = createMasker(tools, 'strict');
        const text = parts.join('');
        expect(masker.unmask(masker.text(text))).toBe(text);
      }),
      { numRuns: runs },
    );
  });

  it('hides the rest of an address of which a name is the beginning', () => {
    const masker = createMasker([toolOf('visit www')], 'names');
    expect(masker.text('Please visit www.repair.example now')).toBe('Please tool_1host_1 now');
  });

  it('hides a name in the way JSON writes it', () => {
    const parameters = { type: 'object', properties: { desk: { enum: ['front "desk"'] } } };
    const masker = createMasker([toolOf('send', { parameters })], 'names');
    const text = JSON.stringify({ to: 'front "desk"' });
    expect(masker.text(text)).not.toContain('front');
    expect(masker.unmask(masker.text(text))).toBe(text);
  });

  it('hides the operations of an API that are not tools here', () => {
    const openapi = {
      openapi: '3.1.0',
      info: { title: 'x', version: '1' },
      paths: { '/pets': { get: { operationId: 'listPets' } } },
    };
    const [tool] = parseTools('file:///w/a.openapi.json', JSON.stringify(openapi)).tools;
    const masker = createMasker(tool === undefined ? [] : [{ ...tool, name: 'other' }], 'names');
    expect(masker.text('Then listPets at /pets.')).toBe('Then tool_2 at path_1.');
  });

  it('takes no real name for a neutral one', () => {
    const masker = createMasker([toolOf('tool_1', {}), toolOf('getOrder', {})], 'names');
    expect(masker.text('tool_1 getOrder')).toBe('tool_2 tool_3');
  });

  it('stays the same when the table is handed on', () => {
    const first = createMasker(tools, 'names');
    const text = 'SearchFault for li@corp.example';
    const masked = first.text(text);
    expect(createMasker([], 'names', first.aliases).unmask(masked)).toBe(text);
    expect(createMasker(tools, 'names', first.aliases).text(text)).toBe(masked);
  });
});

describe.each(['names', 'strict'] satisfies MaskLevel[])('a masked tool (%s)', (level) => {
  const masker = createMasker(tools, level);
  const masked = masker.tool({
    name: searchFault.name,
    description: searchFault.description,
    parameters: searchFault.parameters,
  });

  it('gives nothing away', () => {
    expect(leaksIn(JSON.stringify(masked), tools)).toEqual([]);
    expect(JSON.stringify(masked)).not.toMatch(/team-seven|company-route|front-desk|kb\.repair/);
  });

  it('keeps its shape', () => {
    const { properties, required, $defs } = masked.parameters as {
      properties: JsonObject;
      required: string[];
      $defs: JsonObject;
    };
    expect(required).toEqual(['field_1']);
    expect(Object.keys(properties)).toHaveLength(6);
    const [, , , ticket] = Object.values(properties) as JsonObject[];
    expect(ticket?.$ref).toBe(`#/$defs/${Object.keys($defs)[0]}`);
    expect(masker.unmaskValue(required)).toEqual(['errorText']);
  });

  it('keeps the numbers of an enumeration, which stay of its type, and those in a text', () => {
    const properties = {
      level: { type: 'integer', enum: [1, 2, 30] },
      rate: { const: 0.5 },
      mixed: { enum: ['low', 7] },
    };
    const masker = createMasker([toolOf('f', { parameters: { type: 'object', properties } })], 'names');
    expect(masker.schema({ type: 'object', properties }).properties).toEqual({
      field_1: { type: 'integer', enum: [1, 2, 30] },
      field_2: { const: 0.5 },
      field_3: { enum: ['value_1', 7] },
    });
    expect(masker.text('1. Set level to 30, not low.')).toBe('1. Set field_1 to 30, not value_1.');
  });

  it('keeps a default one of its own enumeration', () => {
    const channel = Object.values(masked.parameters.properties as JsonObject)[1] as {
      enum: string[];
      default?: string;
    };
    expect(channel.enum).toEqual(['value_1', 'value_2', 'value_3']);
    expect(channel.default).toBe(level === 'names' ? 'value_1' : undefined);
  });

  it('describes itself only where descriptions may leave', () => {
    expect(masked.description === '').toBe(level === 'strict');
    expect(JSON.stringify(masked).includes('customer reports')).toBe(level === 'names');
  });
});

it('unmasks values with quotes in them without breaking JSON', () => {
  const tool = toolOf('f', { parameters: { type: 'object', properties: { size: { enum: ['3" disk', 'a\\b'] } } } });
  const masker = createMasker([tool], 'names');
  const reply = JSON.parse(`{"arguments": {"${masker.text('size')}": "${masker.text('3" disk')}"}}`);
  expect(masker.unmaskValue(reply)).toEqual({ arguments: { size: '3" disk' } });
});

it('escapes a value with quotes where it comes back inside a quoted argument', () => {
  const parameters: JsonObject = { type: 'object', properties: { gate: { enum: ['gate "north"', 'a\\b'] } } };
  const masker = createMasker([toolOf('open_gate', { parameters })], 'names');
  const [north = '', path = ''] = ['gate "north"', 'a\\b'].map((original) => masker.text(original));
  expect(masker.unmaskReply(`open_gate(gate = "${north}")`)).toBe('open_gate(gate = "gate \\"north\\"")');
  expect(masker.unmaskReply(`open_gate(gate = "${path}")`)).toBe('open_gate(gate = "a\\\\b")');
  expect(masker.unmaskReply(`They wait at ${north}.`)).toBe('They wait at gate "north".');
});

it('unmasks a stream wherever it is torn', () => {
  const masker = createMasker(tools, 'names');
  const original = '先用 SearchFault 查 errorText，再提交工单。word_12 tool_99 \\nSearchFault VIP提交工单 _errorText_';
  const masked = masker.text(original);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: masked.length }), { maxLength: 12 }), (cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), masked.length];
      const stream = createUnmaskStream(masker);
      const pieces = at.slice(1).map((end, index) => stream.push(masked.slice(at[index], end)));
      expect(pieces.join('') + stream.end()).toBe(original);
    }),
  );
});
