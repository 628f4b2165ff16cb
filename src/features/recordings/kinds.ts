// What recordings can be for: the kinds of jobs that clouds describe, one by its name, and a guess by what lies in a folder.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { RecordingsPurpose } from "../../core/ports/recordingPackages.js";
import { withAccountLimits } from "../../core/recordings/recordingRequirements.js";
import type { RecordingPlan } from "./layout/plan.js";
import type { CheckedKind } from "./report.js";

/** For no kind of job in particular. */
export const anyKind = "any";

export async function checkedKinds(clouds: readonly Cloud[]): Promise<readonly CheckedKind[]> {
  const each = clouds.map(async ({ id, shortTitle, recordingRequirements }) =>
    ((await recordingRequirements?.()) ?? []).map((requirements) => ({ cloud: id, cloudTitle: shortTitle, requirements })),
  );
  return (await Promise.all(each)).flat();
}

/** Such as "huawei/basic": how a kind is kept, and named by other programs. */
export function kindName({ cloud, requirements }: CheckedKind): string {
  return `${cloud}/${requirements.id}`;
}

/** What the recordings of a job are checked for; undefined = it is not known what such jobs ask. */
export function kindFor(
  kinds: readonly CheckedKind[],
  { cloud, jobType, limits = {} }: RecordingsPurpose,
): CheckedKind | undefined {
  const kind = kinds.find((each) => each.cloud === cloud && each.requirements.jobTypes.includes(jobType ?? ""));
  return kind && { ...kind, requirements: withAccountLimits(kind.requirements, limits) };
}

/** Seconds of sound that so many bytes usually are. */
const bytesPerSecond = 96_000;

/** The kind that these recordings come closest to; of equal ones that of a cloud in `preferred`, then the first. Undefined = nothing tells. */
export function guessKind(
  plan: RecordingPlan,
  kinds: readonly CheckedKind[],
  preferred: ReadonlySet<string>,
): CheckedKind | undefined {
  const ranked = kinds.flatMap((kind) => {
    const distance = distanceOf(plan, kind);
    return distance === undefined ? [] : [{ kind, distance: distance + (preferred.has(kind.cloud) ? 0 : 0.1) }];
  });
  return ranked.sort((one, other) => one.distance - other.distance)[0]?.kind;
}

/** How far the set is from what is asked, 0 = not at all; undefined = it cannot be meant. */
function distanceOf({ recordings }: RecordingPlan, { requirements }: CheckedKind): number | undefined {
  const count = recordings.length;
  const texts = recordings.filter(({ text }) => text).length;
  const seconds = recordings.reduce((total, { sound }) => total + sound.size, 0) / bytesPerSecond;
  const asked = requirements.count.refuse?.value.least;
  if (count === 0) return undefined;
  if (asked === 1) return count === 1 ? farFrom(seconds, requirements) : undefined;
  if (requirements.text === "none") return count > 1 && texts === 0 ? farFrom(seconds, requirements) : undefined;
  if (count === 1 || asked === undefined || (requirements.text === "required" && texts * 2 < count)) return undefined;
  const far = Math.abs(Math.log(count / asked));
  return far > Math.log(3) ? undefined : far;
}

/** By their length, which sizes tell roughly. */
function farFrom(seconds: number, { totalSeconds, seconds: each }: CheckedKind["requirements"]): number {
  const { least = 0, most = Number.POSITIVE_INFINITY } = totalSeconds.refuse?.value ?? each.warn?.value ?? {};
  if (seconds < least) return Math.log(least / Math.max(seconds, 0.1));
  return seconds > most ? Math.log(seconds / most) : 0;
}
