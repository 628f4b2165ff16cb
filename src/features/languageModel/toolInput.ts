// What a language model may hand to each tool, as data that package.json repeats as JSON schema, and the reader of what it did hand over.
import { phases } from "../../core/jobs/job.js";

/** Lengths in UTF-16 code units. `texts`: any names, each with a text. */
export type ToolInput = { readonly isRequired?: boolean } & (
  | { readonly kind: "text"; readonly maxLength: number; readonly choices?: readonly string[] }
  | { readonly kind: "list"; readonly maxItems: number; readonly maxLength: number }
  | { readonly kind: "number"; readonly least: number; readonly most: number }
  | { readonly kind: "texts"; readonly maxItems: number; readonly maxLength: number }
);
export type ToolInputs = Readonly<Record<string, ToolInput>>;

const connection = { kind: "text", maxLength: 200 } as const;
const job = { kind: "text", maxLength: 200, isRequired: true } as const;

/** Most jobs of one answer. */
export const mostJobs = 20;

export const toolInputs = {
  findJobs: {
    connection,
    text: { kind: "text", maxLength: 200 },
    states: { kind: "list", maxItems: 20, maxLength: 100 },
    phase: { kind: "text", maxLength: 20, choices: phases },
    limit: { kind: "number", least: 1, most: mostJobs },
  },
  listNeedingMe: { connection },
  explainJob: { connection, job },
  submitJob: { connection, job, values: { kind: "texts", maxItems: 20, maxLength: 2000 } },
  checkRecordings: { folder: { kind: "text", maxLength: 1000 }, kind: { kind: "text", maxLength: 100 } },
} as const satisfies Readonly<Record<string, ToolInputs>>;
export type ToolName = keyof typeof toolInputs;

type Value<Each> = Each extends { readonly kind: "number" }
  ? number
  : Each extends { readonly kind: "list" }
    ? readonly string[]
    : Each extends { readonly kind: "texts" }
      ? Readonly<Record<string, string>>
      : Each extends { readonly choices: readonly (infer Choice)[] }
        ? Choice
        : string;
/** What is absent was not given, or was empty. */
export type ToolValues<Inputs> = {
  readonly [Name in keyof Inputs as Inputs[Name] extends { readonly isRequired: true } ? Name : never]: Value<Inputs[Name]>;
} & {
  readonly [Name in keyof Inputs as Inputs[Name] extends { readonly isRequired: true } ? never : Name]?: Value<Inputs[Name]>;
};

/** `name`: of the input that is wrong, one of the tool's own; absent = there is something that the tool does not know. */
export interface InputProblem {
  readonly name?: string;
  readonly isMissing?: boolean;
}

/** Nothing that a model says is believed: what is not as described is a problem. */
export function readToolInput<Inputs extends ToolInputs>(
  inputs: Inputs,
  given: unknown,
): { readonly values: ToolValues<Inputs> } | { readonly problem: InputProblem } {
  const found = given ?? {};
  if (typeof found !== "object" || Array.isArray(found)) return { problem: {} };
  const named = found as Readonly<Record<string, unknown>>;
  if (Object.keys(named).some((name) => !Object.hasOwn(inputs, name))) return { problem: {} };
  const values: Record<string, unknown> = {};
  for (const [name, input] of Object.entries(inputs)) {
    const value = Object.hasOwn(named, name) ? tidy(named[name]) : undefined;
    if (value === undefined) {
      if (input.isRequired) return { problem: { name, isMissing: true } };
    } else if (!fits(input, value)) return { problem: { name } };
    else values[name] = value;
  }
  return { values: values as ToolValues<Inputs> };
}

/** Models fill in what they have no value for. */
function tidy(value: unknown): unknown {
  const tidied = typeof value === "string" ? value.trim() : value;
  return tidied === null || tidied === "" || (Array.isArray(tidied) && tidied.length === 0) ? undefined : tidied;
}

function fits(input: ToolInput, value: unknown): boolean {
  switch (input.kind) {
    case "text":
      return isText(value, input.maxLength) && (input.choices?.includes(value) ?? true);
    case "number":
      return typeof value === "number" && Number.isInteger(value) && value >= input.least && value <= input.most;
    case "list":
      return Array.isArray(value) && value.length <= input.maxItems && value.every((item) => isText(item, input.maxLength));
    case "texts": {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
      const texts = Object.values(value);
      return texts.length <= input.maxItems && texts.every((text) => isText(text, input.maxLength));
    }
  }
}

function isText(value: unknown, maxLength: number): value is string {
  return typeof value === "string" && value.length <= maxLength;
}
