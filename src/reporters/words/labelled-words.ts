/** One thing to say under a label; without one it goes on from what stands before. */
export interface LabelledWords {
  readonly label: string;
  readonly words: string;
}
