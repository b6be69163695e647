import { splitSentences } from '../clauses/sentences.ts';

/** How somebody has to be or behave at any time: `操作人员必须持证上岗，…`, `行驶过程中，必须保持车距`. */
const CONDUCT =
  /^(?:所有|全体|任何|各)?[^，,。；;：:]{2,24}?(?:(?:[时中旁间]|作业)[，,][^，,。；;：:]{0,14}?|[时中])?(?:必须|应当?|须|要)(?:始终|严格)?(?:与[^，,。；;]{2,8})?(?:具备|具有|年满|穿戴|佩戴|持证|持有|遵守|遵循|坚持|保持|注意(?!对|将|把|检查|观察|查看|收集)|爱护|熟悉|服从|听从|确保|本着|设立|建立|配备|健全|由专人|符合|做到|加强|(?:认真)?学习|养成|在[^，,。；;]{2,16}前进行)|应(?:当)?与[^，,。；;]{2,16}(?:一致|相符|相符合|符合)$/u;

/** `全体教职工均有协助的义务` */
const DUTY = /(?:有|承担)[^，,。；;]{0,16}义务$/u;

/** What the document holds to, and what somebody may do: `采购遵循公开、公平的原则`, `管理人员有权…`. */
const PRINCIPLE =
  /^[^。；]{0,60}?(?:坚持|遵循|本着|贯彻|奉行)[^。；]{2,60}?(?:原则|方针|理念|宗旨)(?:[，,](?:严格)?(?:执行|遵守|落实)[^，,。；]{2,40})?$|^[^，,。；：:]{2,30}有权[^。；]{2,60}$/u;

/** How things are arranged: `宿舍实行封楼制度`, `前台可提供咨询服务`. */
const ARRANGEMENT =
  /^[^，,。；：:]{2,20}(?:(?:实行|采用|施行)[^，,。；]{2,20}(?:制|制度|管理)|(?:设立|设有|配有)(?:专门|专职|专用)[^。；]{2,40}|可?提供[^，,。；]{2,24}服务)$/u;

/** `锁门后外出视为晚出`: what counts as what. An offer that counts as given up is an end. */
const COUNTS =
  /^(?!如|若)[^。；]{2,80}?(?<!均|也)视[为同](?!放弃|撤回|撤销|自动|同意|终止|不予|通过|完成)[^，,。；]{1,16}$/u;

/** `不服从管理者，将给予严肃处理`: what comes of breaking a rule, and nothing else. */
const PENALTY =
  /^(?![^。；]{0,80}(?:先|立即|通知|联系|上报|报告))[^。；]{0,60}?(?:严肃处理|从严处理|追究[^，,。；]{1,12}责任|违者[^，,。；]{2,20})/u;

/** What one of them holds. */
const MAY_RULE =
  /应|须|要|义务|原则|方针|理念|宗旨|有权|[实施]行|[不严禁勿]|采用|专[门职用]|服务|视[为同]|处理|资格|责任|违者/u;

const ACTS = /如果|若(?!干)|如(?=不|未|有|遇)|发现|后[，,]|^当|^[^，,]{0,20}(?:发生|出现)/u;

/** True if each sentence of a Chinese text says what holds at any time, and tells nobody what to do next. */
export function saysOnlyRules(text: string): boolean {
  return MAY_RULE.test(text) && splitSentences(text).every(({ start, end }) => isRule(text.slice(start, end).trim()));
}

function isRule(sentence: string): boolean {
  if (PENALTY.test(sentence) || COUNTS.test(sentence)) return true;
  if (PROHIBITION.test(sentence) || DUTY.test(sentence)) return true;
  if (ACTS.test(sentence)) return false;
  return [CONDUCT, PRINCIPLE, ARRANGEMENT].some((pattern) => pattern.test(sentence));
}

/** `封门期间任何人不得私自启封`, `未经许可，不得入内`, `如未泄压，决不能开盖`, `不吸烟、不饮酒` */
const PROHIBITION =
  /^(?:(?:未经|如果?没有|如果?未|若未)[^，,。；：:]{2,20}[，,])?[^，,。；：:]{0,24}?(?:不得|严禁|禁止|切勿|不准|[决绝]不能)|^不[^，,、。；：:]{1,10}(?:、不[^，,、。；：:]{1,12})+$/u;
