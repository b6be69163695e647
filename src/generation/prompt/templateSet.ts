/** Names of the prompt templates of a run. */
export type TemplateName =
  | 'system'
  | 'from-sop'
  | 'more-like-this'
  | 'for-tool'
  | 'rewrite'
  | 'repair-document'
  | 'format-json'
  | 'format-markdown'
  | 'repair'
  | 'again'
  | 'review';

/** One template per name. */
export type Templates = Readonly<Record<TemplateName, string>>;
