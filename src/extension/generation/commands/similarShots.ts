import { window } from 'vscode';
import { defineMessages, parseShots, projectDocument } from '../../../core/index.ts';
import { filterByShape, findFaultyShots, getFaultShapes, toRepairInstructions } from '../../../generation/index.ts';
import { getFileName } from '../../fileName.ts';
import type { AcceptedShots } from '../review/preview.ts';
import type { GenerationContext } from '../run/generationContext.ts';
import { openTargetContext } from '../run/targetContext.ts';
import { repairShots } from './generateCommands.ts';

const say = defineMessages({
  similar: {
    en: '{count} other shots of {name} have the same problem. Repair them in the same way?',
    'zh-CN': '{name} 中还有 {count} 个示例有同样的问题。用同样的方式修复吗？',
  },
  repair: { en: 'Repair {count} Shots', 'zh-CN': '修复 {count} 个示例' },
});

/**
 * After a repaired shot was accepted: offers to repair the other shots of its document that have a finding which the
 * repair removed. The model gets the accepted repair as an example; its shots are shown in a preview.
 */
export async function offerSimilarRepairs(generation: GenerationContext, accepted: AcceptedShots): Promise<void> {
  const { target, shots } = accepted;
  const [repaired] = shots;
  const before = target.replaced?.[0];
  if (target.faults === undefined || repaired === undefined || before === undefined) return;
  const { session } = generation;
  const result = projectDocument(parseShots(repaired.text), accepted.known);
  const remaining = getFaultShapes(result, repaired.findings);
  const removed = new Set(target.faults.filter((shape) => !remaining.has(shape)));
  const find = async () => {
    const seen = await openTargetContext(session, { uri: target.uri });
    return seen && { seen, findings: filterByShape(seen.context.document, await seen.findings(), removed) };
  };
  const found = await find();
  const count = found === undefined ? 0 : findFaultyShots(found.seen.context.document, found.findings).shots.length;
  if (count === 0) return;
  const name = getFileName(target.uri);
  const button = session.t(say('repair', { count }));
  if ((await window.showInformationMessage(session.t(say('similar', { count, name })), button)) !== button) return;
  // The document may have been edited while the question was open.
  const now = await find();
  if (now === undefined) return;
  const { language } = now.seen.context.document.detectedStyle;
  await repairShots(generation, now.seen, now.findings, toRepairInstructions(before, repaired.text, language));
}
