import type { ConditionSplit } from './moves.ts';

const IF =
  /^(?:但|且|并|而|同时|此时|期间|尤其是?|特别是|另外)?[，,]?(如果|假如|假设|倘若|若是|若(?!干)|一旦|万一|如遇到?|遇[有到]|遇(?=突发|紧急|特殊)|但凡|凡是|凡(?!例)|只要|除非|如(?![下图上何此同期实数意愿约]|有(?:疑问|需要|任何|无)|(?:身份证|护照|微信|支付宝))|当(?![场天日面前地事下然晚月年班局]))/u;
const TAILED =
  /^(?![您你好]的)([^，,。；;：:\n]{2,60}?)(?:(?<!是|目|标|有|似|您|你|我|他|她|它|的)的话?|(?<!或|患|记|作|学|读|使用|消费|管理|负责|志愿|投诉|举报|目击|参与)者)(?:[（(][^（()）\n]{1,12}[)）])?[，,：:]/u;
const TIMED =
  /^([^，,。；;：:\n]{2,40}?)(?<!同|当|及|准|按|随|实|此|届|定|临|小|限|平|有|工|何|计|课|即)时(?:[，,]|(?=请|需|应|由|给|转|联系|拨打|通知|告知|提示|[“"「]))/u;
const STATE_IN =
  /不|未|没|无|缺|超|满|遇|出现|发生|发现|失败|异常|需要|有|逾期|拒|断|错|低于|高于|候|病情|发热|发烧|受伤|疼痛|出血|昏迷|过敏|呕吐|属于|误报|怀疑|疑似/u;
const COMPARED =
  /^([\p{Script=Han}]{0,6}?(?:已?超过|不超过|不足|不满|未满|已满|低于|高于|大于|小于|达到|多于|少于|逾期|早于|晚于|≥|≤|>|<|＞|＜)(?:(?!应|须|需|由)[^，,。；;：:\n]){0,24}?)(?:[（(][^（()）\n]{1,20}[)）])?的?[，,：:]/u;
const AMOUNT = String.raw`(?:[\d０-９]+(?:\.\d+)?|[一二两三四五六七八九十百千半]+)`;
/** `学生请假二天以内（含二天）由辅导员审批`, `请假一天之内的拿请假单…`: an amount of days or money, and who decides then. */
const WITH_IT = '(?:[（(](?:含|包含|包括)[^（()）\\n]{1,8}[）)])';
const BAND = new RegExp(
  String.raw`^([\p{Script=Han}]{0,8}?${AMOUNT}(?:个)?(?:工作日|小时|天|日|周|月|年|元|课时)(?:以上|以下|以内|之内|及以上|及以下|内|外)${WITH_IT}?(?:${AMOUNT}(?:个)?(?:工作日|小时|天|日|周|月|年|元|课时)(?:以下|以内|之内|内)${WITH_IT}?)?)(?:的|者)?[，,]?(?=由|报|拿|交|经|找|到|凭|需|须|应|[\p{Script=Han}]{2,8}(?:审批|批准|审核|核准|签字))`,
  'u',
);
/** `凡需出差的由经理审批`: whoever is concerned, and who decides. */
const DECIDED_BY =
  /^([^，,。；;：:\n]{3,50}?)的(?=由[\p{Script=Han}]{2,10}(?:审批|审核|批准|负责|处理|办理|签字|决定))/u;
/** `旷工三日的员工，…`: those whom it is about. */
const THOSE =
  /^((?!尊敬|亲爱|相关|其他|所有|全体|对|将|把|向|给|与|和|由|被)[^，,。；;：:\n]{2,30}的(?:员工|同学|学生|顾客|客户|旅客|用户|患者|业主|申请人|车辆|物品|商品|订单|快件|包裹|食品|产品))[，,](?!请勿|不得)/u;
/** `对于呼吸骤停的患者，…` */
const FOR_THOSE =
  /^(?:对于?|针对)([^，,。；;：:\n]{2,30}的(?:患者|病人|客户|顾客|客人|旅客|乘客|用户|学生|员工|人员|业主|申请人|儿童|动物|宠物|物品|商品|订单|设备|车辆|产品|材料|事项))[，,](?=应|须|需|要|可|请|由|立即|先|给|必须|[\p{Script=Han}]{2,8}(?:会|应|将|须|需|可|要))/u;
const UNIT =
  '(?:个)?(?:工作日|自然日|小时|分钟|天|日|周|月|年|元|岁|次|人|课时|公里|公斤|千克|万|%|％|分|度|件|桌|晚|KG|kg|km)';
export const QUANTITY = new RegExp(
  String.raw`^((?:签收|下单|入职|开课|购买|收货|发货|金额|消费|请假|住院|离店|入住|到期|课程|交易)?[^，,。；;：:\n\d]{0,4}?(?:[≤≥<>＜＞]\s*)?${AMOUNT}\s*${UNIT}?(?:\s*(?:[-–—～~至到])\s*${AMOUNT}\s*${UNIT})?(?:\s*${UNIT})?(?:以上|以下|以内|及以上|及以下|以外|之内|之外|之后|之前|内|外|后)?(?:\s*${AMOUNT}${UNIT}(?:以内|以下|以上|内))?(?:用车|的)?)(?:[，,：:]|\s*(?:→|->|=>)|(?=由|须|需|应|可|不))`,
  'u',
);
const FOR = /^(?:对|对于|针对|属于|属|涉及|除)([^，,。；;：:\n]{2,40}?)(?:的|外|以外|之外|时)?[，,]/u;
/** `对于一级故障的情况，…`, `对于不能扑灭的火灾要…`: the matter it is about. */
const MATTER =
  /^(?:对于?|针对)((?:[一二三四五六七八九十ⅠⅡⅢⅣ\d]{1,2}级|特|重|普通|一般|紧急|轻|能|不能|无法|已|未|没有|不|无|有|超过|低于|高于|属于|需要?|涉及|首次|再次)[^，,。；;：:\n]{0,24}?(?:的[\p{Script=Han}]{1,6}?|情况|情形|事件|故障|客户|用户|订单|患者|病人|投诉))(?:[，,]|(?=要|应|须|需|可以|由|先))/u;
/** `学生如在课间受伤，…`, `交接事项如有变化…`: the subject comes before the conjunction. */
const SUBJECT_IF =
  /^(?!.{0,6}(?:询问|告知|通知|确认|检查|说明|提醒|了解|例|比|诸|譬))([\p{Script=Han}、]{1,12}?)(?:如果|一旦|若(?!干)|如(?=在|遇|有(?!疑问|任何)|因|需|未|无|不|没|发现|发生|出现|确))/u;
const INNER_IF = /^[^，,]{1,13}(?:[如若]|一旦)/;
const ORDERS =
  '应(?!用|急|付|收)|须|必须|需(?!求)|可(?!能|用|行)|由(?!于)|立即|及时|马上|直接|就地|请|先|送|报|转|停止|继续|通知|联系|予以|给予|不再|自动|转入';
/** `伤情较重的直接送医院`, `情况严重者就地抢救`, `特别严重的应…`: how bad it is. */
const DEGREE = new RegExp(
  String.raw`^([^，,。；;：:\n]{0,12}?(?:严重|较重|较轻|轻微|危重|危急|重大|好转|加重|异常|不适|紧急|合格|达标)[^，,。；;：:\n]{0,8}?)(?:的|者)(?=${ORDERS}|要(?=在|立即|及时))`,
  'u',
);
/** `操作中发生泄漏，当班人员立即…`, `课间发生事故由班主任负责`: what happens, and who does what then. */
const HAPPENS =
  /^((?!如|若|将|对|把|检查|了解|查看|防止|避免)[^，,。；;：:\n]{0,20}?(?:发生(?!后|时|地|原因|经过)|突发|患|感染)[^，,。；;：:\n]{1,14}?)(?:时|后)?(?:[，,](?=[\p{Script=Han}]{2,10}?(?:应|须|第一时间|立即|负责|要))|(?=立即|由|应|须|马上|第一时间))/u;
/** `发现异味及时停机`, `客户拒收，可暂放两天`, `资料遗失情况下，可以…`, `对重症的必须…`: what is met, without a conjunction. */
const MET = new RegExp(
  [
    String.raw`^([^，,。；;：:\n]{0,6}发现[^，,。；;：:\n]{1,30}?)(?=及时|立即|应当?|尽快|马上|须|要)`,
    '^((?:特殊|紧急|突发)(?:情况|情形))下[，,]?(?=可(?!能)|应(?!用|急)|须|需(?!求))',
    String.raw`^([^，,。；;：:\n]{0,4}(?:价值|金额|单价)[^，,。；;：:\n]{2,10}以[上下]的[^，,。；;：:\n由须应]{0,20})(?=由(?!于)|须|应(?!用|急))`,
    String.raw`^(?!一般|通常|正常|多数|大多)([^，,。；;：:\n]{2,24}?)的?(?:情况|情形)下(?:[，,]|(?=可(?!能)|应|须|需(?!求)))`,
    String.raw`^(确(?:有|需)[^，,。；;：:\n]{2,16})[，,](?=须|应(?!用|急)|必须|由(?!于)|需(?!求))`,
    String.raw`^对([^，,。；;：:\n]{2,20}以[上下][^，,。；;：:\n]{0,20})[，,](?=由(?!于)|应|须|需(?!求))`,
    String.raw`^(?!请|将|把|为|凭|持)([^，,。；;：:\n]{0,10}?(?:拒收|拒签|关机|停机|空号|无人接听|丢失|遗失|过期|到期|不在家?|要求[^，,。；;：:\n]{2,8}))[，,](?=(?:也|则)?可(?!能)|暂|退|应|须|由|则)`,
    String.raw`^((?!对|将|把|请|如|若)[^，,。；;：:\n]{1,8}已[^，,。；;：:\n]{1,8})[，,](?=须|应(?!用|急)|需(?!求)|则|由(?!于))`,
    String.raw`^对([^，,。；;：:\n]{2,24}?)的(?=必须|应|须|立即|可(?!能))`,
  ].join('|'),
  'u',
);
/** `无法当面办理，须…`: a state that is denied, and what must be done then. */
const DENIED =
  /^((?!对|将|把|严禁|禁止|为)[^，,。；;：:\n]{0,8}?(?:无法|不能|未能|没有|未|不)[^，,。；;：:\n]{2,20})[，,](?=须|应(?!用|急)|必须|需(?!求)|由(?!于))/u;
/** `金额超过 3000 元应提前申请`: an amount without a comma after it. */
const BEYOND = new RegExp(
  String.raw`^([\p{Script=Han}]{0,10}?(?:超过|不足|不满|未满|低于|高于|大于|小于|达到|多于|少于)\s*${AMOUNT}\s*[\p{Script=Han}%％]{0,4}?)的?(?=${ORDERS})`,
  'u',
);
/** `试用期员工需提前三天申请`, `主管级以上人员离职，应…`: a subject that is one of several. */
const SUBJECT =
  /^((?:试用期(?:内)?|正式|实习|临时|在职|退休|外聘|新入职|新|老|[\p{Script=Han}]{1,8}以[上下])的?(?:员工|人员|职工|干部|岗位|职位|客户|会员|用户|学员|学生|管理人员)(?:请假|离职|出差|调动|报销)?)[，,]?(?=需(?!求)|须|应(?!用)|必须)/u;
/** `对于退回的样品，…`: things of one kind. */
const FOR_KIND =
  /^(?:对于|针对)([^，,。；;：:\n]{2,30}的(?!问题|要求|需求|意见|投诉|疑问|隐私|信息)[\p{Script=Han}]{1,6})[，,]/u;
/** `危险品泄漏，应…`: what has happened, and what must be done then. */
const HAPPENED =
  /^((?!如|若|将|对|把|检查|了解|查看|防止|避免|确认)[^，,。；;：:\n]{0,16}?(?:泄漏|起火|着火|停电|断电|停水|触电|中毒|坠落|跌倒|昏迷|故障|脱落|堵塞))(?:时|后)?[，,](?=应(?!用|急)|须|必须|需(?!求)|立即|马上)/u;
/** `合格者入库`: those who have passed, and what is done then. */
const THOSE_PASSED = /^([^，,。；;：:\n]{0,6}?(?:合格|达标|通过|同意))者(?=\p{Script=Han}{2})/u;
/** `对于大宗物资，应…`: things that are not like the others. */
const FOR_UNUSUAL =
  /^(?:对于?|针对)((?:大宗|大额|贵重|特殊|复杂|疑难|突发|重要|重大)[^，,。；;：:\n]{1,16})[，,](?=应(?!用|急)|须|必须|需(?!求)|要)/u;
/** `因机器故障导致延误，须…`, `必要时通知主管`, `发现漏水，必须…` */
const CAUSED =
  /^(?:确?因)([^，,。；;：:\n]{2,20}?(?:导致|造成|引起)[^，,。；;：:\n]{2,12})[，,](?=应(?!用|急)|须|必须|需(?!求)|由)/u;
const NEEDED = /^(必要)时[，,]?(?=\p{Script=Han})/u;
const FOUND = /^(发现[^，,。；;：:\n]{2,24}?)(?<!时|后)[，,](?=应(?!用|急)|须|必须|立即|及时|马上|尽快)/u;
/** Openings without a conjunction, each after what every clause with it holds. The first group is the condition. */
const OPENINGS: readonly (readonly [mark: RegExp, opening: RegExp])[] = [
  [/[内外上下]/, BAND],
  [/的/, THOSE],
  [/^[对针]/, FOR_THOSE],
  [/[重轻急大转适常格标][^，,。；]{0,8}[的者]/, DEGREE],
  [/[超不未低高大小达多少][过足满于到]/, BEYOND],
  [/试用|正式|实习|临时|在职|退休|外聘|新|老|以[上下]/, SUBJECT],
  [/发生|突发|患|感染/, HAPPENS],
  [/[格标过意]者/, THOSE_PASSED],
  [/漏|火|[停断触]电|停水|中毒|[坠脱]落|跌倒|昏迷|故障|堵塞/, HAPPENED],
  [/^[对针]/, FOR_UNUSUAL],
  [/^确?因/, CAUSED],
  [/^必要时/, NEEDED],
  [/^发现/, FOUND],
  [/发现|[况形]下|^确[有需]|以[上下]的|^对|拒[收签]|[关停]机|空号|接听|[丢遗]失|[过到]期|不在|已|要求/, MET],
  [/[不未无没][^，,]+[，,][须应必需由]/, DENIED],
];
/** What every condition without a conjunction holds: most clauses hold none of it. */
const MARKED = /[的者时后则过足满于到期要因现漏火电落倒迷障塞≥≤><＞＜对针属涉除上下内外发患无不未没式习入如若]/;
const THEN_WORD = /^(?:那么|那就|那|则|就(?!近|诊|业|餐|地|医|位)|即(?!可|刻|时)|便)/u;

/** `运行中，发现异响，必须…`: the condition comes after the time at which it may occur. */
const DURING = /^(?:在?\p{Script=Han}{1,9}(?:中|期间)|在\p{Script=Han}{1,10}(?<!以)内(?:无论[^，,。；]{1,8})?)[，,]/u;

export function condition(clause: string): ConditionSplit | undefined {
  const lead = DURING.exec(clause)?.[0].length;
  return lead === undefined ? conditionIn(clause) : shifted(conditionIn(clause.slice(lead)), lead);
}

function shifted(split: ConditionSplit | undefined, by: number): ConditionSplit | undefined {
  return split && { ...split, start: split.start + by, end: split.end + by, rest: split.rest + by };
}

function conditionIn(clause: string): ConditionSplit | undefined {
  const decided = DECIDED_BY.exec(clause);
  if (decided?.[1] !== undefined) {
    const start = /^凡是?/u.exec(decided[1])?.[0].length ?? 0;
    return splitAt(clause, start, decided[1].length, decided[0].length);
  }
  const opening = IF.exec(clause);
  if (opening?.[1] !== undefined) {
    const split = afterConjunction(clause, opening[0].length, opening[1] === '除非', opening[1]);
    return split === undefined ? undefined : { ...split, isTrigger: /^[一当]/u.test(opening[1]) };
  }
  if (!MARKED.test(clause)) return undefined;
  const compared = COMPARED.exec(clause);
  if (compared?.[1] !== undefined) return splitAt(clause, 0, compared[1].length, compared[0].length);
  const tailed = tailedSplit(clause);
  if (tailed !== undefined) return tailed;
  const opened = openedBy(clause);
  if (opened !== undefined) return opened;
  const timed = TIMED.exec(clause);
  if (timed?.[1] !== undefined && STATE_IN.test(timed[1])) return splitAt(clause, 0, timed[1].length, timed[0].length);
  const matter = MATTER.exec(clause);
  if (matter?.[1] !== undefined) {
    const start = matter[0].indexOf(matter[1]);
    return { ...splitAt(clause, start, start + matter[1].length, matter[0].length), isMatter: true };
  }
  const kind = splitOf(clause, FOR_KIND.exec(clause));
  if (kind !== undefined) return kind;
  const about = FOR.exec(clause);
  if (about?.[1] !== undefined && (/^[对针]/.test(clause) ? /的[，,]$/.test(about[0]) : true)) {
    return {
      ...splitAt(clause, about[0].indexOf(about[1]), about[0].indexOf(about[1]) + about[1].length, about[0].length),
      isNegated: clause.startsWith('除'),
    };
  }
  const agreed =
    /^([^，,。；;：:\n]{0,8}(?:同意|接受|确认|认可))后(?=(?:再|方|才|即)?(?:继续|办理|进入|进行|执行))/u.exec(clause);
  if (agreed?.[1] !== undefined) return splitAt(clause, 0, agreed[1].length, agreed[0].length);
  const then =
    /^(?!有些|有的|一般)([^，,。；;：:\n]{2,20}?)者?(?<!规|准|原|否|法|细|守|通)则(?!例)(?=[\p{Script=Han}`])/u.exec(
      clause,
    );
  if (then?.[1] !== undefined) return splitAt(clause, 0, then[1].length, then[0].length);
  return undefined;
}

/** A condition that the subject or the first words of a clause give away. */
function openedBy(clause: string): ConditionSplit | undefined {
  const subject = INNER_IF.test(clause) ? SUBJECT_IF.exec(clause)?.[0] : undefined;
  const split = subject === undefined ? undefined : afterConjunction(clause, subject.length, false, '');
  if (split !== undefined && split.rest < clause.length) return { ...split, start: 0 };
  for (const [mark, opening] of OPENINGS) {
    const found = mark.test(clause) ? splitOf(clause, opening.exec(clause)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The condition is the group of a match at the beginning of a clause. */
function splitOf(clause: string, match: RegExpExecArray | null): ConditionSplit | undefined {
  const words = match?.slice(1).find((group) => group !== undefined);
  if (match === null || words === undefined) return undefined;
  const start = match[0].indexOf(words);
  return splitAt(clause, start, start + words.length, match[0].length);
}

/** `申请人未到场，且未说明原因的，…`: the clause that ends in 的 takes the ones before it along. */
function tailedSplit(clause: string): ConditionSplit | undefined {
  const single = TAILED.exec(clause);
  if (single?.[1] !== undefined)
    return isAdjective(single[1]) ? undefined : splitAt(clause, 0, single[1].length, single[0].length);
  const bare =
    /^((?:不|未|没|无|有|已|属于|存在|材料|手续|逾期|超过)[^，,。；;：:\n]{1,20}?)[的者](?=予以|给予|应|须|由|请|转|退|不予|按|告知|拒|可|不得|填|补|需|要|报|记|通知|联系|止|直接|当场)/u.exec(
      clause,
    );
  if (bare?.[1] !== undefined) return splitAt(clause, 0, bare[1].length, bare[0].length);
  const double =
    /^([^，,。；;：:\n]{2,40}[，,](?:且|并|或|又|仍|未|无|不)[^，,。；;：:\n]{1,40}?)(?:的|者)[，,：:]/u.exec(clause);
  return double?.[1] === undefined ? undefined : splitAt(clause, 0, double[1].length, double[0].length);
}

/** `是最快的，…` states something, and `保证每组平衡的，…` says what for: neither is a case. */
function isAdjective(words: string): boolean {
  return (
    /^(?:好|是|对|尊敬|亲爱|相关|其他|主要|总|具体|相应|必要)$/u.test(words) ||
    /^(?:保证|确保|目标|目的)|(?<!不|若|如|还|但|凡|只要|或)(?:都|均|就|也|而)?是(?!否)[^，]{1,12}$/u.test(words)
  );
}

function afterConjunction(clause: string, start: number, isNegated: boolean, word: string): ConditionSplit | undefined {
  const comma = indexOfBreak(clause, start);
  if (comma === -1) {
    const inner =
      /(?:则|就(?!近|诊|业|餐|地|医|位)|(?<!及|随|准|按|同|实|临|定|小)时(?=请|需|应|由|给|转|联系|通知|告知|[“"「])|(?<=[\p{Script=Han}]{2})(?<!反|供|相|适|响|对|效|无)(?=应(?!用|急|付|收)|必?须|需(?=与|向|经|由|先|提前|立即|及时|另)|要(?=立即|及时|马上|按|先|向|在第一时间))|(?<=[\p{Script=Han}]{2})(?<![未不没])(?=可(?!能|行|用|疑|靠|控|见|以外)|请(?!假|求|示)|当场|立即|及时|马上|尽快)|(?<=[\p{Script=Han}]{3})(?=(?:当值|值班|当班|现场|在场)[\p{Script=Han}]{1,6}?(?:应|须|即时|立即|负责))|的话)/u.exec(
        clause.slice(start),
      );
    if (inner !== null && inner.index > 0)
      return splitAt(clause, start, start + inner.index, start + inner.index + inner[0].length);
    if (word === '当' || clause.length === start) return undefined;
    return { start, end: clause.length, rest: clause.length, isNegated };
  }
  const then = thenAfter(clause, start);
  if (then !== undefined) return { ...splitAt(clause, start, then.end, then.rest), isNegated };
  // `当转子停转后，…` says when, like `完毕后`.
  const time = word === '当' ? endOfTime(clause, start, comma) : comma;
  if (time === undefined) return undefined;
  let end = time;
  const within = /则(?=[\p{Script=Han}])/u.exec(clause.slice(start, comma));
  if (within !== null && within.index > 1)
    return { ...splitAt(clause, start, start + within.index, start + within.index + 1), isNegated };
  const order = ORDER.exec(clause.slice(start, comma));
  if (order !== null) return { ...splitAt(clause, start, start + order.index, start + order.index), isNegated };
  // `如未成年，或无身份证，…` and `若A，且B，…` go on with the condition.
  while (/^[，,]\s*(?:或者?|且|并且|而且|以及|但(?:能|有|已|未|仍))/.test(clause.slice(end))) {
    const following = indexOfBreak(clause, end + 1);
    if (following === -1) break;
    end = following;
  }
  end = withFurtherState(clause, end);
  const bare = clause.slice(start, end).replace(/(?:的话|的|(?<![超同及准按随届临])时)$/u, '');
  return { ...splitAt(clause, start, start + bare.length, end + 1), isNegated };
}

/** `如果商品与描述不符，且包装完好，则…`: everything before the word belongs to the condition. */
function thenAfter(clause: string, start: number): { readonly end: number; readonly rest: number } | undefined {
  const match = /^[^；;“”"（）()]{2,80}?[，,]则(?!是)(?=\p{Script=Han})/u.exec(clause.slice(start));
  if (match === null || ORDERED.test(match[0])) return undefined;
  return { end: start + match[0].length - 2, rest: start + match[0].length };
}

/** Something is done before the word. */
const ORDERED = /[，,](?:请|应(?!用|急)|须|需(?!要?的)|可以?|由|立即|将|把|先|再|联系|通知|告知)/u;

/** Where `当乘客非常急躁，试图撬门时，` ends; undefined where no comma comes after 时. */
function endOfTime(clause: string, start: number, comma: number): number | undefined {
  if (/[时的]$/.test(clause.slice(start, comma))) return comma;
  const next = indexOfBreak(clause, comma + 1);
  return next !== -1 && next - start < 60 && clause[next - 1] === '时' ? next : undefined;
}

/** `如未见烟雾应立即拨打…，…`: an order in the words before the comma is what is done. */
const ORDER =
  /(?<=[\p{Script=Han}]{3})(?:还|也|都|均)?(?:(?<![反供相适响对效感呼])应(?!用|急|付|收|答|聘|届)|必须(?=立即|及时|先|由|向|马上)|要(?=立即|及时|马上)|可(?=通知|联系|由))/u;

/** `如火势较大，难以扑灭，应立即…`: what comes before the word that orders something still describes the case. */
function withFurtherState(clause: string, end: number): number {
  // `有其他症状，如咳嗽、气促等，…` gives examples of the case.
  const examples =
    /^[，,](?!必须|应|须|需|请|将|把|并)(?:[^，,。；;：:\n]{1,24}等|(?:例?如|比如|像)[^，,。；;：:\n]{1,24}等[\p{Script=Han}]{1,6})(?=[，,])/u.exec(
      clause.slice(end),
    )?.[0];
  if (examples !== undefined) return end + examples.length;
  const match =
    /^[，,](?:且|又|仍)?(?:难以|无法|不能|未|没有|危及|造成|导致|影响|出现)[^，,。；;]{1,20}(?=[，,](?:则|就|应|须|必须|需立即|立即))/u.exec(
      clause.slice(end),
    );
  return match === null ? end : end + match[0].length;
}

function indexOfBreak(clause: string, from: number): number {
  let depth = 0;
  for (let at = from; at < clause.length; at++) {
    const character = clause.charAt(at);
    if ('（(“「《'.includes(character)) depth++;
    else if ('）)”」》'.includes(character)) depth--;
    else if (
      depth <= 0 &&
      '，,：:'.includes(character) &&
      !/\d/.test(
        clause
          .charAt(at + 1)
          .concat(clause.charAt(at - 1))
          .slice(0, character === ',' ? 1 : 0),
      )
    )
      return at;
  }
  return -1;
}

function splitAt(clause: string, start: number, until: number, rest: number): ConditionSplit {
  const end =
    start +
    clause.slice(start, until).replace(/(?<=[\p{Script=Han}]{2})(?:(?<![送归交退返偿不未])还|也|都|均)$/u, '').length;
  const skip = THEN_WORD.exec(clause.slice(rest, rest + 4))?.[0].length ?? 0;
  return { start, end, rest: rest + skip, isNegated: false };
}
