import type { LintOptions } from '../../core/index.ts';

/** Options of the lint run before an export: what decides about a shot is found even if a project turns its rule off. */
export const EXPORT_LINT_OPTIONS: LintOptions = {
  rules: {
    'placeholder-value': 'warning',
    'elided-content': 'warning',
    'incomplete-shot': 'warning',
    'near-duplicate-shot': 'off',
    'duplicate-shot': 'off',
    'token-budget': 'off',
  },
};
