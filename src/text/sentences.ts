// Puts sentences one after another as the person's language does.

/** "It failed. Try again." in English, "失败。请重试。" in Chinese, whose full-width marks bring their own gap. What is empty is left out. */
export function sentences(...said: readonly (string | false | undefined)[]): string {
  return said
    .filter(Boolean)
    .join(" ")
    .replace(/([。！？；]) /g, "$1");
}
