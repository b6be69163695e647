/** The codes of problems of training data that no rule of shots has. Their severity can be set for a run. */
export const DATA_CODES = [
  'truncated-line',
  'invalid-json',
  'unknown-format',
  'mixed-formats',
  'mixed-keys',
  'unknown-role',
  'missing-content',
  'null-content',
  'list-content',
  'role-order',
  'unmatched-call-id',
  'argument-type',
  'tools-syntax',
  'duplicate-sample',
  'near-duplicate-sample',
  'dataset-info',
] as const;
