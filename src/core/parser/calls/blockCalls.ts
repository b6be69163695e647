import type { TextRange } from '../../text/range.ts';
import type { CallNode } from '../callNodes.ts';
import { createPlainReader } from '../fast/plainCall.ts';
import { isCallName, skipListMarker, startsCall } from './callStart.ts';
import { BACKTICK, isLineBreak, isOddSpace, LESS, lineEnd, OPEN_BRACE, skipBlank, trimEnd } from './characters.ts';
import { readLineCalls, restart } from './lineCalls.ts';
import { contentMap, mapCall, mapRange, type OffsetMap } from './mapping.ts';
import { findMentions } from './mentions.ts';
import { say } from './messages.ts';
import type { CallOptions, CallUnit, FoundCalls } from './options.ts';
import { isPlaceholderText } from './placeholders.ts';
import { ANY_INDENT, createReader, moveReader, notePunctuation, type Reader } from './reader.ts';

/** A block while its lines are read. */
interface BlockState {
  readonly reader: Reader;
  readonly options: CallOptions;
  start: number;
  end: number;
  calls: CallNode[];
  mentions: CallNode[];
  prose: { start: number; end: number }[];
  /** True while the last thing read was prose, which the next line of prose continues. */
  inProse: boolean;
  /** The opening line of a fence that has held no prose so far; its lines are no prose either, then. */
  fence: TextRange | undefined;
  inFence: boolean;
  /** Where the calls that are written together go, if somebody asks for them. */
  units: CallUnit[] | undefined;
}

/**
 * Finds the calls in the text of an action or API request block, that is in `text` from `start` to `end`. Nothing is
 * thrown; the time taken is linear in the length.
 */
export function parseCalls(text: string, start: number, end: number, options: CallOptions): FoundCalls {
  const found = createCallFinder(text, options)(start, end);
  return options.map === undefined ? found : mapFound(found, contentMap(options.map, options.encoding));
}

/** Like `parseCalls`, for many blocks of one text, one after the other: what reading takes is made once. */
export function createCallFinder(
  text: string,
  options: Omit<CallOptions, 'map'>,
): (start: number, end: number) => FoundCalls {
  const readTolerantly = tolerantReader(text, options);
  const nodes = (start: number, end: number) => readTolerantly(start, end).calls[0];
  const readPlainly = createPlainReader(text, options, nodes);
  return (start, end) => readPlainly(start, end) ?? readTolerantly(start, end);
}

/** Finds the calls of a block with the ranges of what is written together, prose left out. */
export function findCallUnits(
  text: string,
  { start, end }: TextRange,
  options: Omit<CallOptions, 'map'>,
): readonly CallUnit[] {
  const state = createState(text, options);
  state.units = [];
  moveTo(state, start, end);
  for (let at = start; at < end; ) at = readLine(state, at);
  return state.units;
}

function createState(text: string, options: Omit<CallOptions, 'map'>): BlockState {
  const state: BlockState = {
    reader: createReader(text, 0, 0, (offset) => startsCall(text, offset, state.end, options)),
    options,
    start: 0,
    end: 0,
    calls: [],
    mentions: [],
    prose: [],
    inProse: false,
    fence: undefined,
    inFence: false,
    units: undefined,
  };
  return state;
}

function tolerantReader(text: string, options: Omit<CallOptions, 'map'>): (start: number, end: number) => FoundCalls {
  const state = createState(text, options);
  return (start, end) => {
    moveTo(state, start, end);
    for (let at = start; at < end; ) at = readLine(state, at);
    if (state.calls.length > 0) return pick(state);
    return pick(options.meant === 'always' ? meantAsCalls(state) : (bareName(state) ?? state));
  };
}

/** A block that is the name of a loaded tool and nothing else: a call without arguments. */
function bareName({ reader, start, end, options }: BlockState): FoundCalls | undefined {
  const { text } = reader;
  let from = skipBlank(text, start, end);
  let to = trimEnd(text, from, end);
  while (to - from > 2 && text.charCodeAt(from) === BACKTICK && text.charCodeAt(to - 1) === BACKTICK) {
    from++;
    to--;
  }
  if (to - from > MAX_NAME_LENGTH) return undefined;
  const name = text.slice(from, to);
  if (name === '' || !options.isTool(name)) return undefined;
  const range = { start: from, end: to };
  const argumentsRange = { start: to, end: to };
  const call: CallNode = {
    form: 'expression',
    ...range,
    name: { ...range, text: name },
    arguments: [],
    argumentsRange,
    problems: [],
  };
  return { calls: [call], mentions: [], prose: [] };
}

const MAX_NAME_LENGTH = 128;

const NOTHING: readonly never[] = [];

function moveTo(state: BlockState, start: number, end: number): void {
  moveReader(state.reader, start, end);
  state.start = start;
  state.end = end;
  state.calls = [];
  state.mentions = [];
  state.prose = [];
  state.inProse = false;
  state.fence = undefined;
  state.inFence = false;
}

/** Copies have no spare capacity, which would be most of the memory of a list with one call. */
function pick({ calls, mentions, prose }: FoundCalls): FoundCalls {
  return { calls: copy(calls), mentions: copy(mentions), prose };
}

function copy<Item>(list: readonly Item[]): readonly Item[] {
  return list.length === 0 ? NOTHING : list.slice();
}

function mapFound(found: FoundCalls, offsets: OffsetMap): FoundCalls {
  return {
    calls: found.calls.map((call) => mapCall(call, offsets)),
    mentions: found.mentions.map((call) => mapCall(call, offsets)),
    prose: found.prose.map((range) => mapRange(range, offsets)),
  };
}

