// What the tests are told about the network around them.
import https from "node:https";
import type { TestNetwork } from "../../host/surroundings.js";

/** Undefined where no surroundings were made for the tests, as in the desktop editor. */
export const network: TestNetwork | undefined = JSON.parse(process.env.VOICE_JOBS_TEST_NETWORK ?? "null") ?? undefined;

export const describeNetwork = (title: string, tests: () => void) => (network ? describe : describe.skip)(title, tests);

/** The older editor takes certificates for tests from here, once, at the first request of all; the newer asks the system. */
export function trustTestAuthorities(): void {
  if (!network) return;
  const { everywhere, system } = network.authorities;
  Object.assign(https.globalAgent, { testCertificates: [everywhere.cert, system.cert] });
}
