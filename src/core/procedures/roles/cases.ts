import { isWhiteSpace, isWordCode } from '../../parser/characters.ts';
import { hasHan } from '../../text/han.ts';
import { VERB } from '../clauses/englishVerbs.ts';
import { isArrow } from '../clauses/labels.ts';
import { wordsOf } from '../clauses/language.ts';
import { isDecision } from '../clauses/pairedStates.ts';
import { SPAN } from '../clauses/readClause.ts';
import { areComplementary } from '../flow/polarity.ts';
import { endsWithColon } from '../read/openings.ts';
import type { OutlineNode } from '../read/outlineNode.ts';
import { isInstruction } from './instructions.ts';
import type { Part } from './role.ts';
import { type TitleKind, titleKind } from './titles.ts';

/** `目的 做好…`: a title and its text on one line, as copied from a PDF. */
const MERGED_TITLE = /^(?:目的|适用范围|范围|定义|术语|职责|依据|编制依据|背景|附则|总则)(?=[ \t\u3000]+\S)/u;

/** The kind of the section an item opens. Its title is its heading, or the words before a colon in its first line. */
export function sectionKindOf({ form, children }: OutlineNode, firstLine: string): TitleKind | undefined {
  // A bullet opens a section only for what is below it.
  if (form === 'bullet' && children.length === 0) return undefined;
  if (form === 'heading') return titleKind(firstLine);
  const title = titleBeforeColon(firstLine) ?? MERGED_TITLE.exec(firstLine)?.[0];
  return title === undefined ? undefined : titleKind(title);
}

const MAX_OWN_TITLE = 30;

/** The words before the first colon, or a short line without one. */
function titleBeforeColon(line: string): string | undefined {
  for (let at = 0; at <= MAX_OWN_TITLE; at++) {
    const character = line.charAt(at);
    if (character === '' || character === ':' || character === '：') return at > 0 ? line.slice(0, at) : undefined;
    if (character === '。' || character === '；' || character === '\n') return undefined;
  }
  return undefined;
}

/** Several siblings that open with a state or an amount are labelled cases. */
export function markCases(parent: Part): void {
  if (parent.children.length === 0) return;
  const rows = parent.children.filter(({ condition }) => condition !== undefined);
  const isUncounted = rows.length > 1 && rows.every(({ node }) => node.marker === undefined);
  for (const row of rows) {
    row.isCase =
      isUncounted ||
      rows.some(
        (other) =>
          other !== row && other.node.marker !== undefined && other.node.marker.label === row.node.marker?.label,
      );
  }
  for (const part of oppositeTitles(parent)) part.isCase = true;
  const labelled = parent.children.filter((part) => isLabelled(part) && !hasBothSides(part));
  if (labelled.length > 1) for (const part of labelled) part.isCase = true;
  // Below a question every short label is one of its answers.
  const named = parent.children.filter(isNamed);
  const isAnswered =
    named.length > 1 &&
    named.length === parent.children.length &&
    isDecision(parent.words.text) &&
    !named.some(({ words }) => NAMES_TASK.test(words.text));
  if (isAnswered || parent.sectionKind === 'exceptions') for (const part of named) part.isCase = true;
  if (areForSpans(parent) || areProblems(parent)) for (const part of parent.children) part.isCase = true;
  const answers = parent.children.filter((child) => isLine(child) && ANSWER.test(child.words.text));
  if (answers.length > 1) for (const part of answers) part.isCase = true;
  const severities = parent.children.filter(
    ({ node, words }) => node.form === 'label' && SEVERITY_TITLE.test(words.text),
  );
  for (const part of [...severities, ...casesAmongTitles(parent), ...spokenSides(parent)]) part.isCase = true;
  if (!areSides(parent)) return;
  for (const part of parent.children) part.isCase = part.node.form === 'bullet' && !ELSE.test(part.words.text);
}

/** `### Scenario: …`, `### If nobody answers` */
const CASE_TITLE = /^(?:if|unless|in case(?: of)?|when(?! (?:to|\w+ing)\b))\s/i;
const SCENARIO_TITLE = /^(?:scenario|case|situation)\s?[:–—-]\s?\S/i;
/** `First violation`, `Second violation`: how often it has happened decides. */
const OCCURRENCE_TITLE =
  /^(?:first|second|third|fourth|fifth|final|\d(?:st|nd|rd|th))\s(?:complaint|offen[cs]e|violation|warning|occurrence|incident|failure|attempt|time|breach|absence|reminder|infraction)\b/i;
