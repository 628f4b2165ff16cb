// Looks up the translation of a text that comes from a description, such as the title of a field.
//
// Descriptions of clouds are English data that is looked up here; every other sentence is a literal `l10n.t`. `npm run l10n`
// collects both; a test fails on a bare string or a missing Chinese sentence. punctuation.ts joins names, values, remarks and
// lists with the punctuation of the person's language.

import * as l10n from "@vscode/l10n";
import type { Choice } from "../core/forms/field.js";

/** English in, the person's language out; a text without a translation stays as it is. */
export function translate(text: string): string {
  return l10n.t(text);
}

/** A value without a description is shown verbatim. */
export function choiceTitle(choices: readonly Choice[], value: string): string {
  const known = choices.find((choice) => choice.value === value);
  return known ? translate(known.title) : value;
}
