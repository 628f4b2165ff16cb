// Reads what a Huawei account has left (ShowVoiceTrainingQuotas) and how long its recordings may be (ShowTenantDurationCfg): both optional in every part.
import { type AccountLimits, soundCheckLimits, type TypeLimits } from "../../../core/cloud/capabilities/accountLimits.js";
import { isObject, type Json, present } from "../../shared/api/lenient.js";

/** A type of job by the names that both answers have for it; `left`: in the quotas, `seconds`: before `_min`, `_max`, `_advice_value`. */
const names: readonly { readonly type: string; readonly left?: string; readonly seconds: string }[] = [
  { type: "BASIC", left: "basic", seconds: "basic" },
  { type: "MIDDLE", left: "middle", seconds: "middle" },
  { type: "ADVANCE", left: "advance", seconds: "advance" },
  { type: "FLEXUS", left: "flexus", seconds: "flexus" },
  { type: "THIRD_PARTY", left: "third_party_cmww", seconds: "cmww" },
  { type: "THIRD_PARTY_LJZN", seconds: "ljzn" },
  { type: soundCheckLimits, seconds: "short_assess" },
];
/** Of a year of sound: more is a mistake. */
const mostSeconds = 366 * 86_400;
const mostJobs = 1_000_000;

export function readLimits(quotas: unknown, lengths: unknown): AccountLimits {
  const available = isObject(quotas) && isObject(quotas.resource_available_nums) ? quotas.resource_available_nums : {};
  const seconds: Json = isObject(lengths) ? lengths : {};
  const limits = names.map(({ type, left, seconds: name }): readonly [string, TypeLimits] => [
    type,
    present({
      left: left === undefined ? undefined : numberIn(available[left], 0, mostJobs),
      least: numberIn(seconds[`${name}_min`], 1, mostSeconds),
      most: numberIn(seconds[`${name}_max`], 1, mostSeconds),
      advised: numberIn(seconds[`${name}_advice_value`], 1, mostSeconds),
    }),
  ]);
  return new Map(limits.filter(([, known]) => Object.keys(known).length > 0));
}

function numberIn(value: unknown, least: number, most: number): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value >= least && value <= most ? value : undefined;
}
