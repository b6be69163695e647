import type { CallNode } from '../parser/callNodes.ts';
import { encloses } from '../text/range.ts';
import type { Block, CallSite, Round, Shot } from './model.ts';

/** Takes a call with the place it has in its shot. */
export type SiteVisitor = (
  call: CallNode,
  block: Block,
  round: Round | undefined,
  shot: Shot,
  mention: boolean,
) => void;

/** Every call and mention in some shots, in document order. */
export function sitesOf(shots: readonly Shot[]): readonly CallSite[] {
  const sites: CallSite[] = [];
  visitSites(shots, (call, block, round, shot, mention) => {
    sites.push({ call, block, round, shot, mention });
  });
  return sites;
}

/** The same one after the other, without an object for each. Blocks and rounds of a shot both come in order. */
export function visitSites(shots: readonly Shot[], visit: SiteVisitor): void {
  for (const shot of shots) {
    const { blocks, rounds } = shot;
    let next = 0;
    for (const block of blocks) {
      const { calls, mentions } = block;
      if (calls.length === 0 && mentions.length === 0) continue;
      while ((rounds[next]?.end ?? block.end) <= block.start) next++;
      const around = rounds[next];
      const round = around !== undefined && encloses(around, block) ? around : undefined;
      for (const call of calls) visit(call, block, round, shot, false);
      if (mentions.length === 0) continue;
      for (const call of mentions) visit(call, block, round, shot, true);
    }
  }
}
