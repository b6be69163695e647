import { defineMessages, type Language, renderMessage } from '../../core/index.ts';
import { escapeHtml, randomNonce } from '../page.ts';
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

const STYLE = `body{font-size:var(--vscode-font-size,13px);color:var(--vscode-foreground)}
#app{display:flex;flex-direction:column;height:100vh}
header{display:flex;flex-wrap:wrap;gap:4px 20px;align-items:center;margin:8px 0 12px}
label{max-width:100%}
select{max-width:100%;font:inherit;color:var(--vscode-dropdown-foreground);background:var(--vscode-dropdown-background);border:1px solid var(--vscode-dropdown-border,currentColor);padding:2px 4px}
select:focus-visible{outline:1px solid var(--vscode-focusBorder)}
.key{display:inline-flex;align-items:center;gap:6px}
.key i{width:28px;border-top:3px solid var(--vscode-charts-green,#388a34)}
.key i.open{border-top:2px dashed var(--vscode-testing-iconFailed,var(--vscode-errorForeground,#c72e0f))}
p{margin:0;overflow-wrap:anywhere;color:var(--vscode-descriptionForeground)}
.scroll{flex:1 1 0;min-height:50vh;overflow:auto}`;

/** A new drawing keeps the place of the page and the focus, so that edits and other choices do not interrupt anybody. */
const SCRIPT = `const api = acquireVsCodeApi();
const app = document.getElementById('app');
const open = (event) => {
  const node = event.target.closest('[data-node]');
  if (node === null) return;
  api.postMessage(event.shiftKey ? { shotsOf: node.dataset.node } : { offset: Number(node.dataset.offset) });
};
document.addEventListener('click', open);
document.addEventListener('keydown', (event) => { if (event.key === 'Enter') open(event); });
app.addEventListener('change', ({ target }) => api.postMessage({ scope: target.value }));
window.addEventListener('message', ({ data }) => {
  const focused = document.activeElement;
  const node = focused.dataset.node;
  const isChoice = focused.localName === 'select';
  document.documentElement.lang = data.language;
  const before = app.querySelector('.scroll');
  const [left, top] = [before?.scrollLeft ?? 0, before?.scrollTop ?? 0];
  app.innerHTML = data.content;
  app.querySelector('.scroll').scrollTo(left, top);
  const kept = isChoice ? app.querySelector('select') : app.querySelector('[data-node="' + CSS.escape(node ?? '') + '"]');
  kept?.focus({ preventScroll: true });
});
api.postMessage({ isReady: true });`;

/** What the page shows besides the drawing. */
export interface FlowContentOptions {
  readonly language: Language;
  readonly scope: FlowScope;
  /** Some shots of the scope name the procedure. */
  readonly isMeasured: boolean;
}

/** The content of the page: the choice of shots, a key to the colors, and the drawing itself. */
export function flowContent(svg: string, { language, scope, isMeasured }: FlowContentOptions): string {
  const t = (key: Parameters<typeof say>[0]) => renderMessage(say(key), language);
  const choices = SCOPES.map(
    (value) => `<option value="${value}"${value === scope ? ' selected' : ''}>${t(value)}</option>`,
  );
  const colors = `<span class="key"><i></i>${t('covered')}</span><span class="key"><i class="open"></i>${t('uncovered')}</span>`;
  const key = scope === 'none' ? '' : isMeasured ? colors : `<span>${t('unmeasured')}</span>`;
  return `<header><label>${t('coverage')} <select>${choices.join('')}</select></label>${key}<p>${t('keys')}</p></header><div class="scroll">${svg}</div>`;
}

/** The page that the contents are shown in; it asks for the first one. */
export function flowPage(title: string, language: Language): string {
  const nonce = randomNonce();
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'nonce-${nonce}'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body><main id="app"></main><script nonce="${nonce}">${SCRIPT}</script></body>
</html>`;
}
