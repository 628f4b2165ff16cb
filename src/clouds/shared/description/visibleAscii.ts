// A pattern that forms of several clouds share; apart, so that describing a form loads nothing that checks one.
import type { Field } from "../../../core/forms/field.js";

/** What can stand in a header as it is. */
export const visibleAscii: NonNullable<Field["pattern"]> = {
  test: /^[\x21-\x7e]+$/,
  problem: "Use visible ASCII characters only, without spaces.",
};
