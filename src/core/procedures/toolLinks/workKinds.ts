/** What a verb does, whatever its word: `query` and `查询` look something up. */
export type WorkKind =
  | 'find'
  | 'verify'
  | 'create'
  | 'cancel'
  | 'update'
  | 'send'
  | 'transfer'
  | 'pay'
  | 'refund'
  | 'exchange'
  | 'compute'
  | 'lock'
  | 'unlock'
  | 'talk';

const ENGLISH: Readonly<Record<WorkKind, string>> = {
  find: 'find get query search look lookup fetch read retrieve list view show pull see locate check load',
  verify: 'verify validate authenticate confirm check',
  create:
    'create submit add book open register file make place schedule issue log record raise start generate enter ' +
    'insert reserve arrange dispatch assign order',
  cancel: 'cancel delete remove revoke void close terminate',
  update: 'update modify change edit set reschedule adjust amend replace',
  send: 'send notify email mail text page alert post',
  transfer: 'transfer escalate forward route',
  pay: 'pay charge bill',
  refund: 'refund reimburse credit return',
  exchange: 'exchange swap',
  compute: 'calculate compute estimate quote',
  lock: 'lock freeze suspend block',
  unlock: 'unlock unfreeze unblock resume activate reset',
  talk:
    'ask tell explain inform apologise apologize thank greet agree offer say remind advise guide reassure answer wait ' +
    'note decide describe refuse decline deny let',
};

const CHINESE: Readonly<Record<WorkKind, string>> = {
  find: '查询 查找 查看 检索 搜索 获取 读取 调取 列出 找出 检查 核对 核查 查',
  verify: '核验 验证 校验 核实 鉴权 检查 核对 核查',
  create: '创建 新建 提交 登记 录入 新增 添加 生成 开具 开立 预约 预订 下单 安排 派单 发起 申请 建立',
  cancel: '取消 撤销 删除 作废 退订 关闭 终止 注销',
  update: '修改 更新 变更 更改 调整 改签 改期 设置',
  send: '发送 推送 寄送 发出 通知',
  transfer: '转接 转交 移交 升级',
  pay: '支付 扣款 收费 付款',
  refund: '退款 退费 返还',
  exchange: '更换 换货',
  compute: '计算 测算 估算',
  lock: '锁定 冻结 停用',
  unlock: '解锁 解冻 启用 激活 重置',
  talk: '告知 询问 解释 说明 道歉 致歉 感谢 安抚 提醒 引导 建议 回复 回访 征求 约定 协商 等待 判断 拒绝 确认 请',
};

const kindsByWord = new Map<string, Set<WorkKind>>();
for (const table of [ENGLISH, CHINESE]) {
  for (const [kind, words] of Object.entries(table) as readonly [WorkKind, string][]) {
    for (const word of words.split(' ')) kindsByWord.set(word, (kindsByWord.get(word) ?? new Set()).add(kind));
  }
}

const NONE: ReadonlySet<WorkKind> = new Set();

/** The kinds of an English verb in its base form or with `s`, or of a Chinese verb. */
export function workKindsOf(word: string): ReadonlySet<WorkKind> {
  return kindsByWord.get(word) ?? kindsByWord.get(word.replace(/(?<=[a-z]{2})(?:es|s)$/, '')) ?? NONE;
}

/** The Chinese verbs, longest first. */
export const CHINESE_VERBS: readonly string[] = [...kindsByWord.keys()]
  .filter((word) => word.charCodeAt(0) > 0x7f)
  .sort((a, b) => b.length - a.length);
