// The steps of a random walk: what happens in a cloud, what the person does, and what happens between the answers.
import fc from "fast-check";

/** What happens in the cloud. `pick` chooses the job: small numbers lie at the head of the list. */
export type Happening =
  | { readonly kind: "add" | "remove" | "review"; readonly pick: number }
  | { readonly kind: "move"; readonly pick: number; readonly state: number }
  | { readonly kind: "pass"; readonly ms: number };

/** What the person does, and what happens in the cloud between the answers. */
export interface Wish {
  readonly kind: "refresh" | "more" | "everything" | "elsewhere" | "scope" | "job" | "search" | "both" | "stop" | "leave";
  readonly pick: number;
  readonly meanwhile: readonly Happening[];
}

export type Step = Happening | Wish;

export const pick = fc.oneof({ weight: 3, arbitrary: fc.nat(12) }, { weight: 2, arbitrary: fc.nat(5000) });
export const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("add", "remove", "review"), pick }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("move" as const), pick, state: fc.nat(30) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("pass" as const), ms: fc.constantFrom(0, 300, 1000, 2500, 9000) }) },
);
export const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom<Wish["kind"][]>(
    ...([
      "refresh",
      "refresh",
      "more",
      "more",
      "everything",
      "scope",
      "job",
      "search",
      "both",
      "elsewhere",
      "stop",
      "leave",
    ] as const),
  ),
  pick,
  meanwhile: fc.array(happening, { maxLength: 4 }),
});
export const steps = (length: number) =>
  fc.array<Step>(fc.oneof({ weight: 2, arbitrary: happening }, { weight: 1, arbitrary: wish }), {
    minLength: length,
    maxLength: length,
  });
