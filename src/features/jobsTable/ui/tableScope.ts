// What the command that opens the table can be asked for: all connections or one, and what of their jobs.
import { writeFilter } from "../../../core/jobs/filter/filterLanguage.js";
import type { JobFilter } from "../../../core/jobs/filter/jobFilter.js";
import { tidyFilter } from "../../../services/view/storedViewOptions.js";

/** `filter`: as it is typed into the box, such as `state:failed age:<7d`. */
export interface TableScope {
  /** Absent = all connections. */
  readonly connectionId?: string;
  /** Absent = as the table has it. */
  readonly filter?: string;
}

/** The argument of the command as other programs, marks on pages and rows of the view give it: `{ connectionId?, filter? }`, the filter as a text or in its parts. */
export function readTableScope(argument: unknown): TableScope {
  if (typeof argument !== "object" || argument === null || Array.isArray(argument)) return {};
  const { connectionId, filter } = argument as Record<string, unknown>;
  return {
    ...(typeof connectionId === "string" && connectionId !== "" && { connectionId }),
    ...(typeof filter === "string" && { filter: filter.slice(0, longest) }),
    ...(typeof filter === "object" && filter !== null && { filter: writeFilter(tidyFilter(filter as JobFilter)) }),
  };
}

/** UTF-16 code units. */
const longest = 2_000;
