import type { Shot, ShotsDocument, ToolCatalog } from '../../core/index.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { createShotContext } from '../conversation/shotContext.ts';
import { toConversation } from '../conversation/toConversation.ts';
import { isExclusion } from '../exclusion.ts';
import { createNearDuplicateIndex } from './nearDuplicates.ts';

/** A sample that is almost identical to an earlier one. */
export interface SimilarSample<Place> {
  readonly place: Place;
  /** The first sample of the same cluster. */
  readonly original: Place;
}

/** Compares shots of documents and rows of training data with each other, whatever file they are in. */
export interface SampleComparison<Place> {
  /** Adds the shots that have a form as a sample. */
  addShots(document: ShotsDocument, tools: ToolCatalog, toPlace: (shot: Shot) => Place): void;
  add(conversation: Conversation, place: Place): void;
  /** The later samples of each cluster of near-duplicates, in the order in which they were added. */
  find(): readonly SimilarSample<Place>[];
}

/** Tools play no part in the comparison. */
const OPTIONS = { plainAs: 'react', system: '', toolsOf: () => [], textOnly: false, asWritten: false } as const;

/** Creates an empty comparison. It keeps the text of every sample, so it takes about as much memory as the samples. */
export function createSampleComparison<Place>(): SampleComparison<Place> {
  const index = createNearDuplicateIndex();
  const places: Place[] = [];
  const add = (conversation: Conversation, place: Place): void => {
    index.add(conversation);
    places.push(place);
  };
  return {
    add,
    addShots(document, tools, toPlace) {
      const context = createShotContext(document, tools);
      for (const shot of document.shots) {
        const sample = toConversation(context, shot, OPTIONS);
        if (!isExclusion(sample)) add(sample.conversation, toPlace(shot));
      }
    },
    find() {
      const { sets } = index.find();
      return places.flatMap((place, sample): readonly SimilarSample<Place>[] => {
        const first = sets.find(sample);
        return first === sample ? [] : [{ place, original: places[first] as Place }];
      });
    },
  };
}
