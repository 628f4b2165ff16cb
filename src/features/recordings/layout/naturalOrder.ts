// Orders names as a person does: 2 before 10, folder by folder.

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "variant" });

export function byName(one: string, other: string): number {
  return collator.compare(one, other) || (one < other ? -1 : one > other ? 1 : 0);
}
