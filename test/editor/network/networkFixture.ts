// What the network tests share: a cloud that only a proxy finds, the person's settings, and Http that writes down who was asked.
import { strict as assert } from "node:assert";
import type { LookupFunction } from "node:net";
import * as vscode from "vscode";
import { createDirect } from "../../../src/platform/network/direct.js";
import { createHttp, type MachineHttp } from "../../../src/platform/network/http.js";
import type { Limits } from "../../../src/platform/network/limits.js";
import type { RouteSettings } from "../../../src/platform/network/route.js";
import { routeSettings } from "../../../src/ui/settings.js";
import { type Certificate, makeCertificate } from "../../fakes/network/authority.js";
import { RecordingProxy } from "../../fakes/network/proxy.js";
import { startTlsCloud, type TlsCloud } from "../../fakes/network/tlsCloud.js";
import { network } from "./networkSurroundings.js";

const shared = () =>
  [globalThis.fetch, ...[1, 2].map((slot) => Reflect.get(globalThis, Symbol.for(`undici.globalDispatcher.${slot}`)))] as const;

export interface NetworkFixture {
  readonly cloud: TlsCloud;
  /** Only a proxy finds it. */
  readonly origin: string;
  /** Tunnels to every `.test` name on this machine, whatever it is called. */
  readonly proxy: RecordingProxy;
  /** Writes settings of the person; undefined = back to the default. */
  set(settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Back to no settings at all. */
  reset(): Promise<void>;
  /** Also says so if a request went where the folder wanted it, or if the editor's own things have changed. */
  close(): Promise<void>;
}

export interface FixtureOptions {
  readonly proxyPort?: number;
  /** Who vouches for the cloud; everywhere trusted by default. */
  readonly authority?: Certificate;
}

export async function openNetworkFixture({ proxyPort = 0, authority }: FixtureOptions = {}): Promise<NetworkFixture> {
  const before = shared();
  const cloud = await startTlsCloud(await makeCertificate("cloud.test", authority ?? network!.authorities.everywhere));
  const behind = (target: string) => (/\.test:\d+$/.test(target) ? Number(target.split(":")[1]) : undefined);
  const proxy = await new RecordingProxy({ behind, port: proxyPort }).open();
  const hostile = await new RecordingProxy({ behind, port: network!.hostilePort }).open();
  const changed = new Set<string>();
  const set: NetworkFixture["set"] = async (settings) => {
    for (const [name, value] of Object.entries(settings)) {
      changed.add(name);
      await vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Global);
    }
  };
  const reset = async () => {
    await set(Object.fromEntries([...changed].map((name) => [name, undefined])));
    changed.clear();
  };
  const close = async () => {
    await reset();
    await Promise.all([cloud, proxy, hostile].map((server) => server.close()));
    assert.deepEqual(hostile.asked, []);
    assert.ok(
      shared().every((thing, index) => thing === before[index]),
      "fetch and both dispatchers are as they were",
    );
  };
  return { cloud, origin: `https://cloud.test:${cloud.port}`, proxy, set, reset, close };
}

export type Way = "direct" | "editor";

export interface Ways extends MachineHttp {
  /** Which way was taken, in order, whether it led anywhere or not. */
  readonly taken: Way[];
}

export interface WaysOptions {
  /** Our own sockets find `.test` names, on this machine. */
  readonly isFound?: boolean;
  /** Takes the place of what the editor says. */
  readonly settings?: Partial<RouteSettings>;
  readonly limits?: Partial<Limits>;
}

/** Http as the extension has it: the editor's settings and its fetch. */
export function openWays({ isFound = false, settings = {}, limits = {} }: WaysOptions = {}): Ways {
  const taken: Way[] = [];
  const lookup: LookupFunction = (_, __, found) => found(null, [{ address: "127.0.0.1", family: 4 }]);
  const http = createHttp({
    settings: () => ({ ...routeSettings(), ...settings }),
    limits,
    editorFetch: (url, init) => {
      taken.push("editor");
      return fetch(url, init);
    },
    loadDirect: async () => {
      const own = createDirect(isFound ? { lookup } : {});
      return {
        ...own,
        send: (request, attempt) => {
          taken.push("direct");
          return own.send(request, attempt);
        },
      };
    },
  });
  return { ...http, taken };
}
