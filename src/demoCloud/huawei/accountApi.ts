// What the local Huawei's account has left and how long its recordings may be (vendor SDK of 2026: ShowVoiceTrainingQuotas, ShowTenantDurationCfg).
import type { Answer } from "../server/messages.js";

/** Made up, and enough for a demo that is played for days. */
export function showQuotas(): Answer {
  const available = { flexus: 5, basic: 30, middle: 12, middle_on_demand: 0, advance: 3, third_party_cmww: 8 };
  return { status: 200, body: { resource_available_nums: available, count: 0, resources: [] } };
}

/** Seconds. */
export function showDurations(): Answer {
  const body = {
    tenant_id: "demo",
    ...of("basic", 180, 600, 300),
    ...of("middle", 600, 1_800, 900),
    ...of("advance", 3_600, 10_800, 3_600),
    ...of("flexus", 60, 300, 60),
    ...of("cmww", 30, 10_800, 300),
    short_assess_min: 5,
    short_assess_max: 60,
  };
  return { status: 200, body };
}

function of(name: string, least: number, most: number, advised: number) {
  return { [`${name}_min`]: least, [`${name}_max`]: most, [`${name}_advice_value`]: advised };
}
