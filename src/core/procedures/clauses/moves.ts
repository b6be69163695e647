import type { TextRange } from '../../text/range.ts';

/** A condition as the author words it, without the conjunction. */
export interface Condition {
  readonly text: string;
  readonly range: TextRange;
  /** True after `unless`, `除非`: the side is taken where the condition does not hold. */
  readonly isNegated: boolean;
  /** Words such as `when` or `一旦`: at the beginning of a procedure they say what sets it off. */
  readonly isTrigger?: boolean;
  /** `For refunds follow …`: it names the matter, and there is one matter at a time. */
  readonly isMatter?: boolean;
}

/** A place of the procedure that a text names: a step by its label, a section by its name, an actor. */
export interface Reference {
  readonly range: TextRange;
  /** `4`, `2.1`, `b`; absent where a section or an actor is named. */
  readonly label?: string;
  /** The label stands after the word `step`. */
  readonly isStepWord?: boolean;
  readonly name?: string;
}

/** What one clause of a step says. A step is a list of moves in order. */
export type Move =
  | { readonly kind: 'do'; readonly text: string; readonly range: TextRange; readonly isParallel?: boolean }
  | {
      readonly kind: 'side';
      /** `case`: one of several labelled sides, of which exactly one is taken. */
      readonly form: 'if' | 'case';
      readonly condition: Condition;
      readonly moves: readonly Move[];
      readonly range: TextRange;
    }
  | { readonly kind: 'else'; readonly moves: readonly Move[]; readonly range: TextRange; readonly text: string }
  | { readonly kind: 'end'; readonly isHard: boolean; readonly text: string; readonly range: TextRange }
  | { readonly kind: 'handoff'; readonly isHard: boolean; readonly text: string; readonly range: TextRange }
  | { readonly kind: 'jump'; readonly target: Reference; readonly isBack: boolean; readonly range: TextRange }
  | { readonly kind: 'continue'; readonly range: TextRange }
  | {
      readonly kind: 'loop';
      readonly until?: Condition;
      readonly each?: string;
      readonly limit?: number;
      readonly target?: Reference;
      readonly text: string;
      readonly range: TextRange;
    }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly returns: boolean;
      readonly range: TextRange;
      readonly text: string;
    }
  | { readonly kind: 'rule'; readonly rule: RuleKind; readonly text: string; readonly range: TextRange };

/** `never`: forbidden; `confirm`: needs a yes before; `one-at-a-time`; `only-if`: allowed under a condition; `must`: other. */
export type RuleKind = 'never' | 'confirm' | 'one-at-a-time' | 'only-if' | 'must';

/** The words of one language that the clause reader asks for. Patterns are anchored at the clause they are given. */
export interface ClauseWords {
  /** Words that only say in which order things come: `then`, `首先`. */
  readonly sequence: RegExp;
  /** Where a clause of a sentence begins another branch. Global. */
  readonly branchBreak: RegExp;
  /** What every such place holds: most sentences hold none of it. */
  readonly branchMark: RegExp;
  /** True if words only say during what the branch after them may be taken: `操作过程中`. */
  isLead(words: string): boolean;
  readonly elseOpening: RegExp;
  /** Splits a clause that opens with a condition; both are lengths from the clause's start. */
  condition(clause: string): ConditionSplit | undefined;
  /** Splits a clause that ends with a condition: `do this unless that`. */
  trailing(clause: string): TrailingSplit | undefined;
  /** True if the words before a colon or comma are a state that a case is labelled with. */
  isState(words: string): boolean;
  /** What every text of a rule holds: most clauses hold none of it, and are not tried with each pattern. */
  readonly ruleMark: RegExp;
  readonly rules: readonly (readonly [RuleKind, RegExp])[];
  /** Global: where an action ends and the next one begins. */
  readonly actionBreak: RegExp;
  /** What every action that goes elsewhere, repeats something or names another document holds: most hold none of it. */
  readonly controlMark: RegExp;
  readonly continues: RegExp;
  readonly hardEnd: RegExp;
  readonly softEnd: RegExp;
  readonly hardHandoff: RegExp;
  readonly softHandoff: RegExp;
  readonly loop: RegExp;
  readonly until: RegExp;
  readonly each: RegExp;
  readonly times: RegExp;
  readonly jump: RegExp;
  readonly backJump: RegExp;
  readonly parallel: RegExp;
}

export interface ConditionSplit {
  readonly start: number;
  readonly end: number;
  /** Where the words begin that say what to do. */
  readonly rest: number;
  readonly isNegated: boolean;
  readonly isTrigger?: boolean;
  readonly isMatter?: boolean;
}

export interface TrailingSplit {
  /** Where the action ends. */
  readonly action: number;
  readonly start: number;
  /** Where the condition ends, if that is not where the clause does. */
  readonly end?: number;
  readonly isNegated: boolean;
}
