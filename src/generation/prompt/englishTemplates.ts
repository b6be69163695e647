import type { Templates } from './templateSet.ts';

/** The shipped templates for shots in English. */
export const ENGLISH_TEMPLATES: Templates = {
  system: `You write few-shot examples that teach a model to follow a standard operating procedure with tools.

What makes an example good:
- The request is what a real customer would write: short, in their own words, with the facts an agent needs and none of the procedure's jargon.
- Every argument of a call comes from the request, from an earlier observation, or from the schema (an enumeration, a default). Invent no identifiers, dates or amounts.
- Calls use only the tools that are given, exactly the parameter names of their schemas, and values of the right JSON type.
- An observation is what the tool would really give back, or what the customer would really answer. It may be short; it may be a failure.
- A thought is one or two sentences that say why the next action is the right one.
- No placeholders, no ellipsis, no "and so on": every example is complete.
- The data is made up. No real persons, phone numbers, mail addresses or keys.
`,
  'from-sop': `Write examples in the {{style}} style for this procedure. Number of examples: {{count}}. Write everything in {{language}}.

# Procedure
{{sop}}
{{#tools}}

# Tools
{{tools}}
{{/tools}}
{{#existing}}

# Examples that exist already
Yours must differ from them in situation, wording and values.
{{existing}}
{{/existing}}

# What each example shows
{{plan}}
{{#instructions}}

# Instructions
{{instructions}}
{{/instructions}}

# Style
{{style-notes}}

# Format
{{format}}
`,
  'more-like-this': `Write more examples of the same kind as the one below, in the {{style}} style. Number of new examples: {{count}}. Write everything in {{language}}. Keep its structure and style; change the situation, the wording and the values.

# The example
{{shot}}
{{#sop}}

# Procedure
{{sop}}
{{/sop}}
{{#tools}}

# Tools
{{tools}}
{{/tools}}
{{#existing}}

# Other examples that exist already
{{existing}}
{{/existing}}
{{#plan}}

# What each example shows
{{plan}}
{{/plan}}
{{#instructions}}

# Instructions
{{instructions}}
{{/instructions}}

# Style
{{style-notes}}

# Format
{{format}}
`,
  'for-tool': `Write examples in the {{style}} style that teach when and how to call the tool below, and when not to. Number of examples: {{count}}. Write everything in {{language}}.

# Tools
{{tools}}
{{#existing}}

# Examples that exist already
{{existing}}
{{/existing}}

# What each example shows
{{plan}}
{{#instructions}}

# Instructions
{{instructions}}
{{/instructions}}

# Style
{{style-notes}}

# Format
{{format}}
`,
  rewrite: `Rewrite the text below as examples in the {{style}} style. Number of examples: {{count}}. Write everything in {{language}}. Keep its facts, names and values; add only what the style needs.

# The text
{{text}}
{{#sop}}

# Procedure
{{sop}}
{{/sop}}
{{#tools}}

# Tools
{{tools}}
{{/tools}}
{{#instructions}}

# Instructions
{{instructions}}
{{/instructions}}

# Style
{{style-notes}}

# Format
{{format}}
`,
  'repair-document': `The examples below have mistakes that a checker found. Give every example back in the same order, {{count}} in all, with the mistakes corrected and everything else unchanged. Write everything in {{language}}.

# The examples
{{shot}}

# What the checker says
{{findings}}
{{#sop}}

# Procedure
{{sop}}
{{/sop}}
{{#tools}}

# Tools
{{tools}}
{{/tools}}
{{#instructions}}

# Instructions
{{instructions}}
{{/instructions}}

# Style
{{style-notes}}

# Format
{{format}}
`,
  'format-json': `Reply with one JSON object and nothing around it, in this shape:
{{example}}
- "request": the customer's words.
- "plan": the list of planned steps for the plan-and-solve style; otherwise an empty list.
- "rounds": the turns in order. "step" is the number of the procedure's step, or "". "think" is the thought, or "". Either "calls" holds calls of tools, or "action" says in plain words what the agent does (then "calls" is empty). "arguments" is a JSON object written as a string. "observation" is what came back, or "" where nothing did.
- "answer": the last words to the customer, or "" where the style has none.
`,
  'format-markdown': `Reply with the examples only, in exactly this form, separated by a line of three hyphens, with no words before or after:

{{example}}
`,
  repair: `A checker read your example and found this:
{{findings}}

Return the whole example in the same format with these points corrected and the rest unchanged. Only this one example.
`,
  review: `Review one few-shot example that teaches a model to follow a procedure with tools. A checker has already checked the names and types of its calls.

Accept it only if all of this holds:
- It follows the procedure: no step is skipped that applies, none is taken that does not apply.
- Every argument comes from the request, an earlier observation or the schema. Nothing is invented.
- The answer says what the observations say, and what the customer needs.
- The request sounds like a real customer, and all of it is in {{language}}.
{{#sop}}

# Procedure
{{sop}}
{{/sop}}
{{#tools}}

# Tools
{{tools}}
{{/tools}}
{{#instructions}}

# Instructions
{{instructions}}
{{/instructions}}

# The example
{{shot}}

# Format
Reply with one JSON object and nothing around it: {"accept": true or false, "reasons": ["…"]}. Each reason is one short sentence in {{language}} about one mistake; an accepted example has an empty list.
`,
  again: `{{reason}} Write the examples now, for the points above and in the same format. Number of examples: {{count}}.
`,
};