const SEVERITY_TITLE = /^(?:p|sev|severity|priority)[ -]?\d\b/i;

/** Headings that say under which condition what is below them is done. */
function casesAmongTitles(parent: Part): readonly Part[] {
  const titles = parent.children.filter(
    ({ node }) => node.form === 'heading' && node.marker === undefined && node.item.heading > 1,
  );
  const several = [SCENARIO_TITLE, OCCURRENCE_TITLE, SEVERITY_TITLE].flatMap((pattern) => {
    const found = titles.filter(({ words }) => pattern.test(words.text));
    // Items below `SEV 1` may say what it means, or what is done.
    const isDone =
      pattern !== SEVERITY_TITLE ||
      found.some(({ children }) => children.some((child) => child.node.form === 'bullet' && isInstruction(child)));
    return found.length > 1 && isDone ? found : [];
  });
  return [...titles.filter(({ words }) => CASE_TITLE.test(words.text)), ...several];
}

const NAMES_SPEECH = /^(?:script|template|example|sample|response|say|acceptable|suggested|standard|version)\b/i;

/** `**Outgoing call:**` and `**Incoming call:**` with what is said on each. */
function spokenSides(parent: Part): readonly Part[] {
  const labels = parent.children.filter(
    ({ node, words }) =>
      node.form === 'paragraph' &&
      node.item.isBold &&
      node.says.length > 0 &&
      node.parts.length === 1 &&
      !NAMES_SPEECH.test(words.text),
  );
  return labels.length > 1 ? labels : [];
}

const SIDE = /^\**(?:if|when|in case|where)\b|^\**(?:如果|假如|倘若|若|如(?![下图上何]))/iu;
/** A line without a mark of its own that is read as a bullet. */
function isLine({ node }: Part): boolean {
  return node.form === 'bullet' && !node.item.isBullet;
}

/** `1.客人尚未离店：` and `2.客人已离店：` with what is done below each. */
function oppositeTitles(parent: Part): readonly Part[] {
  const titles = parent.children.filter(
    ({ node, children, words }) =>
      node.form === 'numbered' && children.length > 0 && words.text.length <= 24 && /[：:]$/.test(words.text.trimEnd()),
  );
  if (titles.length < 2) return [];
  const stateOf = ({ words }: Part) =>
    words.text
      .trim()
      .replace(/[：:]$/, '')
      .split(/[，,]/)
      .at(-1)
      ?.replace(/^尚(?=未)/u, '') ?? '';
  return titles.filter((part) =>
    titles.some((other) => other !== part && areComplementary(stateOf(part), stateOf(other))),
  );
}

/** `If busy: …` beside `If interested: …` */
const ANSWER = /^\**(?:if|when) (?:`[^`\n]{1,60}`|[^:,;.`]){1,60}:\s*\S/i;
const ELSE = /^\**(?:otherwise|else|in (?:all |any )?other cases?|for any other)\b|^\**(?:否则|其[他它余]情况)/iu;
/** `还需主管签字` comes on top of what the items before it say. */
const ADDS = /还需|还应|另需|\balso\b|\bin addition\b/iu;

/** `Ask whether it arrived.` with `If …`, `If …`, `Otherwise …` below it: one of the sides is taken. */
function areSides({ node, words, children }: Part): boolean {
  if (node.form === 'heading' || node.form === 'paragraph') return false;
  const sides = children.filter((child) => child.node.form === 'bullet' && SIDE.test(child.words.text));
  const others = children.filter((child) => child.node.form === 'bullet' && ELSE.test(child.words.text));
  const bullets = children.filter((child) => child.node.form === 'bullet');
  if (sides.length < 2 || sides.length + others.length < bullets.length || others.length > 1) return false;
  if (sides.some((child) => ADDS.test(child.words.text))) return false;
  return others.length === 1 || isDecision(words.text);
}

const NAMES_PROBLEMS = /\b(?:issues|problems|complaints|objections|scenarios|situations|cases|failures|exceptions)\b/i;
const NAMED_ANSWER = /^\**([^:\n]{2,60}?)(?::\**|\s[–—-])\s+(?=\S)/;

/** `Common issues` with `Wrong order: replace it` or `Card declined – ask for another` in each line below it. */
function areProblems({ words, children }: Part): boolean {
  const [first] = children;
  if (first === undefined || children.length < 2 || !isNamedAnswer(first)) return false;
  if (words.text.length > 60 || !NAMES_PROBLEMS.test(words.text)) return false;
  return children.every(isNamedAnswer) && children.filter(answersByAction).length * 3 >= children.length;
}

