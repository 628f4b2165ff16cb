// The contract of every cloud: run over the registry, and over a cloud that does not exist.
import type { Cloud } from "../../../../src/core/cloud/cloud.js";
import { describeAnswers } from "./answers.js";
import { describeCapabilities } from "./capabilities.js";
import { contractCalls, type Meeting } from "./contractCalls.js";
import { describeDescription } from "./description.js";
import { describeRequests } from "./requests.js";
import { describeExchanges, describeKeySources, describeProjects } from "./waysIn.js";

/** `bodies`: what the cloud might send for a job or a list, to be spoiled. `meetings`: by id of each kind that has an exchange. */
export function describeContract(
  cloud: Cloud,
  bodies: readonly unknown[] = [],
  meetings: Readonly<Record<string, Meeting>> = {},
): void {
  const calls = contractCalls(cloud, meetings);

  describe(`${cloud.id} keeps the contract of a cloud`, () => {
    describeDescription(cloud);
    describeCapabilities(cloud, calls);
    describeRequests(cloud, calls);
    describeExchanges(cloud, meetings);
    describeProjects(cloud);
    describeKeySources(cloud, meetings);
    describeAnswers(calls, bodies);
  });
}
