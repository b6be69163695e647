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
  /^[^，,。；：:]{2,20}(?:(?:实行|施行)[^，,。；]{2,24}|采用[^，,。；]{2,20}(?:制|制度|管理)|(?:设立|设有|配有)(?:专门|专职|专用)[^。；]{2,40}|可?提供[^，,。；]{2,24}服务)$/u;

/** What is set up and kept up, and by whom: `建立台账制度`, `定期评估效果`, `熟悉应急预案`. */
const STANDING =
  /^(?:根据[^。；]{2,40}[，,])?(?:[^，,。；：:]{2,24}?(?:应当?|须|必须|要|需))?(?:严格|认真|自觉|定期|不断|积极|始终)*(?:遵守|遵循|坚持|爱护|服从|熟悉|掌握|树立|加强|完善|落实|评估|演练|接受[^，,。；]{0,4}培训|实施[^，,。；]{1,6}管理|(?:建立|健全|设立)[^。；]{2,40}?(?:制度|机制|体系|程序|机构|台账|档案)|保持[^，,。；]{2,8}形象|注意[^，,。；]{0,10}安全|坚守|参加|持有|执行[^，,。；]{2,16}制度|通过[^，,。；]{2,20}(?:考试|鉴定|培训))|^应当?(?:确保|保证|采取[^，,。；]{2,12}方式)|^[^，,。；：:]{2,16}(?:应当?|必?须|要|需)(?:(?:有(?!人)|无)[^，,。；]{2,12}(?:[，,][^，,。；]{2,12})?$|(?:备有|配备|张贴|保持(?:完好|清洁))[^，,。；]*(?:[，,](?:确保|包括)[^，,。；]*)?$)/u;

/** What somebody must and must not do: `读者应爱护图书，严禁涂写`. */
const MUST_AND_NOT =
  /^[^，,。；：:]{2,20}(?<![前后时中])(?:应(?!用|急)当?|必?须|需(?!求))[^。；]{2,60}?[，,](?:严禁|禁止|不得|不准)[^。；]*$/u;

/** What holds for each of several things: `所有车辆必须登记备案`, `每人每次限借两册`. */
const EACH =
  /^[^，,。；：:]{0,8}(?:所有|全体|任何|一切)[^，,。；：:]{1,20}(?:必须|应|须|均)[^，,。；]*$|^[^。；]{0,30}每[次人天日月年册件个张班][^，,。；]{0,10}(?:限|收|扣|补|最多|不[应得宜]?(?:超过|少于))[^。；]*$/u;

/** `公司的考勤由行政部负责`, `办公室主任：负责保管`: whose work something is. */
const RESPONSIBILITY =
  /^[^，,。；：:]{2,30}(?:[，,][^，,。；：:]{2,20}[，,])?由[^，,。；：:]{2,16}(?:负责(?:管理|实施)?$|(?:专门|统一|具体|全面)(?:负责|实施|保管|管理))|[，,]由[^，,。；：:]{2,16}(?:统一|专门|全面)负责|^[^，,。；：:]{2,12}[：:]\s*负责[^。；]*$|^[^，,。；：:]{2,16}(?:负责(?:统一|指挥|监督|监控|维护|管理)|(?:全面|统一)统筹)[^。；]*$|^指定[^。；]{2,40}负责/u;

/** `事假是指…`, `标准以合同为准`, `事假期间不计发工资`: what something means, and what it entails. */
const STATEMENT =
  /^[^。；：:]{2,60}?(?:是指(?!挥|导|定|引|派)|指的是)|以[^，,。；]{2,16}为准$|按(?:照)?[^，,。；]{2,16}(?:制度|规定|办法)执行$|^[^，,。；：:]{2,12}(?:不计发|不享受|享受)[^。；]*$|^[^，,。；：:]{2,16}(?:包括|分为)[：:][^。；]*$|将影响[^。；]*$|^[^，,。；：:]{2,12}(?:时间|电话|地址|地点)[：:]\s*[\d上下周星每][^。；]*$|可以?(?:申请|享受)[^，,。；]{1,6}(?:假|补[贴助])$/u;

