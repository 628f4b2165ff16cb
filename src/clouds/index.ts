// The registry: one line for each cloud.
import type { Cloud } from "../core/cloud/cloud.js";
import { alibaba } from "./alibaba/index.js";
import { huawei } from "./huawei/index.js";

export const clouds: readonly Cloud[] = [huawei, alibaba];
