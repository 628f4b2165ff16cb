// A cloud's own answers with one part replaced by something else.
import fc from "fast-check";

/** The cloud's own bodies with one part replaced by something else. */
export function hostileBodies(bodies: readonly unknown[]): fc.Arbitrary<string> {
  if (bodies.length === 0) return fc.json();
  const odd = fc.oneof(
    fc.constantFrom<unknown>(null, "", -1, 1e300, [], {}, [[]], [{}], true),
    fc.anything({ maxDepth: 2 }),
    fc.string(),
  );
  return fc.record({ body: fc.constantFrom(...bodies), at: fc.nat(), odd }).map(({ body, at, odd: value }) => {
    let left = at % countParts(body);
    const spoiled = JSON.stringify(body, (_name, part: unknown) => (left-- === 0 ? plain(value) : part));
    return spoiled ?? "";
  });
}

function countParts(body: unknown): number {
  let parts = 0;
  JSON.stringify(body, (_name, part: unknown) => {
    parts++;
    return part;
  });
  return parts;
}

/** What JSON makes of it; what it cannot take is null. */
function plain(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? "null");
  } catch {
    return null;
  }
}
