// The way to the clouds: one request, over our own sockets or the editor's fetch, by the rules for reads and writes.
//
// Two routes: our own sockets (direct.ts, undici) or the editor's fetch (editorFetch.ts), which knows proxies; route.ts chooses,
// describeRoute.ts says why. attempt.ts is one try over one of them. Only a read or a file that no server can have seen goes over both.
// requestCheck.ts and limits.ts bound what goes out and comes in, networkError.ts names what went wrong, probes.ts looks at each
// step for a diagnosis.

import { asVoiceError, VoiceError } from "../../core/errors.js";
import type { Http, HttpAnswer, HttpRequest, SendOptions } from "../../core/ports/ports.js";
import type { Transport } from "./attempt.js";
import { Attempt } from "./attempt.js";
import { createEditorFetch, type EditorFetch } from "./editorFetch.js";
import { defaultLimits, type Limits } from "./limits.js";
import { checkRequest, readAddress } from "./requestCheck.js";
import { chooseRoute, type RouteChoice, type RouteSettings } from "./route.js";

export interface HttpOptions {
  /** Asked again for every request. */
  readonly settings: () => RouteSettings;
  /** Call the global at every request, e.g. `(url, init) => fetch(url, init)`: the editor may replace it after we were loaded. */
  readonly editorFetch: EditorFetch;
  readonly limits?: Partial<Limits>;
  /** Instead of our own sockets; for tests. */
  readonly loadDirect?: () => Promise<Transport>;
}

/** Which way a request would go now. */
export interface RouteNow extends Omit<RouteChoice, "mayFallBack"> {
  /** Our own sockets found no way there and the editor's fetch did, so the route is its. */
  readonly remembered: boolean;
}

export interface MachineHttp extends Http {
  /** Tells without any request which way one to this address would take. Throws VoiceError for an address that is never sent to. */
  routeFor(address: string): RouteNow;
  /** Forgets which route answered: settings have changed. */
  forget(): void;
  /** Cancels what is under way and closes every socket; nothing is sent afterwards. */
  close(): Promise<void>;
}

const loadOwnSockets = async (): Promise<Transport> => (await import("./direct.js")).createDirect();

export function createHttp(options: HttpOptions): MachineHttp {
  const limitsNow = (): Limits => ({ ...defaultLimits, ...options.limits });
  const editor = createEditorFetch(options.editorFetch);
  let direct: Promise<Transport> | undefined;
  /** Origins to which our own sockets found no way, but the editor's fetch did. */
  let throughEditor = new Set<string>();
  const underWay = new Set<Attempt>();
  let isClosed = false;

  const load = async (route: "direct" | "editor"): Promise<Transport> => {
    if (route === "editor") return editor;
    direct ??= (options.loadDirect ?? loadOwnSockets)();
    try {
      return await direct;
    } catch (cause) {
      direct = undefined;
      throw new VoiceError("bug", "The network part of the extension cannot be loaded.", { wasSent: false, cause });
    }
  };

  const once = async (
    route: "direct" | "editor",
    request: HttpRequest,
    sendOptions: SendOptions,
    wholeMs: number,
    isProxied: boolean,
  ): Promise<HttpAnswer> => {
    const outgoing = checkRequest(request);
    const limits = limitsNow();
    const { maxBytes = limits.maxBytes } = sendOptions;
    const attempt = new Attempt(new URL(request.url).host, isProxied, { ...limits, maxBytes }, sendOptions, wholeMs);
    underWay.add(attempt);
    try {
      const transport = await load(route);
      attempt.signal.throwIfAborted();
      return await transport.send(outgoing, attempt);
    } catch (thrown) {
      throw attempt.failure(thrown);
    } finally {
      attempt.dispose();
      underWay.delete(attempt);
    }
  };

  const choose = (address: string) => {
    const url = readAddress(address);
    const choice = chooseRoute(url, options.settings());
    return { origin: url.origin, choice, remembered: choice.mayFallBack && throughEditor.has(url.origin) };
  };

  const send: Http["send"] = async (prepare, sendOptions) => {
    const begin = performance.now();
    /** Milliseconds left; a file takes as long as it goes on. */
    const left = ({ file }: HttpRequest) =>
      (file ? Number.POSITIVE_INFINITY : sendOptions.effect === "read" ? limitsNow().readMs : limitsNow().writeMs) -
      (performance.now() - begin);
    const by = (route: "direct" | "editor", request: HttpRequest, isProxied = false) =>
      once(route, request, sendOptions, left(request), isProxied);

    if (isClosed || sendOptions.signal.aborted)
      throw new VoiceError("cancelled", "Cancelled before it was sent.", { wasSent: false });
    const found = throughEditor;
    const first = prepare();
    const { origin, choice, remembered } = choose(first.url);
    if (remembered) return await by("editor", first);
    // Our own sockets meet no proxy, whatever is set: what they fail with is not its doing.
    if (!choice.mayFallBack) return await by(choice.route, first, choice.isProxied && choice.route === "editor");
    try {
      return await by("direct", first);
    } catch (thrown) {
      if (!mayTryAgain(thrown, sendOptions, first) || isClosed) throw thrown;
      try {
        const answer = await by("editor", prepare());
        found.add(origin);
        return answer;
      } catch (second) {
        // The first failure says more than a bare "fetch failed".
        throw second instanceof VoiceError && second.kind === "network" && !second.reason ? thrown : second;
      }
    }
  };

  return {
    send: (prepare, sendOptions) =>
      send(prepare, sendOptions).catch((thrown: unknown) => {
        throw asVoiceError(thrown);
      }),
    routeFor(address) {
      const { choice, remembered } = choose(address);
      const { mayFallBack: _, ...now } = choice;
      return { ...now, ...(remembered && { route: "editor" }), remembered };
    },
    forget() {
      // A new one: what is under way has found its way by the old settings, and remembers it in the old one.
      throughEditor = new Set();
    },
    async close() {
      isClosed = true;
      for (const attempt of [...underWay]) attempt.cancel();
      await (await direct?.catch(() => undefined))?.close();
    },
  };
}

/** A read, or a file, which overwrites itself, that no server can have seen. Any other write is never sent twice, whatever is known about it. */
function mayTryAgain(thrown: unknown, { effect, signal }: SendOptions, { file }: HttpRequest): boolean {
  const mayRepeat = effect === "read" || file !== undefined;
  return mayRepeat && !signal.aborted && thrown instanceof VoiceError && thrown.kind === "network" && thrown.wasSent === false;
}
