// Takes a Markdown guide apart: what two languages of it must have in common, and what each says in prose.

export interface Guide {
  /** "##" for each heading of the second level, in order. */
  readonly headings: readonly string[];
  /** Blocks of code without their comments, which are translated. */
  readonly blocks: readonly string[];
  /** Code inside of lines, sorted. */
  readonly codes: readonly string[];
  /** Targets of links and pictures, as they stand. */
  readonly links: readonly string[];
  /** How many cells each row of a table has; 0 for an item of a list. */
  readonly rows: readonly number[];
  /** What is in italics: words that stand on the screen. */
  readonly labels: readonly string[];
  /** Lines without code, targets of links and marks. */
  readonly prose: readonly string[];
}

export function readGuide(markdown: string): Guide {
  const blocks = [...markdown.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].map(([, code]) => code!.replace(/\s+#.*$/gm, ""));
  const text = markdown.replace(/^```[\s\S]*?^```$/gm, "");
  const lines = text.split("\n");
  // A mark stays where code was: words on both sides of it are no neighbours.
  const plain = text.replace(/`[^`]+`/g, "`");
  const words = plain.replace(/\]\([^)]*\)/g, "]").replace(/\*\*/g, "");
  return {
    headings: lines.flatMap((line) => /^#+(?= )/.exec(line)?.[0] ?? []),
    blocks,
    codes: [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code!).sort(),
    links: [...text.matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => target!),
    rows: lines.flatMap((line) => (line.startsWith("|") ? line.split("|").length - 2 : /^(\d+\.|-) /.test(line) ? 0 : [])),
    labels: [...words.matchAll(/\*([^*\n]+)\*/g)].map(([, label]) => label!),
    prose: words.replace(/\*/g, "").split("\n"),
  };
}
