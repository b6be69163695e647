import type { Templates } from './templateSet.ts';

/** The shipped templates for shots in Chinese. */
export const CHINESE_TEMPLATES: Templates = {
  system: `你负责编写 few-shot 示例，让模型学会按照标准作业流程（SOP）使用工具处理客户请求。

好示例的标准：
- 用户请求要像真实客户说的话：简短、口语化，带有客服处理时需要的信息，不出现流程里的内部术语。
- 调用中的每个参数都要有出处：来自用户请求、前面的观察结果，或 schema 本身（枚举、默认值）。不要凭空编造编号、日期和金额。
- 只调用给出的工具，参数名与 schema 完全一致，值的 JSON 类型正确。
- 观察结果是工具真会返回的内容，或客户真会说的回答；可以很短，也可以是失败。
- 思考用一两句话说明为什么下一步该这样做。
- 不写占位符，不写省略号，不写“等等”：每个示例都是完整的。
- 数据均为虚构，不得出现真实的人名、手机号、邮箱或密钥。
`,
  'from-sop': `请为下面的流程编写 {{count}} 个 {{style}} 风格的示例，全部用{{language}}书写。

# 流程
{{sop}}
{{#tools}}

# 工具
{{tools}}
{{/tools}}
{{#existing}}

# 已有的示例
新示例的场景、措辞和取值都要与它们不同。
{{existing}}
{{/existing}}

# 每个示例要展示的内容
{{plan}}
{{#instructions}}

# 其他要求
{{instructions}}
{{/instructions}}

# 风格
{{style-notes}}

# 格式
{{format}}
`,
  'more-like-this': `请再写 {{count}} 个与下面这个同类的示例，{{style}} 风格，全部用{{language}}书写。结构和写法保持一致，换掉场景、措辞和取值。

# 参照的示例
{{shot}}
{{#sop}}

# 流程
{{sop}}
{{/sop}}
{{#tools}}

# 工具
{{tools}}
{{/tools}}
{{#existing}}

# 其他已有的示例
{{existing}}
{{/existing}}
{{#plan}}

# 每个示例要展示的内容
{{plan}}
{{/plan}}
{{#instructions}}

# 其他要求
{{instructions}}
{{/instructions}}

# 风格
{{style-notes}}

# 格式
{{format}}
`,
  'for-tool': `请编写 {{count}} 个 {{style}} 风格的示例，教会模型何时、如何调用下面的工具，以及什么时候不该调用。全部用{{language}}书写。

# 工具
{{tools}}
{{#existing}}

# 已有的示例
{{existing}}
{{/existing}}

# 每个示例要展示的内容
{{plan}}
{{#instructions}}

# 其他要求
{{instructions}}
{{/instructions}}

# 风格
{{style-notes}}

# 格式
{{format}}
`,
  rewrite: `请把下面的文字改写成 {{count}} 个 {{style}} 风格的示例，全部用{{language}}书写。保留其中的事实、名称和取值，只补上这种风格必需的内容。

# 原文
{{text}}
{{#sop}}

# 流程
{{sop}}
{{/sop}}
{{#tools}}

# 工具
{{tools}}
{{/tools}}
{{#instructions}}

# 其他要求
{{instructions}}
{{/instructions}}

# 风格
{{style-notes}}

# 格式
{{format}}
`,
  'repair-document': `检查程序在下面的示例里发现了错误。请按原来的顺序给出全部示例，共 {{count}} 个：改正这些错误，其余内容不变。全部用{{language}}书写。

# 示例
{{shot}}

# 检查结果
{{findings}}
{{#sop}}

# 流程
{{sop}}
{{/sop}}
{{#tools}}

# 工具
{{tools}}
{{/tools}}
{{#instructions}}

# 其他要求
{{instructions}}
{{/instructions}}

# 风格
{{style-notes}}

# 格式
{{format}}
`,
  'format-json': `只回复一个 JSON 对象，前后不要有任何文字，形状如下：
{{example}}
- "request"：客户说的话。
- "plan"：plan-and-solve 风格的计划步骤列表；其他风格为空列表。
- "rounds"：按顺序排列的各轮。"step" 是对应的流程步骤编号，没有则为 ""。"think" 是思考，没有则为 ""。要么用 "calls" 给出工具调用，要么用 "action" 以自然语言说明动作（此时 "calls" 为空列表）。"arguments" 是写成字符串的 JSON 对象。"observation" 是返回的内容，没有则为 ""。
- "answer"：最后对客户说的话，该风格没有这一项时为 ""。
`,
  'format-markdown': `只回复示例本身，严格采用下面的写法，示例之间用一行三个减号隔开，前后不要有任何说明：

{{example}}
`,
  repair: `检查程序读了你的示例，发现以下问题：
{{findings}}

请用同样的格式给出改正后的完整示例，其余内容不变。只给这一个示例。
`,
  review: `请审阅一个教模型借助工具执行流程的示例。检查程序已经检查过其中调用的名称和类型。

只有满足以下全部条件才予以认可：
- 它遵循流程：没有漏掉适用的步骤，也没有执行不适用的步骤。
- 每个参数都来自用户请求、此前的观察结果或 schema，没有编造的内容。
- 答复与观察结果一致，并说明了客户需要知道的内容。
- 请求像真实客户所写，全部内容使用{{language}}。
{{#sop}}

# 流程
{{sop}}
{{/sop}}
{{#tools}}

# 工具
{{tools}}
{{/tools}}
{{#instructions}}

# 其他要求
{{instructions}}
{{/instructions}}

# 示例
{{shot}}

# 格式
只回复一个 JSON 对象，前后不要有任何文字：{"accept": true 或 false, "reasons": ["……"]}。每条原因用一句简短的{{language}}说明一处错误；认可的示例没有原因，列表为空。
`,
  again: `{{reason}}现在请按上面的要点、用同样的格式写 {{count}} 个示例。
`,
};
