import type { Language } from '../../core/index.ts';

/** Sentences that customers add to any request. They make requests about the same topic different. */
const CIRCUMSTANCES: Readonly<Record<Language, readonly [string, ...string[]]>> = {
  en: [
    'I am in the office until five today.',
    'A colleague was going to write to you, but she is on leave.',
    'It has been on my list since last week.',
    'There is no great hurry, tomorrow is early enough.',
    'Please be quick, a visitor is waiting beside me.',
    'This is the second time this month.',
    'I am new here and do not know how this is usually done.',
    'You helped my neighbour with such a thing, and she was very pleased.',
    'I am typing on a small screen, so please excuse mistakes.',
    'My manager would like to know by noon how it stands.',
    'I tried to manage by myself and did not get far.',
    'We are moving next month, and it should be settled before that.',
    'Nobody picked up when I rang this morning.',
    'It is for my mother, who does not write messages.',
    'If anything is missing, just ask me.',
    'I have a meeting in ten minutes and will read your answer afterwards.',
    'Last year this took only a few minutes.',
    'The notice on your door told me to turn to you.',
    'I hope this is the right place to ask.',
    'Two of us look after this, so either may answer you.',
    'I am travelling and cannot be reached in the evening.',
    'A short answer is enough for me.',
    'I wrote down all I know so that you need not ask back.',
    'It would be kind to let me know how you go about it.',
  ],
  'zh-CN': [
    '我今天五点前都在办公室。',
    '本来是同事要来联系的，她这几天休假。',
    '这件事上周就想办了，一直没顾上。',
    '不算太急，明天弄好也行。',
    '麻烦快一点，旁边还有访客在等。',
    '这个月已经是第二次了。',
    '我刚来不久，不清楚平时都是怎么办的。',
    '上次邻居也找过你们，她说很满意。',
    '我在手机上打字，有错别字请见谅。',
    '领导中午之前想知道进展。',
    '我自己试过，没弄明白。',
    '我们下个月要搬家，想在那之前办完。',
    '早上打电话没有人接。',
    '是帮我母亲问的，她不会发消息。',
    '还缺什么信息，直接问我就好。',
    '我十分钟后要开会，开完再看您的回复。',
    '记得去年办的时候几分钟就好了。',
    '看到门口的告示，说可以找你们。',
    '不知道有没有问对地方。',
    '这边是两个人一起负责，谁回复您都可以。',
    '我在外地出差，晚上不方便接电话。',
    '简单回复一下就行。',
    '能想到的都写在这里了，省得您再问一遍。',
    '方便的话，也告诉我一声您是怎么处理的。',
  ],
};

/** The sentence of a shot: neighbours get different ones, and another seed begins elsewhere. */
export function getCircumstance(language: Language, number: number): string {
  const list = CIRCUMSTANCES[language];
  return list[number % list.length] ?? list[0];
}
