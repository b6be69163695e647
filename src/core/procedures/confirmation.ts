/** Names of tools that only look something up. */
const LOOKS_UP =
  /^(?:get|list|find|search|query|check|read|look|lookup|fetch|show|count|calculate|compute|verify|validate|trace|describe|think)(?:[_A-Z]|$)|[._](?:get|list|find|search|query|read)(?:[_A-Z]|$)|^(?:查|查询|检索|获取|读取|计算|核实|校验|搜索)/;
/** Handing a matter over, waiting and answering change nothing that anybody has to agree to. */
const HANDS_OVER =
  /^(?:transfer_to|hand_?(?:over|off)|escalate|forward_to|respond|reply|wait|done|note)(?:[_A-Z]|$)|转人工|转接|上报/;
const AGREES =
  /\b(?:yes|yeah|yep|confirm(?:s|ed)?|agree[sd]?|go ahead|please do|correct|that is right|that's right|sounds good|fine|ok(?:ay)?|sure|all right)\b|好的|确认|同意|可以|没问题|是的|对的|行|办理吧/iu;

/** True for a tool that, by its name, changes something that a customer may have to agree to. */
export function changesSomething(tool: string): boolean {
  return !LOOKS_UP.test(tool) && !HANDS_OVER.test(tool);
}

/** True if a text says that somebody agrees. */
export function saysYes(text: string): boolean {
  return AGREES.test(text);
}
