// What a person should know about Huawei's states and codes; loaded with the first panel that shows a job of this cloud.
import type { Advice } from "../../../core/cloud/advice.js";
import { codes } from "./codes.js";
import { states } from "./states.js";

export const advice: Advice = { states, codes };
