import type { JsonObject, JsonValue, Language, Tool } from '../../core/index.ts';
import { inChinese } from './parameterWords.ts';
import { plainSentence } from './plainWords.ts';

const CHINESE_TAIL =
  /(?:标准)?(?:作业|操作|处理|办理|工作|服务|业务)?(?:流程|程序|规程|规范|制度|办法|规定|步骤|手册|指南|说明|咨询|审批|SOP){1,9}$/u;
const CHINESE_NOISE = /[（(][^（）()]{0,20}[）)]|[“”"'《》【】]|[Vv]\d+(?:\.\d+)*|^[A-Za-z]{1,4}\s/gu;
const ENGLISH_TAIL =
  /\s{0,9}\b(?:sop|procedure|process|workflow|policy|guide|checklist|handling|instructions)\b\s{0,9}$/i;
const CHINESE_VERB =
  /^(?:办理|申请|查询|预约|退|换|取消|修改|开通|登记|报修|补办|借|领|缴|订|退还|理赔)|(?:办理|申请|预约|登记|报修|退货|退款|退费|退订|退房|挂失|理赔|投诉|请假|借用|领用|转账|汇款|改期|改签|换货|维修|体检|接种|入住|报销|销户|开户)$/u;

/** What a customer says it is about, after the title of the procedure: one short sentence without its end mark. */
export function matterOf(title: string, language: Language): string | undefined {
  const plain = plainSentence(title, 60);
  const isHan = /\p{Script=Han}/u.test(plain);
  if (plain === '' || isHan !== (language === 'zh-CN')) return undefined;
  return isHan ? chineseMatter(plain) : englishMatter(plain);
}

function chineseMatter(title: string): string | undefined {
  const bare = title.replace(CHINESE_NOISE, '').trim().replace(CHINESE_TAIL, '').trim();
  if (bare === '') return undefined;
  return chineseRequest(bare.replace(CHINESE_PARTY, ''));
}

/** Who asks does not name themselves: `员工请假` is `请假`. */
const CHINESE_PARTY = /^(?:员工|客人|客户|顾客|用户|患者|病人|业主|住户|学生|家长|会员)的?(?=[\p{Script=Han}]{2})/u;

function chineseRequest(bare: string): string {
  return CHINESE_VERB.test(bare)
    ? `我想办一下${bare.replace(/^办理|(?<=.{2})办理$/gu, '')}`
    : `我想咨询一下${bare}的事`;
}

function englishMatter(title: string): string | undefined {
  const bare = title.replace(ENGLISH_TAIL, '').trim();
  if (bare === '') return undefined;
  const lower = bare.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  const [gerund = ''] = lower.split(' ');
  const verb = Object.hasOwn(GERUNDS, gerund) ? GERUNDS[gerund] : undefined;
  if (verb !== undefined && gerund !== lower) return `I would like to ${verb}${lower.slice(gerund.length)}`;
  if (/^\w+ing\b/i.test(bare)) return `I need help with ${lower}`;
  if (TROUBLE.test(bare)) return `I have a problem: ${/^[A-Z][a-z]/.test(bare) ? lower : bare}`;
  return `I am writing about ${/^(?:an?|the|my|your)\b/i.test(bare) ? lower : withArticle(lower)}`;
}

/** What customers would like to do: `Booking a table`. */
const GERUNDS: Readonly<Record<string, string>> = {
  applying: 'apply',
  booking: 'book',
  borrowing: 'borrow',
  buying: 'buy',
  cancelling: 'cancel',
  canceling: 'cancel',
  changing: 'change',
  claiming: 'claim',
  closing: 'close',
  ending: 'end',
  exchanging: 'exchange',
  moving: 'move',
  opening: 'open',
  ordering: 'order',
  paying: 'pay',
  registering: 'register',
  renewing: 'renew',
  renting: 'rent',
  replacing: 'replace',
  reporting: 'report',
  requesting: 'request',
  reserving: 'reserve',
  resetting: 'reset',
  returning: 'return',
  transferring: 'transfer',
};

/** A title that says what is wrong: `VPN does not connect`, `Queue too long`. */
const TROUBLE =
  /\b(?:does not|doesn't|do not|don't|is not|are not|cannot|can't|won't|will not|too|fails?|failed|down)\b/i;

function withArticle(words: string): string {
  const [head = ''] = words.split(/ (?:at|by|for|from|in|of|on|to|with) /);
  const isPlain =
    /s$|(?:baggage|luggage|news|help|support|internet|water|equipment|information|access|absence|money|mail)$/i.test(
      head,
    );
  return isPlain ? words : `${/^[aeiou]/i.test(words) ? 'an' : 'a'} ${words}`;
}

/** The values of a call as a customer would say them: `my order number is A-102`. */
export function factsOf(values: JsonObject | string, tool: Tool | undefined, language: Language): readonly string[] {
  if (typeof values === 'string') return [];
  return Object.entries(values).flatMap(([name, value]) => leavesOf(wordsOf(name, tool, language), value, language));
}

/** A parameter in words: its short description in the language of the request, else its name. */
function wordsOf(name: string, tool: Tool | undefined, language: Language): string {
  const described = shortDescription(name, tool);
  const isHan = described !== undefined && /\p{Script=Han}/u.test(described);
  const isShort =
    described !== undefined &&
    described.length <= (isHan ? 10 : 32) &&
    !/[,.;:，。；：（(`]/u.test(described) &&
    !ASIDE.test(described);
  if (isShort && isHan === (language === 'zh-CN'))
    return language === 'en' ? lowered(described.replace(/^(?:the|an?)\s+/i, '')) : described;
  const words = splitName(name);
  return language === 'zh-CN' ? (inChinese(words) ?? words) : words;
}

/** `Where it is delivered` or `Filter by date` is not the name of a value. */
const ASIDE =
  /^(?:where|when|which|what|how|whether|if|who|why|only|use|set|get|filter|specif|optional|true|false|one of|can|must|should)/i;

/** The first clause of a description: `宠物的名字，与登记表一致` is `宠物的名字`. */
function shortDescription(name: string, tool: Tool | undefined): string | undefined {
  return (
    descriptionOf(name, tool)
      ?.split(/[,.;:，。；：（(]/u)[0]
      ?.trim() || undefined
  );
}

function lowered(words: string): string {
  return /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

function descriptionOf(name: string, tool: Tool | undefined): string | undefined {
  const parameters = tool?.parameters;
  if (typeof parameters !== 'object' || parameters === null) return undefined;
  const { properties } = parameters as { readonly properties?: JsonValue };
  if (!isRecord(properties)) return undefined;
  const property = properties[name];
  const description = isRecord(property) ? property.description : undefined;
  return typeof description === 'string' ? description.trim() : undefined;
}

function isRecord(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `orderId` as `order id`. */
function splitName(name: string): string {
  if (/\p{Script=Han}/u.test(name)) return name;
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Every scalar inside a value, as a fact. */
function leavesOf(words: string, value: JsonValue, language: Language): readonly string[] {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap((item) => leavesOf(words, item, language));
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([name, item]) =>
      leavesOf(wordsOf(name, undefined, language), item, language),
    );
  }
  if (typeof value === 'boolean' || value === null || value === '') return [];
  const text = String(value).replace(/\s+/g, ' ');
  // Markup and placeholder-like values are left out, because prose with them would be read as such.
  if (/[<>{}[\]`$\\]|^\s*$/.test(text) || text.length > 80) return [];
  return [language === 'zh-CN' ? chineseFact(words, text) : englishFact(words, value, text)];
}

/** A space keeps Latin words and numbers off the Chinese ones. */
function chineseFact(words: string, text: string): string {
  return `${words}${/\w$/.test(words) ? ' ' : ''}是${/^\w/.test(text) ? ' ' : ''}${text}`;
}

/** `the number of months is 6`, `the last four digits are 4829`. */
function englishFact(words: string, value: JsonValue, text: string): string {
  const [head = ''] = words.split(/ (?:of|in|for|on|at|to|that|which) /);
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !/\b(?:time|date|day)\b/.test(words)) {
    return `the ${words} time is ${text}`;
  }
  const isPlural = /(?:[^sui]s|ies)$/.test(head) && !/\b(?:address|status|news|always)$/.test(head);
  if (isPlural && typeof value === 'number') return `the number of ${words} is ${text}`;
  return `the ${words} ${isPlural ? 'are' : 'is'} ${text}`;
}
