/** A tensor's entry in a header. */
export interface TensorInfo {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Offsets of its bytes, from the end of the header. */
  readonly start: number;
  readonly end: number;
}
