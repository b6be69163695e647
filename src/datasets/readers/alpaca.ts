import type { JsonObject } from '../../core/index.ts';
import type { Conversation, Turn } from '../conversation/conversation.ts';
import { say } from './messages.ts';
import { type DatasetReader, isList, isText, type ReportProblem } from './reader.ts';

/** Rows of instruction and output. */
export const alpacaReader: DatasetReader = {
  id: 'alpaca',
  title: { en: 'Alpaca', 'zh-CN': 'Alpaca' },
  target: 'alpaca',
  matches: (row) => Object.hasOwn(row, 'instruction'),
  read,
};

const origin = { path: [] };

function read(row: JsonObject, report: ReportProblem): Conversation {
  const { system } = row;
  const instruction = getField(row, 'instruction', report);
  const input = isText(row.input) ? row.input : '';
  const output = getField(row, isText(row.chosen) ? 'chosen' : 'output', report);
  const turns: Turn[] = [
    ...(isText(system) && system !== '' ? [{ kind: 'system', text: system, origin } as const] : []),
    ...readHistory(row),
    { kind: 'user', text: instruction, ...(input === '' ? {} : { input }), origin },
    { kind: 'assistant', thought: '', text: output, calls: [], origin },
  ];
  return { form: 'chat', turns, tools: [] };
}

function getField(row: JsonObject, key: string, report: ReportProblem): string {
  const value = row[key];
  if (isText(value)) return value;
  const isNull = value === null;
  report(
    isNull ? 'null-content' : 'missing-content',
    isNull ? [key] : [],
    say(isNull ? 'nullContent' : 'missingContent', { key }),
    'error',
  );
  return '';
}

function readHistory({ history }: JsonObject): readonly Turn[] {
  if (!isList(history)) return [];
  return history.flatMap((pair): readonly Turn[] => {
    if (!isList(pair)) return [];
    const [user, assistant] = pair;
    return [
      { kind: 'user', text: isText(user) ? user : '', origin },
      { kind: 'assistant', thought: '', text: isText(assistant) ? assistant : '', calls: [], origin },
    ];
  });
}
