import { isWordCode } from '../../parser/characters.ts';
import { hasHan } from '../../text/han.ts';

/** What a section is, as far as its title says so. */
export type TitleKind = 'meta' | 'note' | 'rules' | 'exceptions' | 'steps' | 'alternative' | 'phase';

const TITLES: readonly (readonly [TitleKind, RegExp, RegExp])[] = [
  [
    'meta',
    /^(?:meaning|impact|symptoms?|caveats?|severity|summary|description|alert (?:details|description)|purpose|scope|(?:keys? )?(?:definitions?|terms)|[a-z ]{2,40} reference|glossary|terms(?: and definitions)?|abbreviations|inputs?|outputs?|references?|related documents?|revisions?(?: history)?|version(?: history)?|history|(?:key |main )?responsibilit(?:y|ies)|roles?(?: (?:and|&) responsibilities)?|(?:standards? )?compliance|artifacts?|(?:documentation (?:and|&) )?records? retention|(?:audit|training) requirements|overview|background|introduction|objectives?|goals?|appendix(?: \w)?|attachments?|contacts?|about(?: this document)?|metrics|kpis?|audience|records?|approvals?|document control|applicability|policy statement|domain basics?|change ?log|table of contents|contents|faq|resources|tools(?: and| &)? resources|tools|quality standards|see also)$/i,
    /^(?:制定)?(?:含义|影响|影响范围|现象|故障现象|症状|级别|目的|适用范围|适用对象|范围|定义|术语|术语[和与及]定义|名词解释|缩略语|职责|职责分工|岗位职责|注意事项|附件|附录|附表|附则|总则|考核|考核标准|绩效考核|参考文件|参考资料|引用文件|相关(?:文件|记录|表格|表单|报表|附件|制度)|依据|编制依据|版本|版本记录|修订|修订记录|背景|概述|简介|输入|输出|记录|培训|指标|目录|目标|编制说明|生效日期|联系方式|[\p{Script=Han}]{0,4}条件|[\p{Script=Han}]{0,14}概[述览]|引言|前言|编制目的|责任与权限|职责与权限|[\p{Script=Han}]{0,14}(?:职责|定义|待遇|目的|重要性|意义)|(?!分|选|确|判|核|识|查|记|登)[\p{Script=Han}]{2,6}(?:类型|种类|分类)|[\p{Script=Han}、]{0,6}(?:评估|改进|监督|培训|考核|检查)[与和及](?:改进|考核|评估|培训|奖惩|检查|处罚|监督)|[\p{Script=Han}]{0,6}(?:能力|技能|范围)|权责|组织机构|组织架构|申请材料|办理材料|收费标准|办理时间|办理地点|联系电话|服务对象|设定依据|责任追究|责任认定|法律责任|奖惩|奖惩办法|处罚|罚则|监督检查|监督管理)$/u,
  ],
  [
    'note',
    /^(?:before you (?:start|begin)|prerequisites?|preconditions?|requirements|what you need|notes?|tips?|hints?|remarks?|(?:optional: )?(?:[\w'’/&-]+ ){0,3}template|examples?(?: (?:responses?|phrases?|dialogues?|messages?))?|you will need|materials?|equipment|safety notes?|(?:[\w'’/&-]+ ){0,3}(?:tips|tricks|templates?|best practices|talking points|key points)(?: (?:for|on|to) .{1,40})?|prevention(?: measures)?|preventive measures)$/i,
    /^(?:前提|前提条件|前置条件|准备工作|所需材料|材料清单|备注|说明|提示|示例|温馨提示|所需物品)$/u,
  ],
  [
    'rules',
    /^(?:rules?|eligibility(?: criteria| requirements)?|(?:acceptance |approval )?criteria|general rules?|(?:[\w-]+ )?principles?|polic(?:y|ies)|important|guidelines?|restrictions?|don'?ts|do'?s and don'?ts|constraints?|conduct|limits?|always remember|general|(?:[\w-]+ ){1,2}guidelines|(?:communication |speaking )?(?:style|tone)|what we (?:ask|expect)(?: (?:from|of) you)?)$/i,
    /^(?:(?:质量|服务|工作|管理)?标准|规则|基本规则|原则|基本原则|工作原则|要求|基本要求|总体要求|纪律|红线|禁止事项|禁止行为|[\p{Script=Han}]{2,6}(?:规范|要求|纪律|原则|资格)|[\p{Script=Han}]{0,4}违[规反约][\p{Script=Han}]{2,4}|[\p{Script=Han}]{2,4}责任|[\p{Script=Han}]{0,3}[费薪资补][\p{Script=Han}]{0,2}标准|约束|限制|重要|[\p{Script=Han}]{2,8}(?:规则|准则|约束))$/u,
  ],
  [
    'exceptions',
    /^(?:when to (?:escalate|transfer|hand over|call for help)(?: internally| externally)?|escalations?|escalation (?:rules|criteria|path|protocol|process|procedures?|triggers|matrix)|exceptions?|exception handling|error handling|errors?|failures?|if (?:something|anything|the tool|a tool|a step|the system).*(?:wrong|fails?)|fallbacks?|at any time|emergenc(?:y|ies)|timeouts?|troubleshooting exceptions?)$/i,
    /^(?:兜底|兜底(?:规则|处理|话术|策略)|异常|异常(?:处理|情况|情形|流程|分支)|超时|超时处理|升级|升级(?:条件|规则|处理|机制)|转人工(?:条件|规则|情形)|特殊情况|特殊情况处理|应急|应急处理|例外|例外情况|随时)$/u,
  ],
  [
    'steps',
    /^(?:(?:main |the |step-by-step ||work |working |operating |detailed )?(?:steps?|procedures?|process|workflow|instructions?|what to do|how it works|actions?|flow|sequence)|steps to follow|(?:initial |further |root cause )?(?:diagnosis|mitigation|resolution|remediation|investigation|triage|recovery|rollback|verification|validation|follow-?up|workaround|response))$|^(?:(?:the|a|our|call|conversation|phone|sales) )?(?:script|call flow|conversation flow)$/i,
    /^(?:(?:处理|操作|办理|工作|服务|作业|业务|执行|具体|标准|主要)?(?:步骤|流程|程序|过程|作业流程)|操作方法|怎么做|做法|诊断|排查|排查方法|处置|处置措施|处理方法|恢复|回滚|验证)$/u,
  ],
  [
    'alternative',
    /^(?:method|option|alternative|variant|way)\s+[A-Z0-9]{1,2}\b/i,
    /^(?:方法|方案|方式|选项)[一二三四五六七八九十A-Z\d]/u,
  ],
  [
    'phase',
    /^(?:phase|stage|part|day|week|round)\s+\w{1,5}\b/i,
    /^(?:第[一二三四五六七八九十\d]+(?:阶段|部分|环节|章|节|天|轮)|阶段[一二三四五六七八九十\d])/u,
  ],
];

/** `离心机安全注意事项`, `注意事项 Caveats`: remarks about a matter, in both languages. */
const REMARKS = /^[\p{Script=Han}A-Za-z ]{0,16}注意事项(?:\s*[A-Za-z ]{1,24})?$/u;

/** `Background: Training`, `流程：退货`: a title that says itself what its section is. */
const LABELS: readonly (readonly [TitleKind, RegExp])[] = [
  ['meta', /^(?:background|背景)\s?[:：]\s?\S/iu],
  ['steps', /^(?:procedure|流程)\s?[:：]\s?\S/iu],
];

/** `第三章 附则`: the number of a chapter before its title. */
const CHAPTER = /^第[一二三四五六七八九十\d]{1,3}[章节]\s*/u;

/** Longer titles name a matter of their own. */
export const MAX_TITLE_LENGTH = 120;

/** True if a title begins and ends with a letter, a digit or a Chinese character. */
function isBare(title: string): boolean {
  return isWordCode(title.charCodeAt(0)) && isWordCode(title.charCodeAt(title.length - 1));
}

/** A title without the brackets after it, and without the marks and symbols around it. */
function withoutMarks(title: string): string {
  const outer = withoutBracket(title, /[（(][^（()）]{1,60}[)）]\**\s{0,9}$/);
  let end = outer.length;
  while (end > 0 && !isWordCode(outer.charCodeAt(end - 1))) {
    const size = LOW_SURROGATE.test(outer.charAt(end - 1)) ? 2 : 1;
    if (!TRAILING.test(outer.slice(Math.max(0, end - size), end))) break;
    end -= size;
  }
  return withoutBracket(outer.slice(0, end).replace(LEADING, ''), /[（(][^（()）]*[)）]$/);
}

const LOW_SURROGATE = /[\udc00-\udfff]/;
const LEADING = /^[\s*#【[（(\p{So}\p{Mn}]+/u;
const TRAILING = /^[\s*#】\]）):：.。\p{So}\p{Mn}]$/u;

function withoutBracket(title: string, bracket: RegExp): string {
  return title.includes(')') || title.includes('）') ? title.replace(bracket, '') : title;
}

/** Reads the title of a section; undefined for a title that names a matter of its own. */
export function titleKind(title: string): TitleKind | undefined {
  if (title.length > MAX_TITLE_LENGTH) return undefined;
  const bare = (isBare(title) ? title : withoutMarks(title)).replace(/\s{1,9}/g, ' ').trim();
  if (bare.length === 0 || bare.length > 60) return undefined;
  if (REMARKS.test(bare)) return 'meta';
  const chapter = CHAPTER.exec(bare)?.[0];
  if (chapter !== undefined && chapter.length < bare.length) return titleKind(bare.slice(chapter.length)) ?? 'phase';
  const labelled = LABELS.find(([, label]) => label.test(bare));
  if (labelled !== undefined) return labelled[0];
  const isHan = hasHan(bare);
  const plain = isHan ? bare.replace(/ /g, '') : bare;
  return TITLES.find(([, english, chinese]) => (isHan ? chinese : english).test(plain))?.[0];
}

/** `餐厅领位服务流程`, `跌倒的应急预案`: the title of a text that says what is done. */
const PROCEDURE_TITLE =
  /(?:流程|步骤|程序|规程|预案|(?:处理|处置|操作|办理|接待|服务|救援|维修)(?:方案|方法|办法|措施|指南|规范|标准))(?:图|表|说明|规定)?$/u;

/** True for the Chinese title of a text or section that says what is done. */
export function namesProcedure(title: string): boolean {
  return title.length <= MAX_TITLE_LENGTH && PROCEDURE_TITLE.test(withoutMarks(title));
}

/** `以下是详细的办理流程。`, `本文将介绍…`: what a text is about. */
const INTRODUCES =
  /以下(?:是|为)[^。；]{0,24}(?:流程|步骤|总结|介绍|指南|内容|事项)[^。]{0,6}。?$|(?:本文|下面|下文)将?[^。]{0,16}(?:介绍|说明|讲解|梳理)/u;

/** True for Chinese sentences above steps that only say what comes. */
export function introduces(text: string): boolean {
  const stop = text.indexOf('。');
  return (stop === -1 || stop >= text.trimEnd().length - 1) && INTRODUCES.test(text);
}

const PURPOSE =
  /^(?:为了?(?!客户|顾客|用户|患者|您|其|其他)[^。；]{2,160}(?:制定|制订|编制|特制)|本(?:制度|办法|规定|流程|规范|程序|标准|细则|手册|预案|指南|方案|守则)(?:适用|自|由|所称|的解释|中)|this (?:document|procedure|sop|policy) (?:says|describes|explains|applies|defines|covers|sets out))/iu;

/** `一、概述本设备是…`: a title and its text without a break between them. */
const GLUED_TITLE = /^(?:引言|前言|概述|总则|目的|背景)(?=(?:为了?|本|该|随着|由于)?\p{Script=Han}{6})(?![与和及])/u;

/** True for a numbered text that begins with the title of remarks. */
export function opensRemarks(text: string): boolean {
  return GLUED_TITLE.test(text);
}

/** True if a text says what a document is for, and tells nobody to do anything. */
export function isPurpose(text: string): boolean {
  return PURPOSE.test(text);
}

const ANNOUNCES =
  /(?:\bsteps?\b|\bfollow(?:s|ing)?\b|\bas follows\b|\bprocedure\b|\bin (?:this|the following) order\b|\bto do (?:so|this)\b|\bproceed\b|步骤|如下|以下|流程|依次|按顺序|按照下列)[^:：\n]{0,40}[:：]\**\s*$/iu;

/** What announces steps stands within so many characters before the colon at the end. */
export const MAX_ANNOUNCEMENT_LENGTH = 200;

/** True if a sentence announces the steps that follow it. */
export function announcesSteps(text: string): boolean {
  return ANNOUNCES.test(text.trimEnd().slice(-MAX_ANNOUNCEMENT_LENGTH));
}
