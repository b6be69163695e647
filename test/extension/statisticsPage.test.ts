import { expect, it } from 'vitest';
import { defineMessages, type Language } from '../../src/core/index.ts';
import { createDataLinter, createRowStatistics } from '../../src/datasets/index.ts';
import { toStatisticsPage } from '../../src/extension/trainingData/statisticsPage.ts';
import type { BarChart } from '../../src/protocol/index.ts';

const say = defineMessages({ title: { en: 'Statistics', 'zh-CN': '统计' } });

/** A row with a call whose only parameter has this value. */
const callWith = (argument: object): string => {
  const parameters = {
    type: 'object',
    properties: { day: { type: 'string', enum: ['Monday'] } },
    required: ['day'],
    additionalProperties: false,
  };
  const call = { id: 'a', type: 'function', function: { name: 'Book', arguments: JSON.stringify(argument) } };
  return JSON.stringify({
    tools: [{ type: 'function', function: { name: 'Book', parameters } }],
    messages: [
      { role: 'user', content: 'Book Monday.' },
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'a', content: 'done' },
      { role: 'assistant', content: 'Booked.' },
    ],
  });
};

const ROWS = [
  '{"messages": [',
  '[]',
  callWith({}),
  callWith({ day: 7 }),
  callWith({ day: 'Sunday' }),
  callWith({ day: 'Monday', hour: 9 }),
  callWith({ day: 'Monday' }).replace('"name":"Book","arguments"', '"name":"Look","arguments"'),
];

function findErrors(language: Language) {
  const linter = createDataLinter();
  const counted = createRowStatistics('data.jsonl', undefined);
  for (const [index, row] of ROWS.entries()) counted.add(linter.row(row, index + 1), index + 1);
  const statistics = counted.report(language);
  const shown = { title: say('title'), statistics, of: 'rows', remarks: [], hasFolder: false } as const;
  const page = toStatisticsPage(shown, language);
  return (page.charts.find(({ name }) => name === 'left-out') as BarChart).bars;
}

it.each(['en', 'zh-CN'] as const)('errors are named in words, each with its code, in %s', (language) => {
  const bars = findErrors(language);
  expect(bars.map(({ code }) => code).toSorted()).toEqual([
    'invalid-json',
    'missing-parameter',
    'parameter-type',
    'parameter-value',
    'truncated-line',
    'unknown-parameter',
    'unknown-tool',
  ]);
  for (const { label, code } of bars) expect(label).not.toBe(code);
  expect(new Set(bars.map(({ label }) => label)).size).toBe(bars.length);
});