/** `为规范印章的使用，维护公司的权益`: what for, and nothing else. */
const AIM =
  /^(?:为了?|本着)[^。；]{4,120}?[，,](?:规范|明确|维护|保障|提高|促进|防止|制[定订])[^，,。；]{2,30}$|达到[^。；]{2,40}的目的$/u;

/** The sentence has somebody informed, or says what is done in a certain situation: it is no rule. */
const TELLS_SOMEBODY = /^凡|报告|汇报|上报|通知|告知|联系|有[^，,。；]{2,16}时/u;

/** `锁门后外出视为晚出`: what counts as what. An offer that counts as given up is an end. */
const COUNTS =
  /^(?!如|若)[^。；]{2,80}?(?<!均|也)视[为同](?!放弃|撤回|撤销|自动|同意|终止|不予|通过|完成)[^，,。；]{1,16}(?:[，,]并?按[^，,。；]{2,24}(?:处理|赔偿))?$/u;

/** `不服从管理者，将给予严肃处理`: what comes of breaking a rule, and nothing else. */
const PENALTY =
  /^(?![^。；]{0,80}(?:先|立即|通知|告知|联系|上报|报告))[^。；]{0,60}?(?:严肃处理|从严处理|追究[^，,。；]{1,12}责任|视情节|给予[^，,。；]{0,16}处[分罚]|承担(?:$|[^，,。；]{0,8}(?:赔偿|责任|费用))|[全照][额价]赔偿|违者[^，,。；]{2,20}|[以按][^，,。；]{2,8}(?:论处|计|赔偿|罚款)$|(?:扣罚|扣发|扣除)[^，,。；]{1,16}$|解除劳动合同$)/u;

/** `封门期间任何人不得私自启封`, `未经许可，不得入内`, `如未泄压，决不能开盖`, `不吸烟、不饮酒` */
const PROHIBITION =
  /^(?:(?:未经|如果?没有|如果?未|若未|使用|操作|进行|从事)[^，,。；：:]{2,20}[，,])?[^，,。；：:]{0,24}?(?:不得|严禁|禁止|切勿|不准|[决绝]不能)|^不[^，,、。；：:]{1,10}(?:、不[^，,、。；：:]{1,12})+$/u;

/** Sentences of rules, each kind with what every one of them holds: most sentences hold none of it. */
export const RULE_KINDS = {
  forbids: { mark: /[严究视予担赔违以按扣解不禁勿务]/u, patterns: [PENALTY, COUNTS, PROHIBITION, DUTY] },
  orders: { mark: /[应须要则针念旨权行用设供]/u, patterns: [CONDUCT, PRINCIPLE, ARRANGEMENT] },
  states: {
    mark: /[遵坚爱服熟掌树加完落评演接实建健设保注守参持执通应须要需均每由负筹定指准按享计括分响间话址点申请补为本达]/u,
    patterns: [STANDING, MUST_AND_NOT, EACH, RESPONSIBILITY, STATEMENT, AIM],
  },
} as const;

const ACTS = /如果|若(?!干)|如(?=不|未|有|遇)|发现|后[，,]|^当|^[^，,]{0,20}(?:发生|出现)/u;

/** `安全第一：…` */
const LABEL = /^(?!注意|备注|说明|提示)[^，,。；：:]{2,10}[：:]\s*/u;

/** True if each sentence of a Chinese text says what holds at any time, and tells nobody what to do next. */
export function saysOnlyRules(text: string): boolean {
  return splitSentences(text).every(({ start, end }) => {
    const sentence = text
      .slice(start, end)
      .trim()
      .replace(/[：:。；;]$/u, '');
    const label = LABEL.exec(sentence)?.[0];
    return isRule(sentence) || (label !== undefined && isRule(sentence.slice(label.length)));
  });
}

function isRule(sentence: string): boolean {
  if (is('forbids', sentence)) return true;
  if (ACTS.test(sentence)) return false;
  return is('orders', sentence) || (!TELLS_SOMEBODY.test(sentence) && is('states', sentence));
}

function is(kind: keyof typeof RULE_KINDS, sentence: string): boolean {
  const { mark, patterns } = RULE_KINDS[kind];
  return mark.test(sentence) && patterns.some((pattern) => pattern.test(sentence));
}