/** Reads the line that starts at `at`, with all further lines of a call, and returns the start of the next. */
function readLine(state: BlockState, at: number): number {
  const { reader, end, options } = state;
  const { text } = reader;
  const first = skipBlank(text, at, end);
  if (first === end) return end;
  const code = text.charCodeAt(first);
  if (isLineBreak(code)) return first + 1;
  if (code === BACKTICK && isFence(text, first, end)) return readFence(state, first);
  if (code === LESS || (code === OPEN_BRACE && text.charCodeAt(first + 1) === OPEN_BRACE)) {
    const program = readProgram(state, first);
    if (program !== undefined) return program;
  }
  const from = skipListMarker(text, first, end);
  restart(reader, from, end);
  // What is before the text of a block is its label, which has no indentation to compare with.
  reader.indent = at === state.start ? ANY_INDENT : first - at;
  noteInvisible(reader, at, first);
  const calls = readLineCalls(reader, options);
  const read = Math.max(reader.at, from);
  if (calls === undefined) {
    const to = lineEnd(text, read, end);
    addProse(state, first, to);
    return to;
  }
  state.units?.push({ start: from, end: trimEnd(text, from, read), calls: calls.slice() });
  if (state.calls.length === 0) state.calls = calls;
  else for (const call of calls) state.calls.push(call);
  state.inProse = false;
  state.fence = undefined;
  const after = skipBlank(text, read, end);
  if (after < end && !isLineBreak(text.charCodeAt(after))) {
    const to = lineEnd(text, after, end);
    addProse(state, after, to);
    return to;
  }
  return after;
}

/** A byte order mark or zero-width space before a call is invisible and breaks its name. */
function noteInvisible(reader: Reader, from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const code = reader.text.charCodeAt(at);
    if (isOddSpace(code) && (code === 0x200b || code === 0xfeff)) notePunctuation(reader, at, at + 1, '');
  }
}

/** What is around code that an agent runs; in a template also the names of the variables that hold the tags. */
const PROGRAM = /<(code|execute(?:_[a-z]{1,20})?)>|\{\{ ?(code_block)_opening_tag ?\}\}/y;

/** Code that an agent runs is no list of calls: its arguments are variables. Undefined if no such code begins here. */
function readProgram(state: BlockState, first: number): number | undefined {
  const { text } = state.reader;
  PROGRAM.lastIndex = first;
  const match = PROGRAM.exec(text);
  if (match === null || (match[1] !== undefined && state.options.isTool(match[1]))) return undefined;
  const closing = match[1] === undefined ? 'code_block_closing_tag' : `</${match[1]}>`;
  const at = text.indexOf(closing, PROGRAM.lastIndex);
  const end = at === -1 ? state.end : Math.min(at + closing.length, state.end);
  state.prose.push({ start: first, end: trimEnd(text, first, end) });
  state.inProse = false;
  return lineEnd(text, end, state.end);
}

/** A line of three or more backticks, with an info string at most. */
function isFence(text: string, at: number, end: number): boolean {
  if (!text.startsWith('```', at)) return false;
  let to = at;
  while (to < end && text.charCodeAt(to) === BACKTICK) to++;
  for (; to < end && !isLineBreak(text.charCodeAt(to)); to++) if (text.charCodeAt(to) === BACKTICK) return false;
  return true;
}

/** The lines of a fence go with what is between them: prose only if that is prose. */
function readFence(state: BlockState, first: number): number {
  const to = lineEnd(state.reader.text, first, state.end);
  if (!state.inFence) {
    state.inFence = true;
    state.fence = { start: first, end: to };
    state.inProse = false;
    return to;
  }
  state.inFence = false;
  if (state.inProse) addProse(state, first, to);
  state.fence = undefined;
  return to;
}

function addProse(state: BlockState, from: number, to: number): void {
  const { text } = state.reader;
  const start = state.fence?.start ?? from;
  const end = trimEnd(text, from, to);
  state.fence = undefined;
  const run = state.inProse ? state.prose.at(-1) : undefined;
  if (run === undefined) state.prose.push({ start, end });
  else run.end = end;
  state.inProse = true;
  for (let line = from; line < end; ) {
    const lineTo = lineEnd(text, line, end);
    for (const call of findMentions(state.reader, line, lineTo, state.options)) state.mentions.push(call);
    line = lineTo + 1;
  }
}

/** An API request without a call: calls within its text are meant; else the text is one that cannot be read. */
function meantAsCalls(state: BlockState): FoundCalls {
  const { prose, mentions, reader } = state;
  const first = prose[0];
  const last = prose.at(-1);
  if (first === undefined || last === undefined) return state;
  if (mentions.length > 0) return { calls: mentions, mentions: [], prose };
  if (isPlaceholderText(reader.text.slice(first.start, Math.min(last.end, first.start + 300)))) return state;
  return { calls: [unreadable(state, first, last.end)], mentions: [], prose: [] };
}

function unreadable({ reader, options }: BlockState, first: TextRange, end: number): CallNode {
  const { text } = reader;
  const { start } = first;
  const range = { start, end: trimEnd(text, start, lineEnd(text, start, first.end)) };
  const name = text.slice(range.start, range.end);
  const isName = isCallName(name, options);
  const replacement = `${name}()`;
  const problem = isName
    ? {
        message: say('noParentheses', { name }),
        choices: [{ title: say('writeLiteral', { replacement }), replacement, range }],
      }
    : { message: say('noCall') };
  return {
    form: 'expression',
    start,
    end,
    name: { ...range, text: name },
    arguments: [],
    argumentsRange: { start: range.end, end: range.end },
    problems: [{ kind: 'syntax', ...range, ...problem }],
    ...(isName ? {} : { unreadable: true }),
  };
}
