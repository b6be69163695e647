import { allMatches } from '../../text/matches.ts';
import { slice, type TextRange } from '../../text/range.ts';
import { MAX_SENTENCE_LENGTH } from '../memoized.ts';
import type { Part } from '../roles/role.ts';
import { toolsNamed } from '../stepWords.ts';

const LIMIT =
  /\b(?:within|in less than|no later than|at most|no more than|up to)\s+(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|an?|half an?)\s+(?:business |working |calendar )?(?:seconds?|minutes?|hours?|days?|weeks?|months?|times|attempts)\b|\b(?:immediately|at once|right away|straight away|the same day)\b|(?:[\d一二两三四五六七八九十半]{1,3}\s*个?(?:工作日|自然日|小时|分钟|秒|天|日|周|个月)(?:以内|之内|内)|当场|立即|立刻|马上|即刻|当天|当日|铃响[一二三四五\d]声|最多[一二两三四五\d]{1,2}次)/giu;

/** What every limit holds: most texts hold none of it. */
const MAY_LIMIT =
  /within|less than|later than|at most|more than|up to|immediately|at once|away|same day|内|当|立|马上|即刻|铃响|最多/iu;

/** The limits a text sets: how long, how often, how soon. */
export function limitsIn(text: string): readonly string[] {
  const sentence = text.slice(0, MAX_SENTENCE_LENGTH);
  return MAY_LIMIT.test(sentence) ? unique(allMatches(LIMIT, sentence).map(([limit]) => limit.trim())) : NOTHING;
}

const NOTHING: readonly string[] = [];

function unique(found: readonly string[]): readonly string[] {
  return found.length < 2 ? found : [...new Set(found)];
}

const CHINESE_ACTOR =
  /^(?:由|请)?((?:客服|领班|主管|店长|经理|班组|前台|财务|仓库|柜员|医生|护士|班主任|辅导员|系统|员工|学生|家长|[\p{Script=Han}]{1,4}(?:员|专员|经理|主管|部门|部|组长|组|师|负责人|管家|队长|医师|老师|专家)(?!工))(?:[、和及](?:[\p{Script=Han}]{1,3}(?:员|师|管|部|组)|客服|领班|主管|财务))*)(?=[\p{Script=Han}])/u;
const ROLE = /(?<![\w.])@([\p{L}][\p{L}\d_-]{0,30})/gu;
const NOT_ACTOR =
  /^(?:转|经(?!理|办|纪|营)|报(?!务|关员)|呈|提请|送交|交由|向|征得|根据|按照|如|若|当|请|配合|任何|凡|由于|启动|关闭|打开|核对|查询|收到|联系|通知|告知|全部|内部|外部|局部|部|一组|分组)/u;
const ENGLISH_ACTOR =
  /^the ((?:[a-z]+ ){0,2}?(?:guard|nurse|doctor|supervisor|manager|agent|technician|clerk|cashier|teacher|officer|operator|driver|engineer|receptionist|employee|staff|team|department|desk|porter|waiter|chef|cook|librarian|dispatcher|lead|owner|reviewer|approver|assistant|inspector|pharmacist))\s+(?:must |should |shall |will |then )?(?!is\b|was\b|are\b|has\b)[a-z]+/i;

/** Who a sentence says does it: its subject, or `@role`. */
export function actorsIn(sentence: string): readonly string[] {
  const text = sentence.slice(0, MAX_SENTENCE_LENGTH);
  const marked = text.includes('@') ? allMatches(ROLE, text).map((match) => match[1] ?? '') : NOTHING;
  if (marked.length > 0) return unique(marked);
  const chinese = NOT_ACTOR.test(text) ? undefined : CHINESE_ACTOR.exec(text)?.[1];
  if (chinese !== undefined) return [...new Set([...chinese.split(/[、和及]/u), ...othersIn(text)])];
  const english = ENGLISH_ACTOR.exec(text)?.[1];
  return english === undefined ? NOTHING : [english.toLowerCase()];
}

