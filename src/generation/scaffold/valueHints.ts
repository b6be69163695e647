import type { Language } from '../../core/index.ts';
import type { Random } from './random.ts';

type Words = readonly [string, ...string[]];

const BIRTH = /birth|出生|生日/i;

/** Plausible values by parameter name. None belongs to a real person, number or mailbox. */
const VALUE_HINTS: readonly (readonly [pattern: RegExp, values: Readonly<Record<Language, Words>>])[] = [
  [/e.?mail|邮箱|邮件/i, { en: ['customer@example.com'], 'zh-CN': ['customer@example.com'] }],
  [/url|link|网址|链接/i, { en: ['https://example.com/item/1'], 'zh-CN': ['https://example.com/item/1'] }],
  [/date.?time|timestamp|时间戳/i, { en: ['2025-03-14 09:30'], 'zh-CN': ['2025-03-14 09:30'] }],
  [BIRTH, { en: ['1988-04-12', '1979-11-03'], 'zh-CN': ['1988-04-12', '1979-11-03'] }],
  [/phone|mobile|手机|电话/i, { en: ['555-0142', '555-0187'], 'zh-CN': ['12345678901', '12345678902'] }],
  [/weekday|\bday\b|星期|周几/i, { en: ['Wednesday', 'Friday'], 'zh-CN': ['周三', '周五'] }],
  [/(?<![a-z])date|(?<=[a-z])Date|日期/, { en: ['2025-03-14', '2025-06-02'], 'zh-CN': ['2025-03-14', '2025-06-02'] }],
  [/(?<![a-z])time|(?<=[a-z])Time|时间/, { en: ['09:30', '14:00'], 'zh-CN': ['09:30', '14:00'] }],
  [/city|town|城市/i, { en: ['Shanghai', 'London'], 'zh-CN': ['上海', '杭州'] }],
  [/country|国家/i, { en: ['China', 'France'], 'zh-CN': ['中国', '法国'] }],
  [/district|region|area|zone|province|区域|地区|城区|片区/i, { en: ['the old town'], 'zh-CN': ['城东片区'] }],
  [/department|team|部门|班组/i, { en: ['customer service'], 'zh-CN': ['客服部'] }],
  [/shop|store|branch|门店|店铺|网点/i, { en: ['Main Street branch'], 'zh-CN': ['中山路店'] }],
  [/address|location|place|地址|地点|位置/i, { en: ['12 Garden Road'], 'zh-CN': ['花园路 12 号'] }],
  [/language|lang|语言/i, { en: ['English'], 'zh-CN': ['中文'] }],
  [/currency|货币|币种/i, { en: ['CNY', 'USD'], 'zh-CN': ['CNY', 'USD'] }],
  [/colou?r|颜色/i, { en: ['blue', 'green'], 'zh-CN': ['蓝色', '绿色'] }],
  [/error|fault|symptom|故障|问题|症状/i, { en: ['no power', 'paper jam'], 'zh-CN': ['无法开机', '卡纸'] }],
  [/query|keyword|search|text|question|关键词|查询/i, { en: ['paper jam'], 'zh-CN': ['卡纸怎么办'] }],
  [/product|item|device|model|产品|设备|型号/i, { en: ['printer', 'charger'], 'zh-CN': ['打印机', '充电桩'] }],
  [/name|title|姓名|名称|标题/i, { en: ['Sample A', 'Sample B'], 'zh-CN': ['示例甲', '示例乙'] }],
  [
    /(^|_)(?:id|no|nr|num)$|(?:Id|No|Nr|Num)$|code|number|serial|tracking|编号|单号|代码|号码?$/,
    { en: ['A-102', 'B-205'], 'zh-CN': ['A-102', 'B-205'] },
  ],
  [/note|reason|comment|message|description|备注|原因|说明/i, { en: ['as agreed'], 'zh-CN': ['按约定办理'] }],
];

const PLAIN_VALUES: Readonly<Record<Language, Words>> = { en: ['sample', 'example'], 'zh-CN': ['示例', '样例'] };

/** `the last four digits`, `10 位数字`: as many digits. */
const DIGITS = /\b(\d{1,2}|three|four|five|six|eight|ten|twelve)[- ]digits?\b|(\d{1,2}|[三四五六八十])位(?:数字|数)?/iu;
const COUNTS: Readonly<Record<string, number>> = {
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  eight: 8,
  ten: 10,
  twelve: 12,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  八: 8,
  十: 10,
};

/** The digits that the description of a parameter asks for. */
export function getDigits(description: string, random: Random): string | undefined {
  const found = DIGITS.exec(description);
  const word = (found?.[1] ?? found?.[2])?.toLowerCase();
  if (word === undefined) return undefined;
  const count = COUNTS[word] ?? Number(word);
  return random.pick(['4829150736420', '7305186294170'] as const).slice(0, count);
}

/** True if a date is one of birth, which lies years back. */
export function isBirth(name: string): boolean {
  return BIRTH.test(name);
}

/** A word for a parameter that nothing but its name says anything of. */
export function getSampleWord(name: string, language: Language, random: Random): string {
  const found = VALUE_HINTS.find(([pattern]) => pattern.test(name));
  return random.pick((found?.[1] ?? PLAIN_VALUES)[language]);
}
