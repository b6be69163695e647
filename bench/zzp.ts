import { readFileSync } from 'node:fs';
import { readSource } from '../src/core/text/source/sourceDocument.ts';
import { createToolFile, DEFAULT_OPTIONS } from '../src/core/schemas/toolFile.ts';
import { getExternalReferences } from '../src/core/schemas/references.ts';
import { createCatalog } from '../src/core/schemas/catalog.ts';
for (const f of ['api.yaml','api.json','api.yaml']) {
  const text = readFileSync('/tmp/c16/'+f,'utf8');
  const cpu = (what: string, run: () => any) => { const b = process.cpuUsage(); const r = run(); const u = process.cpuUsage(b); console.log(f, what, (u.user+u.system)/1000); return r; };
  const s = cpu('readSource', () => readSource('file:///w/'+f, text));
  cpu('external', () => getExternalReferences(s.value));
  const t = cpu('createToolFile', () => createToolFile(s, DEFAULT_OPTIONS));
  console.log(t.tools.length);
  cpu('catalog', () => createCatalog(t.tools, [t]));
  cpu('tool meta', () => { for (const x of t.tools) { x.name; x.description } });
  cpu('params one', () => t.tools[7].parameters);
  cpu('parameters all', () => { for (const x of t.tools) { x.parameters } });
  cpu('lines', () => t.lines);
  cpu('dup', () => s.duplicateKeys());
  cpu('problems', () => t.problems);
}
