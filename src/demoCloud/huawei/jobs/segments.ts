// What the local Huawei knows of recordings that are sent one by one.

export class Segments {
  /** The number of the first recording; the documents do not say whether it is 0 or 1. */
  base = 0;
  /** Job, place and contents of those that matched their texts. */
  readonly confirmed = new Set<string>();
}
