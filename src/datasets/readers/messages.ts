import { defineMessages } from '../../core/index.ts';

/** What is wrong in rows, in both languages. */
export const say = defineMessages({
  notList: { en: '`{key}` must be a list.', 'zh-CN': '`{key}` 应为列表。' },
  notObject: { en: 'A message must be an object.', 'zh-CN': '消息应为对象。' },
  unknownRole: {
    en: '`{role}` is not a role of this format. Use {roles}.',
    'zh-CN': '`{role}` 不是此格式的角色，请使用 {roles}。',
  },
  missingContent: { en: 'The message has no `{key}`.', 'zh-CN': '消息缺少 `{key}`。' },
  nullContent: {
    en: '`{key}` is null. Many chat templates fail or write the word None: use an empty text.',
    'zh-CN': '`{key}` 为 null。许多对话模板会出错或写出 None，请使用空文本。',
  },
  wrongContent: { en: '`{key}` must be text.', 'zh-CN': '`{key}` 应为文本。' },
  listContent: {
    en: '`content` is a list of parts. Most trainers of text models expect text.',
    'zh-CN': '`content` 是由多个部分组成的列表。多数文本模型的训练程序需要文本。',
  },
  mixedKeys: {
    en: 'The message mixes the keys of two formats: {keys}.',
    'zh-CN': '消息混用了两种格式的键：{keys}。',
  },
  callId: {
    en: 'No call before this result has the id `{id}`.',
    'zh-CN': '此结果之前没有 id 为 `{id}` 的调用。',
  },
  unanswered: { en: 'No result has the id `{id}` of this call.', 'zh-CN': '没有 id 为 `{id}` 的结果与此调用对应。' },
  stringArguments: {
    en: '`arguments` must be a JSON text in this format, not an object.',
    'zh-CN': '此格式中 `arguments` 应为 JSON 文本，而不是对象。',
  },
  objectArguments: {
    en: '`arguments` must be an object. Many chat templates write a text as JSON a second time.',
    'zh-CN': '`arguments` 应为对象。许多对话模板会把文本再次编码为 JSON。',
  },
  argumentsShape: { en: 'The arguments must be a JSON object.', 'zh-CN': '参数应为 JSON 对象。' },
  callName: { en: 'The call has no `name`.', 'zh-CN': '调用缺少 `name`。' },
  callSyntax: { en: 'This is not a call as JSON: {reason}.', 'zh-CN': '这不是 JSON 形式的调用：{reason}。' },
  callList: {
    en: 'A `tool_call` message must hold one call, not a list: write one message per call.',
    'zh-CN': '`tool_call` 消息只能包含一个调用，不能是列表：请为每个调用各写一条消息。',
  },
  toolsSyntax: { en: '`tools` is not valid JSON: {reason}.', 'zh-CN': '`tools` 不是有效的 JSON：{reason}。' },
  orderSystem: { en: 'A system message must come first.', 'zh-CN': '系统消息必须在最前面。' },
  orderResult: { en: 'A result must follow a call.', 'zh-CN': '结果必须位于调用之后。' },
  orderAlternate: {
    en: 'Messages of the user and of the assistant must alternate. LLaMA-Factory skips this sample.',
    'zh-CN': '用户与助手的消息必须交替出现。LLaMA-Factory 会跳过此样本。',
  },
  orderEnd: {
    en: 'The sample must end with the assistant. LLaMA-Factory skips this sample.',
    'zh-CN': '样本必须以助手结尾。LLaMA-Factory 会跳过此样本。',
  },
  orderTail: {
    en: 'Nothing of the assistant follows, so that this message is not trained.',
    'zh-CN': '其后没有助手的消息，因此此消息不会用于训练。',
  },
  noAssistant: { en: 'The sample has no message of the assistant.', 'zh-CN': '样本中没有助手的消息。' },
});
