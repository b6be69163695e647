import {
  defineMessages,
  type ImportedLine,
  type ImportReading,
  type LineChoice,
  type LineKind,
} from '../../core/index.ts';
import { IMPORT_LABELS, type ImportLabel, type ImportPage, type ImportRow } from '../../protocol/index.ts';
import type { Session } from '../session.ts';

/** What a line of the page can be. */
export type RowValue = LineChoice | 'left-out';

const LINE_VALUES = ['step', 'rule', 'note', 'heading', 'left-out'] as const satisfies readonly RowValue[];
const SECTION_VALUES = ['procedure', 'background', 'left-out'] as const satisfies readonly RowValue[];

/** True for what the page may choose. */
export function isRowValue(value: string): value is RowValue {
  return [...LINE_VALUES, ...SECTION_VALUES].some((known) => known === value);
}

const LABELS = defineMessages<ImportLabel>({
  help: {
    en: 'Check what each line is read as. Nothing is written until you create the procedure.',
    'zh-CN': '请核对每一行识别成了什么。创建流程之前不会写入任何文件。',
  },
  line: { en: 'Line', 'zh-CN': '行' },
  text: { en: 'Text', 'zh-CN': '文本' },
  kind: { en: 'Read as', 'zh-CN': '识别为' },
  generate: { en: 'Generate Shots', 'zh-CN': '生成示例' },
  create: { en: 'Create Procedure', 'zh-CN': '创建流程' },
  cancel: { en: 'Cancel', 'zh-CN': '取消' },
  undo: { en: 'Undo', 'zh-CN': '撤消' },
  redo: { en: 'Redo', 'zh-CN': '重做' },
  unread: { en: 'This line is not recognized', 'zh-CN': '此行未识别' },
});

const CHOICES = defineMessages<RowValue>({
  step: { en: 'Step', 'zh-CN': '步骤' },
  rule: { en: 'Rule', 'zh-CN': '规则' },
  note: { en: 'Note', 'zh-CN': '备注' },
  heading: { en: 'Heading', 'zh-CN': '标题' },
  procedure: { en: 'Procedure', 'zh-CN': '流程' },
  background: { en: 'Background', 'zh-CN': '背景资料' },
  'left-out': { en: 'Leave Out', 'zh-CN': '不导入' },
});

/** Names of what cannot be chosen: the words of the line say it. */
const KINDS = defineMessages<Exclude<LineKind, 'step' | 'rule' | 'note' | 'blank'>>({
  title: { en: 'Title', 'zh-CN': '文档标题' },
  group: { en: 'Group', 'zh-CN': '分组' },
  meta: { en: 'Background', 'zh-CN': '背景资料' },
  case: { en: 'Case', 'zh-CN': '情形' },
  spoken: { en: 'Words to Say', 'zh-CN': '话术' },
  code: { en: 'Code', 'zh-CN': '代码' },
  unread: { en: 'Not Recognized', 'zh-CN': '未识别' },
});

const say = defineMessages({
  title: { en: 'Import: {name}', 'zh-CN': '导入：{name}' },
  noSteps: {
    en: 'No steps are recognized. Choose Step for the lines that are done in order.',
    'zh-CN': '没有识别到步骤。请把按顺序执行的行选为“步骤”。',
  },
  read: {
    en: 'Steps: {steps} · Conditions: {branches}',
    'zh-CN': '步骤：{steps} · 条件：{branches}',
  },
  readPartly: {
    en: 'Steps: {steps} · Conditions: {branches} · Lines not recognized: {unread}',
    'zh-CN': '步骤：{steps} · 条件：{branches} · 未识别：{unread} 行',
  },
});

/** The title of the panel. */
export function importTitle(name: string) {
  return say('title', { name });
}

/** What the page shows of a text. */
export function toImportPage(
  { t }: Session,
  name: string,
  reading: ImportReading,
  state: Pick<ImportPage, 'problem' | 'canUndo' | 'canRedo'>,
): ImportPage {
  const labels = Object.fromEntries(IMPORT_LABELS.map((label) => [label, t(LABELS(label))]));
  const choicesOf = (values: readonly RowValue[]) => values.map((value) => ({ value, label: t(CHOICES(value)) }));
  return {
    type: 'show',
    title: t(importTitle(name)),
    summary: t(summaryOf(reading)),
    labels: labels as Record<ImportLabel, string>,
    lineChoices: choicesOf(LINE_VALUES),
    sectionChoices: choicesOf(SECTION_VALUES),
    rows: reading.lines.flatMap((line) => (line.text.trim() === '' ? [] : [toRow(line, t)])),
    ...state,
  };
}

function toRow({ index, text, kind, sectionEnd }: ImportedLine, t: Session['t']): ImportRow {
  const isSection = sectionEnd !== undefined;
  const row = { index, text, isSection };
  if (kind === 'left-out' || kind === 'blank') return { ...row, value: 'left-out', own: undefined };
  if (isSection)
    return { ...row, value: kind === 'meta' || kind === 'note' ? 'background' : 'procedure', own: undefined };
  if (kind === 'step' || kind === 'rule' || kind === 'note') return { ...row, value: kind, own: undefined };
  return { ...row, value: kind, own: t(KINDS(kind)) };
}

function summaryOf({ procedure: { steps, flow }, lines }: ImportReading) {
  if (steps.length === 0 && flow.nodes.length === 0) return say('noSteps');
  const unread = lines.filter(({ kind }) => kind === 'unread').length;
  const done = steps.filter(({ kind }) => kind !== 'group' && kind !== 'rule');
  const branches = flow.edges.filter(({ kind }) => kind === 'true').length;
  return say(unread > 0 ? 'readPartly' : 'read', { steps: done.length, branches, unread });
}
