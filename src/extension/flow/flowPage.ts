import { defineMessages, type Language, renderMessage } from '../../core/index.ts';
import type { FlowScope } from './flowCoverage.ts';

const say = defineMessages({
  coverage: { en: 'Coverage', 'zh-CN': '覆盖率' },
  workspace: { en: 'Shots of the workspace', 'zh-CN': '整个工作区的示例' },
  folder: { en: 'Shots of this folder', 'zh-CN': '此文件夹的示例' },
  none: { en: 'Do not show', 'zh-CN': '不显示' },
  covered: { en: 'covered', 'zh-CN': '已覆盖' },
  uncovered: { en: 'not covered', 'zh-CN': '未覆盖' },
  unmeasured: { en: 'No shots name this procedure.', 'zh-CN': '没有示例引用此流程。' },
  keys: {
    en: 'Enter or a click opens the step, with Shift the shots that cover it.',
    'zh-CN': '按 Enter 或单击可打开步骤，同时按住 Shift 则打开覆盖它的示例。',
  },
});

const SCOPES: readonly FlowScope[] = ['workspace', 'folder', 'none'];

const STYLE = `body{font-size:13px}
header{display:flex;flex-wrap:wrap;gap:4px 20px;align-items:center;margin:8px 0 12px}
select{font:inherit;color:var(--vscode-dropdown-foreground);background:var(--vscode-dropdown-background);border:1px solid var(--vscode-dropdown-border,currentColor);padding:2px 4px}
select:focus-visible{outline:1px solid var(--vscode-focusBorder)}
.key{display:inline-flex;align-items:center;gap:6px}
.key i{width:28px;border-top:3px solid var(--vscode-testing-iconPassed,#388a34)}
.key i.open{border-top:2px dashed var(--vscode-testing-iconFailed,var(--vscode-errorForeground,#c72e0f))}
p{margin:0;color:var(--vscode-descriptionForeground)}`;

const SCRIPT = `const api = acquireVsCodeApi();
const open = (event) => {
  const node = event.target.closest('[data-node]');
  if (node === null) return;
  api.postMessage(event.shiftKey ? { shotsOf: node.dataset.node } : { offset: Number(node.dataset.offset) });
};
document.addEventListener('click', open);
document.addEventListener('keydown', (event) => { if (event.key === 'Enter') open(event); });
document.querySelector('select').addEventListener('change', ({ target }) => api.postMessage({ scope: target.value }));`;

/** What the page shows besides the drawing. */
export interface FlowPageOptions {
  readonly language: Language;
  readonly scope: FlowScope;
  /** Some shots of the scope name the procedure. */
  readonly isMeasured: boolean;
}

/** The page of a drawing: the choice of shots, a key to the colors, and the drawing itself. */
export function flowPage(svg: string, { language, scope, isMeasured }: FlowPageOptions): string {
  const t = (key: Parameters<typeof say>[0]) => renderMessage(say(key), language);
  const choices = SCOPES.map(
    (value) => `<option value="${value}"${value === scope ? ' selected' : ''}>${t(value)}</option>`,
  );
  const colors = `<span class="key"><i></i>${t('covered')}</span><span class="key"><i class="open"></i>${t('uncovered')}</span>`;
  const key = scope === 'none' ? '' : isMeasured ? colors : `<span>${t('unmeasured')}</span>`;
  return page(
    `<header><label>${t('coverage')} <select>${choices.join('')}</select></label>${key}<p>${t('keys')}</p></header>${svg}`,
    language,
    SCRIPT,
  );
}

/** A page that only says why there is no drawing. */
export function emptyPage(note: string, language: Language): string {
  return page(`<p>${note}</p>`, language);
}

function page(body: string, language: Language, script?: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const nonce = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const scripts = script === undefined ? '' : `<script nonce="${nonce}">${script}</script>`;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'">
<style>${STYLE}</style>
</head>
<body>${body}${scripts}</body>
</html>`;
}
