// The known values of an Alibaba job's fields, worded (vendor documentation B3).
import type { Choice } from "../../../core/forms/field.js";

/** Listed apart by the cloud, in this order here. */
export const types: readonly Choice[] = [
  { value: "Basic", title: "Basic" },
  { value: "Standard", title: "Standard" },
];

/** Without a type the cloud would list Basic alone (vendor documentation B1). */
export const allTypes = types.map(({ value }) => value);

/** What the voice is for: its tag. */
export const scenarios: readonly Choice[] = [
  { value: "story", title: "Stories" },
  { value: "interaction", title: "Interaction" },
  { value: "navigation", title: "Navigation" },
];

/** In lower case, unlike Huawei's. */
export const genders: readonly Choice[] = [
  { value: "female", title: "Female" },
  { value: "male", title: "Male" },
];
