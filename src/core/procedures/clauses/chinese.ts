import type { ClauseWords, ConditionSplit, TrailingSplit } from './moves.ts';

const IF =
  /^(?:但|且|并|而|同时|此时|期间|尤其是?|特别是|另外)?[，,]?(如果|假如|假设|倘若|若是|若(?!干)|一旦|万一|如遇到?|但凡|凡是|凡(?!例)|只要|除非|如(?![下图上何此同期实数意愿约]|有(?:疑问|需要|任何|无)|(?:身份证|护照|微信|支付宝))|当(?![场天日面前地事下然晚月年班局]))/u;
const TAILED =
  /^(?![您你好]的)([^，,。；;：:\n]{2,60}?)(?:(?<!是|目|标|有|似|您|你|我|他|她|它|的)的话?|(?<!或|患|记|作|学|读|使用|消费|管理|负责|志愿|投诉|举报|目击|参与)者)(?:[（(][^（()）\n]{1,12}[)）])?[，,：:]/u;
const TIMED =
  /^([^，,。；;：:\n]{2,40}?)(?<!同|当|及|准|按|随|实|此|届|定|临|小|限|平|有|工|何|计|课|即)时(?:[，,]|(?=请|需|应|由|给|转|联系|拨打|通知|告知|提示))/u;
const STATE_IN =
  /不|未|没|无|缺|超|满|遇|出现|发生|失败|异常|需要|有|逾期|拒|断|错|低于|高于|候|病情|发热|发烧|受伤|疼痛|出血|昏迷|过敏|呕吐|属于|误报|怀疑|疑似/u;
const COMPARED =
  /^([\p{Script=Han}]{0,6}?(?:已?超过|不超过|不足|不满|未满|已满|低于|高于|大于|小于|达到|多于|少于|逾期|早于|晚于|≥|≤|>|<|＞|＜)[^，,。；;：:\n]{0,24}?)的?[，,：:]/u;
