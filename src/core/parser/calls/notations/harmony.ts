import type { CallNode } from '../../callNodes.ts';
import type { CallOptions } from '../options.ts';
import type { Reader } from '../reader.ts';
import { readJsonInput } from './jsonInput.ts';
import { type Notation, printJson } from './notation.ts';
import { enterTag, leaveTag } from './tags.ts';
import { withoutNamespace } from './toolName.ts';

const CLOSING = '<|call|>';

/** The recipient is in the role's part or in the channel's; before the message may be its type. */
const HEAD =
  /(?:<\|start\|>)?(?:assistant)?[ ]?(?:to=([^<>\s]{1,140}))?<\|channel\|>(?:analysis|commentary)(?: to=([^<>\s]{1,140}))?[ ]?(?:<\|constrain\|>)?(?:json|code)?[ ]?<\|message\|>/y;

/** `<|channel|>commentary to=functions.f <|constrain|>json<|message|>{…}<|call|>` of gpt-oss models. */
export const harmony: Notation = {
  id: 'harmony',
  first: '<',
  starts: (text, at) =>
    (text.startsWith('<|channel|>', at) || text.startsWith('<|start|>', at)) && readHead(text, at) !== undefined,
  read(reader, options) {
    const { text, at: start } = reader;
    const head = readHead(text, start);
    if (head === undefined || head.end > reader.end) return undefined;
    return readMessage(reader, head, options);
  },
  write: (calls) =>
    calls
      .map(
        ({ name, arguments: list }) =>
          `<|channel|>commentary to=functions.${name} <|constrain|>json<|message|>${printJson(list)}${CLOSING}`,
      )
      .join('\n'),
};

interface Head {
  readonly recipient: string;
  readonly recipientAt: number;
  readonly end: number;
}

function readHead(text: string, at: number): Head | undefined {
  HEAD.lastIndex = at;
  const match = HEAD.exec(text);
  const recipient = match?.[1] ?? match?.[2];
  if (match === null || recipient === undefined) return undefined;
  const recipientAt = at + match[0].indexOf(`to=${recipient}`) + 3;
  return { recipient, recipientAt, end: at + match[0].length };
}

function readMessage(reader: Reader, head: Head, options: CallOptions): readonly CallNode[] {
  const start = reader.at;
  const opening = reader.text.slice(start, head.end);
  const name = withoutNamespace(head.recipient, head.recipientAt, options);
  const limit = enterTag(reader, opening.length, CLOSING);
  const list = readJsonInput(reader, 'text');
  const end = leaveTag(reader, start, opening, CLOSING, limit);
  return [{ form: 'tagged', start, end, name, ...list, problems: reader.problems }];
}
