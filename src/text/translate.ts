// Looks up the translation of a text that comes from a description, such as the title of a field.
import * as l10n from "@vscode/l10n";
import type { Choice } from "../core/forms/field.js";

/** English in, the person's language out; a text nobody translated stays as it is. */
export function translate(text: string): string {
  return l10n.t(text);
}

/** A value that nobody described is shown verbatim. */
export function choiceTitle(choices: readonly Choice[], value: string): string {
  const known = choices.find((choice) => choice.value === value);
  return known ? translate(known.title) : value;
}
