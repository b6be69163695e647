import type { ListedShot } from './shotList.ts';

/** One line of the view *Shots*. */
export type ShotNode =
  | {
      readonly kind: 'document';
      readonly uri: string;
      readonly path: string;
      /** Undefined until the document was read. */
      readonly shots: readonly ListedShot[] | undefined;
    }
  | { readonly kind: 'run'; readonly uri: string; readonly shots: readonly ListedShot[] }
  | { readonly kind: 'shot'; readonly uri: string; readonly shot: ListedShot; readonly problems: number };
