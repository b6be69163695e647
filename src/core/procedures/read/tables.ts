import { CODE, skipInlineSpace, trimEnd } from '../../parser/characters.ts';
import { type Marker, readMarker, skipBullet } from '../../parser/listMarker.ts';
import type { LineIndex } from '../../text/lineIndex.ts';
import type { TextRange } from '../../text/range.ts';
import type { Item, LineContent, TableCells } from './item.ts';

type Column = 'step' | 'action' | keyof TableCells;

/** The heads that say what a column of a table of steps holds. The first that fits counts. */
const HEADS: readonly (readonly [Column, RegExp])[] = [
  [
    'step',
    /^(?:步骤|程序|序号|编号|环节|阶段|流程|工序|step|no\.?|nr\.?|#|stage|phase)(?:名称|号|\s*(?:no\.?|name))?$/i,
  ],
  ['condition', /条件|情况|情形|适用|状态|condition|when|^if$|case|situation|scenario|trigger/i],
  ['tool', /工具|系统|接口|tool|system|\bapi\b/i],
  ['actor', /负责|角色|岗位|责任|执行人|经办|部门|role|owner|actor|^who$|responsible|^authority$/i],
  ['limit', /时限|时间|期限|时效|limit|deadline|\bsla\b|within/i],
  ['note', /备注|目的|说明|注意|note|remark|purpose|comment|why/i],
  ['action', /操作|动作|细则|内容|处理|做法|措施|要求|任务|action|what|instruction|task|activity|procedure/i],
];

/** True if a line and the ones after it are a table: Markdown, or columns apart by tabs. */
export function isTableStart(text: string, lines: LineIndex, line: number): boolean {
  const start = lines.lineStart(line);
  const end = lines.lineEnd(line);
  return (
    isMarkdownTable(text, lines, line, start, end) ||
    isBareTable(text, lines, line, start, end) ||
    isTabbed(text, lines, line, start, end)
  );
}

/** A head and rows with bars, but without the line of dashes between them. */
function isBareTable(text: string, lines: LineIndex, line: number, start: number, end: number): boolean {
  if (line + 1 >= lines.lineCount || !text.slice(start, end).includes('|')) return false;
  const heads = barCells(text, start, end);
  if (isNumberedRow(text, heads, 1)) {
    return isNumberedRow(text, barCells(text, lines.lineStart(line + 1), lines.lineEnd(line + 1)), 2);
  }
  if (heads.length < 3 || readMarker(text, skipInlineSpace(text, start)) !== undefined) return false;
  const next = barCells(text, lines.lineStart(line + 1), lines.lineEnd(line + 1));
  return next.length === heads.length && columnsOf(text, heads) !== undefined;
}

/** Rows that only count: `| 1 | Ask for the order | desk |`. Nothing says what further columns hold. */
const HEADLESS: readonly Column[] = ['step', 'action'];

function isNumberedRow(text: string, [number, action]: readonly TextRange[], value: number): boolean {
  if (number === undefined || action === undefined || action.end <= action.start) return false;
  return text.slice(number.start, number.end) === String(value);
}

/** True for the line of dashes below the head of a Markdown table. */
function isRule(text: string, lines: LineIndex, line: number): boolean {
  return /^[\s|:-]+$/.test(
    text.slice(lines.lineStart(line), Math.min(lines.lineEnd(line), lines.lineStart(line) + 400)),
  );
}

function isMarkdownTable(text: string, lines: LineIndex, line: number, start: number, end: number): boolean {
  if (!text.slice(start, end).includes('|')) return false;
  const next = text.slice(
    lines.lineStart(line + 1),
    Math.min(lines.lineEnd(line + 1), lines.lineStart(line + 1) + 400),
  );
  return /^\s*(?:\|\s*)?:?-{2,}/.test(next) && next.includes('|') && /^[\s|:-]+$/.test(next);
}

function isTabbed(text: string, lines: LineIndex, line: number, start: number, end: number): boolean {
  const from = skipInlineSpace(text, start);
  if (!hasTab(text, from, end)) return false;
  if (isTabbedItem(text, from, end)) return false;
  return line < lines.lineCount - 1 && hasTab(text, lines.lineStart(line + 1), lines.lineEnd(line + 1));
}

/** An item of a list that was pasted from Word: a number or bullet, a tab, and the words. */
function isTabbedItem(text: string, from: number, end: number): boolean {
  const bulleted = skipBullet(text, from);
  const contentStart = bulleted > from ? bulleted : (readMarker(text, from)?.contentStart ?? from);
  return contentStart > from && !hasTab(text, contentStart, end);
}

function hasTab(text: string, start: number, end: number): boolean {
  const tab = text.slice(start, end).indexOf('\t');
  return tab !== -1 && start + tab < trimEnd(text, start, end);
}

/** Reads a table: its rows are steps if the heads say so, else it is reference data. */
export function readTable(text: string, lines: LineIndex, first: number): readonly LineContent[] {
  const isBar = text.slice(lines.lineStart(first), lines.lineEnd(first)).includes('|');
  const cellsAt = (line: number) =>
    isBar ? barCells(text, lines.lineStart(line), lines.lineEnd(line)) : tabCells(text, lines, line);
  const isHeadless = isNumberedRow(text, cellsAt(first), 1);
  const columns = isHeadless ? HEADLESS : columnsOf(text, cellsAt(first));
  const contents: LineContent[] = isHeadless ? [] : [{ kind: 'table' }];
  let line = first + contents.length;
  if (isBar && isRule(text, lines, line)) {
    contents.push({ kind: 'table' });
    line++;
  }
  for (; line < lines.lineCount && isRow(text, lines, line, isBar); line++) {
    const items =
      columns === undefined
        ? []
        : rowItems(
            text,
            line,
            columns,
            cellsAt(line),
            contents.every(({ kind }) => kind === 'table'),
          );
    contents.push(items.length === 0 ? { kind: 'table' } : { kind: 'items', items });
  }
  return contents;
}

function isRow(text: string, lines: LineIndex, line: number, isBar: boolean): boolean {
  const start = lines.lineStart(line);
  const end = lines.lineEnd(line);
  if (skipInlineSpace(text, start) >= end) return false;
  return isBar
    ? text.slice(start, end).includes('|')
    : hasTab(text, start, end) || /^[^\s#]+$/.test(text.slice(start, end));
}

/** The columns of a table of steps: it needs an action, or a step, and one more that is recognised. */
function columnsOf(text: string, heads: readonly TextRange[]): readonly (Column | undefined)[] | undefined {
  const taken = new Set<Column>();
  const columns = heads.map(({ start, end }) => {
    const words = text.slice(start, end).replace(/\*/g, '').trim();
    const column = HEADS.find(([name, pattern]) => !taken.has(name) && pattern.test(words))?.[0];
    if (column !== undefined) taken.add(column);
    return column;
  });
  const isOfSteps = (taken.has('action') || taken.has('step')) && taken.size >= 2;
  return isOfSteps ? columns : undefined;
}

function barCells(text: string, start: number, end: number): readonly TextRange[] {
  const cells: TextRange[] = [];
  let from = skipInlineSpace(text, start);
  if (text[from] === '|') from++;
  for (let at = from; at <= end; at++) {
    if (at < end && (text[at] !== '|' || text[at - 1] === '\\')) continue;
    if (at === end && skipInlineSpace(text, from) >= end) break;
    cells.push(trimmed(text, from, at));
    from = at + 1;
  }
  return cells;
}

function tabCells(text: string, lines: LineIndex, line: number): readonly TextRange[] {
  const end = lines.lineEnd(line);
  const cells: TextRange[] = [];
  let from = lines.lineStart(line);
  for (let at = from; at <= end; at++) {
    if (at < end && text.charCodeAt(at) !== CODE.tab) continue;
    cells.push(trimmed(text, from, at));
    from = at + 1;
  }
  return cells;
}

function trimmed(text: string, from: number, to: number): TextRange {
  const start = Math.min(skipInlineSpace(text, from), to);
  return { start, end: trimEnd(text, start, to) };
}

function rowItems(
  text: string,
  line: number,
  columns: readonly (Column | undefined)[],
  cells: readonly TextRange[],
  isFirst: boolean,
): readonly Item[] {
  const cell = (column: Column): TextRange | undefined => {
    const range = cells[columns.indexOf(column)];
    return columns.includes(column) && range !== undefined && range.end > range.start ? range : undefined;
  };
  const step = cell('step');
  const action = cell('action') ?? (columns.includes('action') ? undefined : step);
  const base = {
    line,
    heading: 0,
    // Without a column that counts them, each row is an item of its own.
    isBullet: !columns.includes('step'),
    isQuote: false,
    isBold: false,
    isInline: false,
    afterBlank: isFirst,
    titlesBullets: false,
  };
  const stepMarker = step && (readMarker(text, step.start) ?? bareNumber(text, step));
  const actionMarker = action && action !== step ? readMarker(text, action.start) : undefined;
  const extra = cellsOf(cell);
  const items: Item[] = [];
  if (step !== undefined && (actionMarker !== undefined || action === undefined)) {
    const contentStart = Math.min(stepMarker?.contentStart ?? step.start, step.end);
    items.push({ ...base, start: step.start, contentStart, end: step.end, marker: stepMarker, indent: 0, cells: {} });
  }
  if (action === undefined) return items;
  const isInner = actionMarker !== undefined && columns.includes('step');
  const marker = actionMarker ?? stepMarker;
  const contentStart =
    actionMarker?.contentStart ?? (action === step ? (stepMarker?.contentStart ?? step.start) : action.start);
  const title = step !== undefined && stepMarker !== undefined && stepMarker.contentStart < step.end && action !== step;
  const named = title ? { title: { start: stepMarker.contentStart, end: step.end } } : {};
  items.push({
    ...base,
    start: Math.min(marker?.start ?? action.start, action.start),
    contentStart: Math.min(contentStart, action.end),
    end: action.end,
    marker,
    indent: isInner ? 2 : 0,
    isInline: items.length > 0,
    cells: isInner ? extra : { ...extra, ...named },
  });
  return items;
}

function cellsOf(cell: (column: Column) => TextRange | undefined): TableCells {
  const cells: Partial<Record<keyof TableCells, TextRange>> = {};
  for (const column of ['condition', 'tool', 'actor', 'limit', 'note'] as const) {
    const range = cell(column);
    if (range !== undefined) cells[column] = range;
  }
  return cells;
}

/** A cell that is only a number needs no punctuation to be a marker. */
function bareNumber(text: string, { start, end }: TextRange): Marker | undefined {
  const label = /^(?:\*\*)?(\d{1,3}[a-z]?)(?:\*\*)?$/.exec(text.slice(start, Math.min(end, start + 9)))?.[1];
  if (label === undefined) return undefined;
  return { style: 'digits', start, end, contentStart: end, label, value: Number.parseInt(label, 10) };
}
