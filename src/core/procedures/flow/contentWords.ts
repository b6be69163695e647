/** Who is spoken of says nothing of the matter. */
const PERSONS =
  /客户|顾客|客人|用户|患者|病人|业主|家长|学生|员工|会员|旅客|对方|\b(?:customers?|callers?|clients?|guests?|patients?|users?|members?|parents?|visitors?|passengers?|tenants?|applicants?|which|there|their|where|about|after|before|still|within|should)\b/giu;

/** What a text speaks of: its words of five letters and more, and each pair of neighbouring Chinese characters. */
export function contentWords(text: string): readonly string[] {
  const rest = text.toLowerCase().replace(PERSONS, ' ');
  const words = rest.match(/[a-z]{5,}/g) ?? [];
  const runs = rest.match(/\p{Script=Han}{2,}/gu) ?? [];
  return [...words, ...runs.flatMap((run) => Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2)))];
}