function isNamedAnswer({ node, words: { text } }: Part): boolean {
  return node.form === 'bullet' && NAMED_ANSWER.test(text) && !ATTRIBUTE.test(text);
}

/** `Wrong order: replace it`: what comes after the name tells somebody to do something. */
function answersByAction({ words: { text } }: Part): boolean {
  return VERB.test(text.slice(NAMED_ANSWER.exec(text)?.[0].length)) && !VERB.test(text);
}

/** `Offer an allowance:` with `up to 50 for one night` and `up to 150 for more than one night` below it. */
function areForSpans({ words, children }: Part): boolean {
  if (children.length < 2 || !endsWithColon(words.text)) return false;
  return children.every((child) => SPAN.test(child.words.text.trim().replace(/[.;]$/, '')));
}

/** `已保价的，…；未保价的，…` decides on its own what is done, beside the items around it. */
function hasBothSides({ node, words: { text } }: Part): boolean {
  const second = /[；;]\s*([^，,。；;：:\n]{1,20}?)[的者]?[，,：:]/u.exec(text)?.[1];
  return node.form === 'numbered' && second !== undefined && wordsOf(second).isState(second);
}

/** `观察泄漏物：…`, `Check the hose: …`: the label of something to do. */
const NAMES_TASK =
  /^\**(?:观察|评估|检查|核对|核实|查询|登记|记录|通知|联系|收集|清理|清洁|消毒|隔离|疏散|穿戴|关闭|打开|分析|询问|测试|测量|安抚|准备|填写|提交|整理|上报|查看|验证|识别|启动|停止|切断|吸附)/u;

const NAMED = /^([^:：。；;\n]{1,60}?)[:：]\s*\S/u;
/** The spoken words are in a block below it. */
const OPEN_LABEL = /^([^:：。；;\n]{1,60}?)[:：]/u;

/** A bullet that opens with a few words and a colon. */
function isNamed({ node, words }: Part): boolean {
  const isLettered = node.marker?.style === 'letter' && hasHan(words.text);
  if ((node.form !== 'bullet' && !isLettered) || ATTRIBUTE.test(words.text)) return false;
  const label = (node.lines.length > 0 ? OPEN_LABEL : NAMED).exec(words.text)?.[1];
  return label !== undefined && label.trim().split(/\s+/).length <= 7;
}

const LABEL = /^([^:：→，,。；;\n]{1,30}?)\s*(?:[:：，,]|→|->|=>|—)/u;
const LONGEST_LABEL = 30;
const MARKS = ':：→，,—>';

/** True if a comma, a colon or an arrow comes early enough to end a label. */
function mayOpenWithLabel(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isWordCode(code)) {
      if (at >= LONGEST_LABEL) return false;
    } else if (MARKS.includes(text.charAt(at))) return true;
    else if (at >= LONGEST_LABEL && !isWhiteSpace(code)) return false;
  }
  return false;
}

function isLabelled(part: Part): boolean {
  const { form, marker } = part.node;
  if (form !== 'bullet' && form !== 'numbered') return false;
  if (marker?.style === 'grade') return true;
  const text = part.words.text.slice(0, 80);
  const label = mayOpenWithLabel(text) ? LABEL.exec(text)?.[1] : undefined;
  if (label === undefined) return false;
  if (isArrow(text.slice(label.length), label) || GRADE.test(label) || MATTER.test(label)) return true;
  if (ATTRIBUTE.test(text)) return false;
  // `如订单已取消，…` beside `如发现破损，…`: each may hold, or none.
  if (part.node.form === 'numbered' && SIDE.test(label) && /^\s*[,，]/.test(text.slice(label.length))) return false;
  return wordsOf(label).isState(label.trim());
}

const GRADE = /^(?:[一二三四五六七八九十特]|[ⅠⅡⅢⅣⅤ\d])级/u;
const MATTER = /^(?:for|on) (?!each\b|every\b|all\b|any\b|example\b|instance\b|more\b)[\w -]{3,40}$/i;

/** `Tool: …`, `输入：…`: a property of the step above, and no case. */
export const ATTRIBUTE =
  /^(?:tools?|inputs?|outputs?|parameters?|returns?|arguments?|api|save|store|data|owner|role|time|duration|sla|工具|接口|输入|输出|参数|返回|数据|系统|负责人|时限)\s*[:：]|^save .{1,60} for step \d/i;
