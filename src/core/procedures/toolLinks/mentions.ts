/** True if a text names a tool as a whole word; Chinese names need no spaces around them. */
export function mentions(text: string, tool: string): boolean {
  for (let at = text.indexOf(tool); at !== -1; at = text.indexOf(tool, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + tool.length] ?? ' '}`;
    if (!/\w/.test(around) || /^\W/.test(tool)) return true;
  }
  return false;
}

/** `explain that no refund is possible` does not call the tool `refund`: a plain word needs a verb that calls it. */
export function mentionsCall(text: string, tool: string): boolean {
  if (!mentions(text, tool)) return false;
  if (!/^[A-Za-z]?[a-z]+$/.test(tool)) return true;
  return new RegExp(
    `(?:\\b(?:calls?|use|using|via|run|with|invoke|tool)\\s+(?:the\\s+)?|调用|使用|用|通过|执行)\\s*${tool}\\b`,
    'iu',
  ).test(text);
}