const AMOUNT = String.raw`(?:[\d０-９]+(?:\.\d+)?|[一二两三四五六七八九十百千半]+)`;
/** `学生请假二天以内（含二天）由辅导员审批`, `请假一天之内的拿请假单…`: an amount of days or money, and who decides then. */
const BAND = new RegExp(
  String.raw`^([\p{Script=Han}]{0,8}?${AMOUNT}(?:个)?(?:工作日|小时|天|日|周|月|年|元|课时)(?:以上|以下|以内|之内|及以上|及以下|内|外)(?:[（(]含[^（()）\n]{1,8}[）)])?(?:${AMOUNT}(?:个)?(?:工作日|小时|天|日|周|月|年|元|课时)(?:以下|以内|之内|内)(?:[（(]含[^（()）\n]{1,8}[）)])?)?)(?:的|者)?(?=由|报|拿|交|经|找|到|凭|需|须|应)`,
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
  /^(?:对于?|针对)([^，,。；;：:\n]{2,30}的(?:患者|病人|客户|顾客|旅客|用户|学生|员工|业主|申请人|儿童|动物|宠物|物品|商品|订单|设备|车辆))[，,](?=应|须|需|要|可|请|由|立即|先|给)/u;
const UNIT =
  '(?:个)?(?:工作日|自然日|小时|分钟|天|日|周|月|年|元|岁|次|人|课时|公里|公斤|千克|万|%|％|分|度|件|桌|晚|KG|kg|km)';
const QUANTITY = new RegExp(
  String.raw`^((?:签收|下单|入职|开课|购买|收货|发货|金额|消费|请假|住院|离店|入住|到期|课程|交易)?[^，,。；;：:\n\d]{0,4}?(?:[≤≥<>＜＞]\s*)?${AMOUNT}\s*${UNIT}?(?:\s*(?:[-–—～~至到])\s*${AMOUNT}\s*${UNIT})?(?:\s*${UNIT})?(?:以上|以下|以内|及以上|及以下|以外|之内|之外|之后|之前|内|外|后)?(?:\s*${AMOUNT}${UNIT}(?:以内|以下|以上|内))?(?:用车|的)?)(?:[，,：:]|\s*(?:→|->|=>)|(?=由|须|需|应|可|不))`,
  'u',
);
const FOR = /^(?:对|对于|针对|属于|属|涉及|除)([^，,。；;：:\n]{2,40}?)(?:的|外|以外|之外|时)?[，,]/u;
/** `对于一级故障的情况，…`, `对于不能扑灭的火灾要…`: the matter it is about. */
const MATTER =
  /^(?:对于?|针对)((?:[一二三四五六七八九十ⅠⅡⅢⅣ\d]{1,2}级|特|重|普通|一般|紧急|轻|能|不能|无法|已|未|没有|不|无|有|超过|低于|高于|属于|需要?|涉及|首次|再次)[^，,。；;：:\n]{0,24}?(?:的[\p{Script=Han}]{1,6}?|情况|情形|事件|故障|客户|用户|订单|患者|病人|投诉))(?:[，,]|(?=要|应|须|需|可以|由|先))/u;
/** What every condition without a conjunction holds: most clauses hold none of it. */
const MARKED = /[的者时后则过足满于到期≥≤><＞＜对针属涉除上下内外]/;
const THEN_WORD = /^(?:那么|那就|那|则|就|即|便)?(?:可|应|应当|需|要|须)?/u;

function condition(clause: string): ConditionSplit | undefined {
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
  const band = BAND.exec(clause) ?? THOSE.exec(clause) ?? FOR_THOSE.exec(clause);
  if (band?.[1] !== undefined) {
    const start = clause.indexOf(band[1]);
    return splitAt(clause, start, start + band[1].length, band[0].length);
  }
  const timed = TIMED.exec(clause);
  if (timed?.[1] !== undefined && STATE_IN.test(timed[1])) return splitAt(clause, 0, timed[1].length, timed[0].length);
  const matter = MATTER.exec(clause);
  if (matter?.[1] !== undefined) {
    const start = matter[0].indexOf(matter[1]);
    return { ...splitAt(clause, start, start + matter[1].length, matter[0].length), isMatter: true };
  }
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
  const then = /^([^，,。；;：:\n]{2,20}?)者?(?<!规|准|原|否|法|细|守|通)则(?!例)(?=[\p{Script=Han}`])/u.exec(clause);
  if (then?.[1] !== undefined) return splitAt(clause, 0, then[1].length, then[0].length);
  return undefined;
}

/** `申请人未到场，且未说明原因的，…`: the clause that ends in 的 takes the ones before it along. */
function tailedSplit(clause: string): ConditionSplit | undefined {
  const single = TAILED.exec(clause);
  if (single?.[1] !== undefined)
    return isAdjective(single[1]) ? undefined : splitAt(clause, 0, single[1].length, single[0].length);
  const bare =
    /^((?:不|未|没|无|有|已|属于|存在|材料|手续)[^，,。；;：:\n]{1,20}?)的(?=予以|给予|应|须|由|请|转|退|不予|按|告知|拒|可|不得|填|补|需|要|报|记|通知|联系|止|直接|当场)/u.exec(
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
      /(?:则|就(?!近|诊|业|餐)|(?<!及|随|准|按|同|实|临|定|小)时(?=请|需|应|由|给|转|联系|通知|告知)|(?<=[\p{Script=Han}]{2})(?<!反|供|相|适|响|对|效|无)(?=应(?!用|急|付|收)|必?须|需(?=与|向|经|由|先|提前|立即|及时|另))|的话)/u.exec(
        clause.slice(start),
      );
    if (inner !== null && inner.index > 0)
      return splitAt(clause, start, start + inner.index, start + inner.index + inner[0].length);
    if (word === '当' || clause.length === start) return undefined;
    return { start, end: clause.length, rest: clause.length, isNegated };
  }
  // `当转子停转后，…` says when, like `完毕后`.
  const time = word === '当' ? endOfTime(clause, start, comma) : comma;
  if (time === undefined) return undefined;
  let end = time;
  const then = /则(?=[\p{Script=Han}])/u.exec(clause.slice(start, comma));
  if (then !== null && then.index > 1)
    return { ...splitAt(clause, start, start + then.index, start + then.index + 1), isNegated };
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

/** Where `当乘客非常急躁，试图撬门时，` ends; undefined where no comma comes after 时. */
function endOfTime(clause: string, start: number, comma: number): number | undefined {
  if (/[时的]$/.test(clause.slice(start, comma))) return comma;
  const next = indexOfBreak(clause, comma + 1);
  return next !== -1 && next - start < 60 && clause[next - 1] === '时' ? next : undefined;
}

/** `如未见烟雾应立即拨打…，…`: an order in the words before the comma is what is done. */
const ORDER =
  /(?<=[\p{Script=Han}]{3})(?:还|也|都|均)?(?:应(?=立即|及时|当|先|由|向|直接|马上|主动)|必须(?=立即|及时|先|由|向|马上))/u;

/** `如火势较大，难以扑灭，应立即…`: what comes before the word that orders something still describes the case. */
function withFurtherState(clause: string, end: number): number {
  // `有其他症状，如咳嗽、气促等，…` gives examples of the case.
  const examples = /^[，,][^，,。；;：:\n]{1,24}等(?=[，,])/u.exec(clause.slice(end))?.[0];
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
  const then = THEN_WORD.exec(clause.slice(rest, rest + 4))?.[0] ?? '';
  const skip = /^(?:那么|那就|那|则|就(?!近|诊|业|餐)|即(?!可|刻|时)|便)/u.exec(then)?.[0].length ?? 0;
  return { start, end, rest: rest + skip, isNegated: false };
}

function trailing(clause: string): TrailingSplit | undefined {
  const match = /[，,]\s*(除非)(?=\S)/u.exec(clause);
  return match === null ? undefined : { action: match.index, start: match.index + match[0].length, isNegated: true };
}

const STATE =
  /^(?:[\p{Script=Han}A-Za-z]{0,8}?)(?:(?:不|未|没有?|无|已|待|可|能|均|非)?(?:通过|同意|满意|合格|属实|成功|失败|存在|符合|一致|齐全|在线|解决|确认|接受|拒绝|支付|付款|发货|签收|出库|完成|取消|退款|过期|正常|异常|紧急|普通|一般|严重|轻微|有效|无效|可用|充足|不足|缺货|有货|空闲|占用|到店|到场|到期|处理|审核|报名|登录|绑定|激活|开通|超时|匹配|接通|接听|破损|损坏|完好|重大|特急|加急)|是|否|有|无|查到|查不到|找到|找不到|没有|已[\p{Script=Han}]{1,4}|未[\p{Script=Han}]{1,4}|待[\p{Script=Han}]{1,3}|不[\p{Script=Han}]{1,5}|[\p{Script=Han}]{1,6}(?:客户|会员|用户|订单|类|级))$/u;

/** `核实订单` names something to do, `普通订单` a case. */
const TASK =
  /^(?:核|查|确认|登记|记录|通知|联系|提交|收集|检查|处理|校验)[\p{Script=Han}]*(?:客户|会员|用户|订单|类|级)$|^(?:消毒|清洁|清理|善后|后续|应急|现场|紧急|初步)处理$/u;

export const CHINESE: ClauseWords = {
  sequence: /^(?:首先|其次|然后|接着|随后|之后|最后|再次(?=[，,])|最终|再(?=[，,])|先(?=[，,])|接下来|此后)[，,]?/u,
  branchBreak:
    /[，,：:]\s*(?=[\p{Script=Han}\d]{1,16}(?:的|者)[，,])|[，,]\s*(?=[\p{Script=Han}]{0,6}(?:同意|接受|认可)后继续)|[，,]\s*(?=(?:否则|不然|反之|如果|倘若|若(?!干)|如(?:不|未|没|无|有(?!疑问|需要|任何|无)|发现|发觉|遇)|如(?![下图上何])[^，,。；;：:、\s]{2,20}(?:应立即|应及时|应当|应先|必须|须立即)|其[他它余]情况|一旦|(?:尤其是?|特别是)当[^，,。；]{2,30}时|[^，,。；;：:\s]{2,12}(?<![规准原法细守通总否])则(?!例)|[\p{Script=Han}]{0,4}(?:超过|低于|高于|不足|不满)[^，,。；;：:\s]{1,12}[，,]|(?:有|无|未|不(?![要得可能应])|已)[^，,。；;：:\s]{1,12}的(?=[\p{Script=Han}])|(?:不满意|不同意|不通过|不合格|失败|未通过|无效)(?=[\p{Script=Han}，])))|(?<=[^\s，,、；;：:])(?=(?:否则|不然)[\p{Script=Han}，])/gu,
  branchMark: /[，,：:否不]/,
  elseOpening:
    /^(?:但|且|而)?(?:否则|不然(?:的话)?|反之|其[他它余](?:情况|情形|的)(?:下)?(?=[，,：:\p{Script=Han}])|其[他它](?=[，,：:])|其余(?=[，,：:\p{Script=Han}])|除此之外)(?:[，,：:]|则)?\s*/u,
  condition,
  trailing,
  isState: (words) => (STATE.test(words.trim()) && !TASK.test(words.trim())) || QUANTITY.test(`${words.trim()}：`),
  ruleMark: /[前经逐只才仅可不禁勿切无绝]/u,
  rules: [
    ['one-at-a-time', /(?:每次|一次)只(?:能|可|允许|调用|处理)|逐一确认后/u],
    [
      'confirm',
      /(?:前(?![台厅端往来期后景提])|之前)[，,]?(?:均|都)?(?:须|需|必须|应|应当|要)?(?:先)?(?:经|取得|获得|征得|与|向|由|请)?[^，。；]{0,12}(?:确认|同意|授权|许可)|须经[^，。；]{1,14}(?:确认|同意|批准)|经[^，。；]{1,14}(?:确认|同意|批准)后?方可/u,
    ],
    [
      'only-if',
      /^(?!(?:将|把|交|填写|提交|携带|持|凭)[^。；]{2,40}[，,]|(?:报|送|交由)).*(?:方可|才可以?|才能)|仅限|只有[^，。；]{2,30}才/u,
    ],
    [
      'never',
      /^(?:[^，。；：\n]{0,14}?)(?:不得|严禁|禁止|切勿|切忌|不准|不许|不可以|不可(?!抗|避|能|逆)|无权|勿(?!忘)|不允许|绝不|任何人不)/u,
    ],
  ],
  actionBreak:
    /[，,；;]\s*(?!(?:最多|至多|不超过)[一二两三四五六七八九十\d]{1,3}次)(?:然后|再|并|之后|随后|最后|接着)?|(?:并且?|然后|后)(?=转人工|结束|终止|返回|进入|关闭|上报|升级|再检查|再确认|再次|重新)/gu,
  controlMark:
    /转|进入|跳|继续|前往|执行|返回|回到|退回|打回|重复|见|同|参照|按|循环|反复|重试|重新|再|直到|直至|下一|正常|结束|终止|完成|关闭|完结|到此为止|结案|不再|移交|升级|交由|上报|报请|请示|报告|汇报|报警|拨打|无法|不能|不予|办结|拒绝|驳回|视为|予以|每|逐|[a-z]/i,
  continues:
    /^(?:继续(?:办理|处理|执行|下一步|流程|后续(?:步骤|流程)?)?|(?:进入|转到?|转入|执行)?下一(?:步|环节|步骤|流程)|按(?:原)?(?:方案|计划|流程|约定)(?:执行|办理|处理)?|正常(?:办理|流程|处理))$/u,
  hardEnd:
    /^(?:直接|即可|本)?(?:[\p{Script=Han}]{0,6}流程(?:即|就|也|自动)?(?:结束|终止|完成|关闭|完结)|(?:流程|通话|会话|对话|服务|办理|处理|受理|任务|工单)?(?:结束|终止|到此为止|完结)|(?:结束|终止)(?!后|时|前)[\p{Script=Han}]{0,6}|结案|不再处理)$/u,
  softEnd:
    /^(?:将|则)?(?:无法|不能|不再)(?:为(?:您|其|客户|顾客))?(?:办理|受理)[\p{Script=Han}]{0,8}$|^(?:并)?(?:不予[\p{Script=Han}]{1,8}|关闭(?:工单|订单|申请|会话|投诉|案件|本单)?|办结|拒绝(?:[\p{Script=Han}]{0,8})?|驳回(?:[\p{Script=Han}]{0,6})?|不予|视为放弃|予以退回)$|^退回[^班组客服]{0,4}[，,]?一次性/u,
  hardHandoff:
    /转人工|^转(?:接|由|给|至|到)?[\p{Script=Han}]{0,6}(?:人工|坐席|专员|主管|专家|二线|经理|值班|上级|专线|售后|部门|科|处|组)(?:处理|跟进|负责)?$|移交(?:给|至)?[\p{Script=Han}]{1,8}|升级(?:至|到|给|为)[\p{Script=Han}]{1,8}|交由(?![\p{Script=Han}]{1,10}(?:备案|归档|存档|保管|留存|审批|审核|签字|盖章))[\p{Script=Han}]{1,10}(?:处理|跟进|负责)?|转交(?:给|至)?[\p{Script=Han}]{1,8}/u,
  softHandoff:
    /^(?:并|立即|及时|应|同时)?(?:上报|报请|请示|(?:报告|汇报)(?=$|(?:给|至)?[\p{Script=Han}]{0,8}(?:领导|主管|经理|负责人|上级|领班|[\p{Script=Han}]长|指挥|值班|医生|老师|主任|部门|人员|科|处|院|局|公安|警|总监)))(?:给|至)?[\p{Script=Han}]{0,10}|^(?:并|立即)?(?:报警|拨打\d{3,5})/u,
  loop: /^(?:请|并|再)?(?:对方|客户|顾客|用户|患者|学员|员工)?(?:重复|循环|反复|重试|(?:重新|再次)(?![^，。；]{1,10}(?:即可|就行|就可以)))|^再(?=检查|确认|核对|测试|提交|审核)|直到|直至|后再(?:次)?(?=检查|确认|核对|测试|提交|审核)/u,
  until: /(?:直到|直至)([^，,。；;]{1,40}?)(?:为止|$|[，,。；;])/u,
  each: /^(?:对|针对)?(?:每一?(?:个|位|项|件|笔|条|名)|逐一|逐个|逐项|逐件|逐笔)([^，,。；;]{0,20})/u,
  times: /(?:最多|不超过|至多)?\s*([一二两三四五六七八九十\d]{1,3})\s*次/u,
  jump: /(?:转|转到|转至|转入|进入|跳到|跳至|跳转到?|跳过?至|继续|前往|执行|返回|回到|退回|退回到|重复|见|同|参照|按照?)\s*(?:第\s*([\d０-９一二三四五六七八九十]{1,4}(?:\.\d{1,3})*)\s*(?:步|项|条|款)|(?:步骤|step)\s*([\d一二三四五六七八九十]{1,4}(?:\.\d{1,3})*)|(\d{1,3}(?:\.\d{1,3})+))/u,
  backJump: /返回|回到|退回|重复/u,
  parallel: /同时(?!期)|一边[^，。]{1,20}一边/u,
};
