import { describe, expect, test } from 'vitest';
import { nodeAt } from '../../../src/core/callChecks/checkedCall.ts';
import type { CallOccurrence, CheckedCall } from '../../../src/core/index.ts';
import {
  checkCall,
  checkCalls,
  createCatalog,
  parseShots,
  parseTools,
  projectDocument,
  type ToolCatalog,
} from '../../../src/core/index.ts';

const parameters = {
  type: 'object',
  properties: {
    city: { type: 'string' },
    days: { type: 'integer' },
    where: { type: 'object', properties: { lat: { type: 'number' } } },
  },
  required: ['city'],
};

function catalogOf(...tools: readonly object[]): ToolCatalog {
  const file = parseTools('file:///w/a.tools.json', JSON.stringify(tools));
  return createCatalog(file.tools, [file]);
}

const CATALOG = catalogOf({ name: 'forecast', description: 'd', parameters });

/** The calls of one API request block. */
function checked(request: string, catalog = CATALOG): readonly CheckedCall[] {
  const text = `**User request:** x\n**API schema:** y\n**API request:** ${request}\n`;
  const document = projectDocument(parseShots(text), { isTool: (name) => catalog.get(name) !== undefined });
  return checkCalls(document, catalog);
}

function only(request: string, catalog = CATALOG): CheckedCall {
  const [call] = checked(request, catalog);
  if (call === undefined) throw new Error('no call');
  return call;
}

const kindsOf = ({ problems }: CheckedCall) => problems.map(({ kind, path }) => `${kind} ${path.join('.')}`);

describe('values', () => {
  test.each([
    ['forecast(city = "北京", days = 3)', { city: '北京', days: 3 }],
    ['forecast("北京", 3)', { city: '北京', days: 3 }],
    ['forecast("北京", days = 3)', { city: '北京', days: 3 }],
    ['forecast({"city": "北京", "where": {"lat": 1.5}})', { city: '北京', where: { lat: 1.5 } }],
    ['{"name": "forecast", "arguments": {"city": "北京"}}', { city: '北京' }],
    ['forecast(city = "a", city = "b")', { city: 'a' }],
    [
      'forecast(city = "a", __proto__ = 1)',
      Object.fromEntries([
        ['city', 'a'],
        ['__proto__', 1],
      ]),
    ],
  ])('%s', (request, values) => {
    expect(only(request).values).toEqual(values);
  });
});

describe('problems', () => {
  test.each([
    ['forecast(city = "a")', []],
    ['forecast(city = "a", days = "3")', ['type days']],
    ['forecast(days = 3)', ['missing city']],
    ['forecast(city = "a", day = 3)', ['unknown day']],
    ['forecast(city = "a", where = {"lat": "x"})', ['type where.lat']],
    ['forecast(city = {{city}}, days = <天数>)', []],
    ['forecast(city = "a", where = {"lat": ${x}})', []],
    ['forecast(...)', []],
    ['forecast(days = 3, ...)', []],
    ['forecast(city = 北京, days = 2024-10-11)', []],
    ['nobody(city = 3)', []],
  ])('%s', (request, problems) => {
    expect(kindsOf(only(request))).toEqual(problems);
  });

  test('a call that was cut off does not miss what may have been lost', () => {
    expect(kindsOf(only('forecast(days = "x'))).not.toContain('missing city');
  });
});

describe('arguments', () => {
  const text = ({ site }: CheckedCall, range: { readonly start: number; readonly end: number } | undefined) =>
    range === undefined ? undefined : documentText(site).slice(range.start, range.end);
  const documentText = ({ call }: CallOccurrence) => sources.get(call) ?? '';
  const sources = new Map<CallOccurrence['call'], string>();
  const read = (request: string) => {
    const call = only(request);
    sources.set(call.site.call, `**User request:** x\n**API schema:** y\n**API request:** ${request}\n`);
    return call;
  };

  test('too many', () => {
    const call = read('forecast("a", 1, {}, "more", 5)');
    expect(call.surplus.map((argument) => text(call, argument))).toEqual(['"more"', '5']);
    expect(kindsOf(call)).toEqual([]);
  });

  test('twice', () => {
    const call = read('forecast("a", city = "b", city = "c")');
    expect(call.duplicates.map(({ first, again }) => [text(call, first), text(call, again)])).toEqual([
      ['"a"', 'city = "b"'],
      ['"a"', 'city = "c"'],
    ]);
  });

  test('an unknown tool has neither', () => {
    expect(only('nobody(1, 2)').surplus).toEqual([]);
    expect(only('nobody(1, 2)').tool).toBeUndefined();
  });

  test.each([
    [['city'], '"a"', true],
    [['where'], '{"lat": [1, 2]}', true],
    [['where', 'lat'], '[1, 2]', true],
    [['where', 'lat', 1], '2', true],
    [['where', 'lon'], '{"lat": [1, 2]}', false],
    [['where', 'lat', 7], '[1, 2]', false],
    [['nothing'], undefined, false],
    [[], undefined, false],
  ])('the node at %j', (path, expected, exact) => {
    const call = read('forecast("a", where = {"lat": [1, 2]})');
    const found = nodeAt(call, path);
    expect([text(call, found.node), found.exact]).toEqual([expected, exact]);
  });
});

describe('free text', () => {
  const search = catalogOf({
    name: 'Search',
    parameters: {
      type: 'object',
      properties: { top: { type: 'integer' }, query: { type: 'string' } },
      required: ['query'],
    },
  });
  test('goes to the only required string', () => {
    const call = only('Search[打印机 卡纸]', search);
    expect(call.values).toEqual({ query: '打印机 卡纸' });
    expect(kindsOf(call)).toEqual([]);
  });
});

describe('mentions, rounds and shots', () => {
  test('every call has its location', () => {
    const document = `**User**: a

**Think**: 查
**Action**: forecast(city = "a")
**Observation**: 好

**Think**: 再查
**Action**: 我想用 forecast(city = 3) 再查一次
**Observation**: 好
`;
    const calls = checkCalls(projectDocument(parseShots(document), { isTool: (name) => name === 'forecast' }), CATALOG);
    expect(calls.map(({ site }) => [site.mention, site.round?.index, site.shot.index])).toEqual([
      [false, 0, 0],
      [true, 1, 0],
    ]);
    expect(calls.map(kindsOf)).toEqual([[], ['type city']]);
  });

  test('a call can be checked on its own', () => {
    const { site } = only('forecast(days = 1)');
    expect(kindsOf(checkCall(site, CATALOG))).toEqual(['missing city']);
  });
});

test('a hundred thousand positional arguments take no time to speak of', () => {
  const call = only(`forecast(${Array.from({ length: 100_000 }, (_, index) => index).join(', ')})`);
  expect(call.surplus).toHaveLength(99_997);
});
