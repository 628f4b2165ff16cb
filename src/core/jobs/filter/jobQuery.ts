// What can be asked of a list of jobs, in words that fit every cloud.

/** How a time to filter by can be written, the likeliest first: in UTC; whole seconds or milliseconds since 1970. */
export const timeFormats = ["rfc3339", "seconds", "milliseconds"] as const;
export type TimeFormat = (typeof timeFormats)[number];

/** All parts are joined by "and"; several states, types or tags are joined by "or". Times in milliseconds since 1970, inclusive. */
export interface JobQuery {
  readonly states?: readonly string[];
  readonly types?: readonly string[];
  readonly tags?: readonly string[];
  /** Part of the voice name. */
  readonly text?: string;
  readonly jobId?: string;
  readonly batch?: string;
  readonly onDemand?: boolean;
  readonly createdSince?: number;
  readonly createdUntil?: number;
  readonly updatedSince?: number;
  readonly updatedUntil?: number;
  /** Of the four times; absent = the likeliest. */
  readonly timeFormat?: TimeFormat;
  readonly sort?: { readonly key: "created" | "updated"; readonly descending: boolean };
}

/** Items, not pages. */
export interface Page {
  readonly offset: number;
  /** 1..100 */
  readonly limit: number;
}
