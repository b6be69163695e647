import { hasHan } from '../../text/han.ts';
import { VERB } from '../clauses/englishVerbs.ts';
import { saysResult, saysWhoActs } from '../clauses/whoActs.ts';
import { isBareTitle } from '../read/titleLines.ts';
import { isDetail, movesOf } from './partMoves.ts';
import type { Part } from './role.ts';

/** `订单号为 12 位数字`: a statement that tells nobody to do anything. */
export function isFact(text: string): boolean {
  return (
    /^(?!若|如|当|凡|点击|选择|输入)[^，。；：,;:]{1,16}(?:为|是(?!否)|指(?![挥导定引派])|(?<![立随当])即(?![时可刻将]))[^，。；,]{1,30}[；;。]?$/u.test(
      text,
    ) ||
    /^[^，。；：,;:]{0,8}支持[^，。；,]{1,20}[；;。]?$/u.test(text) ||
    /^the (?:[\w-]+ ){1,8}(?:is|are) `/i.test(text) ||
    /^(?:this|that|it|these|the \w+)\s+(?:is|are|sets|means|was|has|takes|will be)\b/i.test(text)
  );
}

/** `房费通常是在入住时支付`, `这对公司非常重要`: what a sentence between steps explains. */
const CHINESE_STATEMENT =
  /^(?:这|以[上下]|上述|总之|综上|随着|由于|目前|一般来说|一般情况下|通常|需要?注意|值得|温馨|建议|不同|具体)|^[^，。；]{1,24}(?<![就但还也若果认实断查看清问])是(?!否)|^[^，。；：]{1,20}(?:包括|包含|分为|适用于|取决于|有助于|旨在|涵盖|一般为|通常为|可能会?|有所不同)|以下(?:是|为)[^。；]{0,24}(?:流程|步骤|总结|介绍)|(?:重要|不同|而异|不变|相关)[。]?$/u;

/** True for a Chinese sentence that explains something, and tells nobody to do anything. */
export function isChineseStatement(text: string): boolean {
  return CHINESE_STATEMENT.test(text);
}

/** `前台告知客人楼层。`, `将客人引至桌边，…`: a Chinese sentence in which something is done. */
export function tellsInChinese(part: Part): boolean {
  const text = part.words.text.trim();
  if (text.length < 6 || !hasHan(text) || isBareTitle(text) || /^[^。]*[：:]$|^[“「"]/.test(text)) return false;
  return movesOf(part).some(
    (move) => move.kind !== 'rule' && (move.kind !== 'do' || !CHINESE_STATEMENT.test(move.text)),
  );
}

const STATEMENT =
  /^(?:`[^`\n]{1,80}` (?:returns|indicates|shows|means|is)\b|the alert (?:triggers|fires)\b|the default \w+ is\b|you are an? |(?:sometimes|usually|often|typically|normally|occasionally) |(?:[\w'-]+ ){1,4}should (?:now |then )?be (?:available|visible|back|done|gone|higher|lower|empty)\b|an? [\w -]{2,30} is (?:required|needed)\b|(?:please )?note that|there (?:is|are|was|were|will be)|here (?:is|are|an?)|(?:this|that|it) (?:(?:usually|often|also|normally|typically) \w+|is(?! \w+ed\b)|means|indicates|shows|happens|will(?! be \w+ed\b)|can|may|might)|(?:it|that)'s|they (?:are(?! \w+ed\b)|should be able)|(?:anyone|everyone|everybody|most [a-z]+|some [a-z]+|many [a-z]+|too many [a-z]+|other [a-z]+) (?:\w+ ){0,3}(?:is|are|can|may|have|support)|(?:the|running|having|being) (?:[\w-]+ ){1,8}(?:is|are) (?:usually|often|typically|generally|normally))\b/i;

/** `This usually means …`: a sentence between those that say what to do. */
export function isStatement(text: string): boolean {
  return STATEMENT.test(text);
}

const AGENT =
  /^(?:(?:first|then|next|finally|at the (?:beginning|start|end) of the \w+),?\s+)?(?:the agent|agents|you)\s+(?:must|should|needs? to|ha(?:s|ve) to)\s+(?:first\s+|then\s+|also\s+|always\s+)?(?!not\b|only\b|never\b|deny\b|make sure\b)/i;
/** `Passengers: the agent needs to …`: what a bullet of a policy is about. */
const MATTER = /^[^:\n]{1,40}:\s*/;

function afterMatter(text: string): string {
  return text.slice(MATTER.exec(text)?.[0].length ?? 0);
}

/** `After user confirmation, the order is cancelled`: here the action itself is carried out. */
const CONFIRMED =
  /^(?:after|once|upon) (?:the )?(?:user|customer|caller|guest|client)(?:'s)? (?:confirmation|confirms|has confirmed|agrees),/i;
/** Above all sections most sentences are rules, but not these. */
const BEGINS = /^(?:first\b|at the (?:beginning|start) of\b)/i;

/** True for a sentence that says how a conversation begins. */
export function isBeginning(text: string): boolean {
  return BEGINS.test(text);
}

/** What the other side has to bring is asked of them. */
const ASKED_OF =
  /^the (?:user|customer|caller|guest|client|applicant)\s+(?:must|should|needs? to|has to)\s+(?:also\s+)?(?:confirm|provide|give|name|state|present|show|submit)\b/i;
const MAY = /^(?:the agent|agents|you)\s+(?:can|may)\s+(?!only\b|not\b)/i;

/** `The agent must first obtain …` in the section of a matter is what is done there. */
export function tellsAgent(part: Part): boolean {
  const { text } = part.words;
  if (isToldTo(text) || ASKED_OF.test(text) || CONFIRMED.test(text)) return true;
  return movesOf(part).some((move) => {
    if (move.kind === 'do' || move.kind === 'loop') return isToldTo(afterMatter(move.text));
    return (
      move.kind === 'side' &&
      move.moves.some((inner) => inner.kind === 'do' && (isToldTo(afterMatter(inner.text)) || MAY.test(inner.text)))
    );
  });
}

function isToldTo(text: string): boolean {
  const lead = AGENT.exec(text)?.[0];
  return lead !== undefined && VERB.test(text.slice(lead.length));
}

/** A short numbered title or a heading: what is done stands in the sentences below it. */
export function isTitleOnly({ node, words }: Part): boolean {
  if (node.form === 'heading') return true;
  const text = words.text.trim();
  if (node.form !== 'numbered' || node.parts.length > 1 || /[。；;.!?！？:：，,]$/.test(text)) return false;
  if (node.marker?.style === 'word') return text.length <= 90;
  return hasHan(text) ? text.length <= 24 : text.split(' ').length <= 6;
}

/** `When mobile data is off, no page opens` only describes what is found. */
function tellsWhatToDo(part: Part): boolean {
  if (hasHan(part.words.text)) return true;
  const acts = ({ text }: { readonly text: string }) =>
    !/^the (?:[\w-]+ ){1,3}will\b|^the (?:user|customer|caller|guest) (?:is|has|cannot)\b/i.test(text);
  return movesOf(part).some((move) => {
    if (move.kind === 'do') return acts(move) && !isStatement(move.text);
    return move.kind !== 'side' || move.moves.some((inner) => inner.kind !== 'do' || acts(inner));
  });
}

/** `**Listen**` alone on its line: the title of the sentences below it. */
export function isBoldTitle({ node, children }: Part): boolean {
  return node.form === 'paragraph' && node.item.isBold && node.parts.length === 1 && children.length === 0;
}

/** `### Step 2` without any words: all of it stands in the paragraph below. */
export function isNameless({ words }: Part): boolean {
  return words.text.trim() === '';
}

/** The paragraph below the title of a step that says what is done: the title only names it. */
export function leadOf(part: Part): Part | undefined {
  if (!isTitleOnly(part) || movesOf(part).some(({ kind }) => kind !== 'do' && kind !== 'loop')) return undefined;
  const first = part.children.find(({ role }) => role === 'step' || role === 'case' || role === 'group');
  const isLead = first?.role === 'step' && first.node.form === 'paragraph' && first.children.length === 0;
  return isLead && ((!isDetail(first) && tellsWhatToDo(first)) || isNameless(part)) ? first : undefined;
}

const instructing = new WeakMap<Part, boolean>();

/** True if most of several bullets tell somebody to do something. Counted once for all of them. */
export function mostAreInstructions(parent: Part): boolean {
  const known = instructing.get(parent);
  if (known !== undefined) return known;
  const found = countsAsInstructions(parent);
  instructing.set(parent, found);
  return found;
}

function countsAsInstructions(parent: Part): boolean {
  const bullets = parent.children.filter(({ node }) => node.form === 'bullet');
  const instructions = bullets.filter(isInstruction).length;
  const results = instructions === 0 ? 0 : bullets.filter(({ words }) => saysResult(words.text)).length;
  return (instructions + results) * 2 > bullets.length && bullets.length > 1;
}

const CHINESE_INSTRUCTION =
  /^(?:请|先|再|然后|如|若|向|把|将|对|用|由|在)?[\p{Script=Han}]{0,6}?(?:核对|核实|确认|查询|检查|询问|登记|记录|通知|告知|联系|提供|提交|填写|打开|关闭|准备|收集|清点|整理|处理|安排|回复|答复|拨打|发送|上传|下载|创建|取得|验证|校验|退款|办理|审核|审批|派单|回访|道歉|安抚|解释|引导|协助|陪同|清洁|消毒|擦拭|摆放|清理|测量|拍照)/u;

const LEAD =
  /^(?:(?:first|then|next|now|finally|also|afterwards),?\s+)?(?:(?:to|after|before|once|for|as|using|with|in|on|from|at|by)\s[^,.]{3,120},\s+)?(?:(?:we|our team|you)(?:['’]ll| will| can| need to| must)\s+(?:then |also |need to |have to )?)?(?:always )?/i;

/** `Then get the logs`, `To find the leader, run …`: the words before the verb only say when or why. */
function afterLead(text: string): string {
  return text.slice(LEAD.exec(text)?.[0].length ?? 0);
}

/** `Return of the keys`, `Audit rights`: the word for something, and nothing to do. */
const NOUN = /^(?!dispose\b|approve\b)\w+ (?:of|rights)\b/i;

/** Lists ask for each of their items what the others are. */
const instructions = new WeakMap<Part, boolean>();

/** True if an item tells somebody to do something. */
export function isInstruction(part: Part): boolean {
  const known = instructions.get(part);
  if (known !== undefined) return known;
  const found = readsAsInstruction(part);
  instructions.set(part, found);
  return found;
}

function readsAsInstruction({ words }: Part): boolean {
  const text = words.text.trimStart();
  return hasHan(text)
    ? CHINESE_INSTRUCTION.test(text)
    : instructs(text) || instructsAfterLabel(text) || /^(?:if|when)\b.{3,80},\s*\w+/i.test(text);
}

function instructs(text: string): boolean {
  return (VERB.test(afterLead(text)) && !NOUN.test(text)) || saysWhoActs(text);
}

const LABEL = /^\p{L}[\p{L} /&'’()-]{1,40}:\s+(?=\S)/u;

/** `Before opening: switch on the machines`: a label before what is done. */
function instructsAfterLabel(text: string): boolean {
  const label = text.includes(':') ? LABEL.exec(text)?.[0] : undefined;
  return label !== undefined && instructs(text.slice(label.length));
}
