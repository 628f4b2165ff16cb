// The guides that people read, page by page in both languages: the README, and the chapters of the manual.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./sentences.js";

export interface GuidePage {
  /** Paths below the root. */
  readonly english: string;
  readonly chinese: string;
}

const chapters = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));

/** The README first. */
export const guidePages: readonly GuidePage[] = [
  { english: "README.md", chinese: "l10n/README.zh-cn.md" },
  ...chapters.map((name) => ({ english: `docs/${name}`, chinese: `docs/zh-cn/${name}` })),
];

/** All pages of one language as one text. */
export function wholeManual(language: keyof GuidePage): string {
  return guidePages.map((page) => readFileSync(join(root, page[language]), "utf8")).join("\n");
}
