// What a person should know about Alibaba's states and codes; loaded with the first panel that shows a job of this cloud.
import type { Advice } from "../../core/advice.js";
import { codes } from "./codeAdvice.js";
import { states } from "./stateAdvice.js";

export const advice: Advice = { states, codes };
