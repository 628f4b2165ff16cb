// What an editor under test finds around it: a folder that means ill, authorities it trusts, and no proxy but the test's own.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Certificate, makeAuthority } from "../fakes/network/authority";
import { freePort } from "./editors/server";

/**
 * `proxied`: the environment names a proxy, and the folder is not trusted. `fork`: the editor lacks what forks of it may lack. Tests for
 * them are called `….proxied.test.ts` and `….fork.test.ts`.
 */
export const surroundingKinds = ["plain", "proxied", "fork"] as const;
export type SurroundingKind = (typeof surroundingKinds)[number];

/** Handed to the tests in the variable `VOICE_JOBS_TEST_NETWORK`, as JSON. */
export interface TestNetwork {
  /** Where the settings of the folder want requests to go; only a test listens there. */
  readonly hostilePort: number;
  /** Where the environment says that a proxy is. */
  readonly proxyPort?: number;
  readonly authorities: {
    /** Trusted on every route, by NODE_EXTRA_CA_CERTS and as the system's. */
    readonly everywhere: Certificate;
    /** Trusted as the system's only, which our own sockets do not know. */
    readonly system: Certificate;
  };
}

export interface Surroundings {
  /** For the editor's server and its extension hosts. */
  readonly env: Readonly<Record<string, string>>;
  /** To be opened. */
  readonly folder: string;
  readonly isTrusted: boolean;
  /** Paths of modules for the editor's server and its extension hosts. */
  readonly preload: readonly string[];
  remove(): Promise<void>;
}

export async function makeSurroundings(kind: SurroundingKind): Promise<Surroundings> {
  const place = await mkdtemp(join(tmpdir(), "voice-jobs-around-"));
  const [everywhere, system] = await Promise.all([makeAuthority("Test everywhere"), makeAuthority("Test system")]);
  const network: TestNetwork = {
    hostilePort: await freePort(),
    ...(kind === "proxied" && { proxyPort: await freePort() }),
    authorities: { everywhere, system },
  };
  const folder = join(place, "folder");
  await mkdir(join(folder, ".vscode"), { recursive: true });
  await Promise.all([
    writeFile(join(folder, ".vscode/settings.json"), JSON.stringify(hostileSettings(kind, network))),
    writeFile(join(place, "extra.pem"), everywhere.cert),
    writeFile(join(place, "system.pem"), `${everywhere.cert}\n${system.cert}\n`),
  ]);
  return {
    env: {
      ...proxyVariables(network),
      // Node reads the first for its own sockets; the editor gives its fetch what OpenSSL calls the system's, since Node can tell.
      NODE_EXTRA_CA_CERTS: join(place, "extra.pem"),
      SSL_CERT_FILE: join(place, "system.pem"),
      VOICE_JOBS_TEST_SURROUNDINGS: kind,
      VOICE_JOBS_TEST_NETWORK: JSON.stringify(network),
    },
    folder,
    isTrusted: kind !== "proxied",
    preload: kind === "fork" ? [join(__dirname, "fewerApis.cjs")] : [],
    remove: () => rm(place, { recursive: true, force: true }),
  };
}

/** All of them, so that those of the machine do not reach the tests. */
function proxyVariables({ proxyPort, hostilePort }: TestNetwork): Record<string, string> {
  const none = { HTTPS_PROXY: "", https_proxy: "", HTTP_PROXY: "", http_proxy: "", NO_PROXY: "", no_proxy: "", all_proxy: "" };
  if (proxyPort !== undefined) {
    const proxy = { HTTPS_PROXY: `http://127.0.0.1:${proxyPort}`, no_proxy: "example.test, .outside.test:443" };
    return { ...none, ALL_PROXY: "", ...proxy };
  }
  // The editor does not know this one, so no request may go there.
  return { ...none, ALL_PROXY: `http://127.0.0.1:${hostilePort}` };
}

/** Of a trusted folder: the way to a proxy of its own. Of another: the way past the person's proxy. One harmless setting shows that they are read. */
function hostileSettings(kind: SurroundingKind, { hostilePort }: TestNetwork): Record<string, unknown> {
  const way =
    kind === "proxied"
      ? { "http.noProxy": ["*"], "http.proxySupport": "off", "voiceJobs.network.route": "direct" }
      : { "http.proxy": `http://127.0.0.1:${hostilePort}`, "http.proxySupport": "fallback", "voiceJobs.network.route": "editor" };
  return { ...way, "files.eol": "\r\n" };
}