const OTHERS =
  /[，,]由(客服|领班|主管|店长|经理|班组|前台|财务|仓库|柜员|[\p{Script=Han}]{1,3}(?:员|经理|主管|部|组|师))(?=[\p{Script=Han}])/gu;

function othersIn(text: string): readonly string[] {
  return allMatches(OTHERS, text).map((match) => match[1] ?? '');
}

const SPOKEN =
  /(?:\b(?:say|says|saying|tell|reply|answer|ask|greet)[^"“”.\n]{0,40}|话术|说|答|问|告知|回复|播报|道)[:：,，]?\s*(?:"([^"\n]{2,300})"|“([^”\n]{2,300})”|「([^」\n]{2,300})」)/giu;

const QUOTE = /["“「]/;

/** Words in quotes that the text tells to say. */
export function spokenIn(sentence: string): readonly string[] {
  const text = sentence.slice(0, MAX_SENTENCE_LENGTH);
  if (!QUOTE.test(text)) return NOTHING;
  return allMatches(SPOKEN, text).map((match) => (match[1] ?? match[2] ?? match[3] ?? '').trim());
}

const VALUE_NAME = /^(?:[\w.]*_(?:id|no|number|name|status|code|date|type|phone|email|key|ids)|id|status|[A-Z_]{3,})$/;
const TOOL_LINE = /^[ \t]*(?:tool|api|工具|接口)[ \t]*[:：][ \t]*`?([\p{L}_][\p{L}\p{N}_.-]*)/imu;
const TOOL_WORD =
  /\b(?:with|using|via|call|run|use)\s+(?:the\s+)?([a-z][a-z0-9]*_[a-z0-9_]+)(?:\s+tool)?\b|\bthe\s+([a-z][a-z0-9]*_[a-z0-9_]+)\s+tool\b/giu;

const CALLS =
  /(?:\b(?:with|calls?|use|using|via|run|through|invoke|tool:?)\s*(?:the\s+)?|用|调用|通过|使用|执行|工具[:：]?\s*|接口[:：]?\s*)[`[]?$/iu;

/** True for a name in backticks that is a value rather than a tool: `order_id`, unless the text says to call it. */
function isValue(source: string, { name, range }: { readonly name: string; readonly range: TextRange }): boolean {
  return VALUE_NAME.test(name) && !CALLS.test(source.slice(Math.max(0, range.start - 24), range.start));
}

/** The tools that a range of a procedure names in backticks or links. */
export function toolsInRange(source: string, range: TextRange): readonly string[] {
  const named = toolsNamed(source, range);
  return named.length === 0 ? NOTHING : named.filter((tool) => !isValue(source, tool)).map(({ name }) => name);
}

/** The tools a part of a procedure names: in backticks, links, `Tool:` lines, or as a word with underscores. */
export function toolsOfPart(source: string, part: Part): readonly string[] {
  const words = part.words.text;
  const cell = part.node.item.cells?.tool;
  const named = part.node.parts.flatMap((range) => toolsInRange(source, range));
  const line = COLON.test(words) ? TOOL_LINE.exec(words)?.[1] : undefined;
  const spoken = !words.includes('_')
    ? NOTHING
    : allMatches(TOOL_WORD, words).map((match) => match[1] ?? match[2] ?? '');
  if (line === undefined && spoken.length === 0 && cell === undefined) return unique(named);
  const own = cell === undefined ? NOTHING : toolsInCell(slice(source, cell));
  return unique([...named, ...(line === undefined ? NOTHING : [line]), ...spoken, ...own]);
}

const COLON = /[:：]/;

function toolsInCell(cell: string): readonly string[] {
  return cell
    .replaceAll('`', '')
    .split(/[,，、\s]+/)
    .filter((name) => /^[\p{L}_]/u.test(name));
}
