// Keeps, for each mark of a chart, the filter that finds the jobs it stands for.
import type { JobFilter } from "../../../core/jobs/filter/jobFilter.js";

export class Marks {
  private readonly filters = new Map<string, JobFilter>();

  /** The same filter has the same name in each painting of the same jobs. */
  name(filter: JobFilter): string {
    const id = nameOf(JSON.stringify(filter));
    this.filters.set(id, filter);
    return id;
  }

  filter(id: string): JobFilter | undefined {
    return this.filters.get(id);
  }
}

/** Short, and another for another text: 52 bits of two sums. */
function nameOf(text: string): string {
  let [one, other] = [0x811c9dc5, 0x1b873593];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other + code, 0x85ebca6b) ^ (other >>> 13);
  }
  return `${(one >>> 0).toString(36)}-${(other >>> 0).toString(36)}`;
}
