/** How serious a finding is, as in LSP. */
export type Severity = 'error' | 'warning' | 'info' | 'hint';
