// What the connection doctor looks at from this machine: the way to a server, without a key and without a request.

/** Each throws VoiceError: network with a reason, or cancelled. None waits longer than a few seconds. */
export interface Probes {
  /** Which way requests to this address take at the moment, and why. Sends nothing. */
  route(url: string): Promise<RouteDescription>;
  /** Addresses of a host, as the system resolves them. */
  lookup(host: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Opens a TCP connection and closes it; the address that accepted it. */
  connect(host: string, port: number, signal: AbortSignal): Promise<string>;
  /** Shakes hands whatever the certificate is, tells what it says, sends nothing and closes. */
  handshake(host: string, port: number, signal: AbortSignal): Promise<Handshake>;
}

/** How requests leave this machine: by our own sockets, or by the editor's fetch, which knows proxies. */
export interface RouteDescription {
  readonly route: "direct" | "editor";
  /** A proxy is known to stand between us and the host. */
  readonly isProxied: boolean;
  /** Our own sockets found no way, and reads go over the editor's fetch instead. */
  readonly mayFallBack: boolean;
  /** That has happened, and is remembered until settings change. */
  readonly isRemembered: boolean;
  readonly cause: WayCause;
  /** Of the proxy that applies; never its user or password. */
  readonly proxy?: { readonly host: string; readonly port: number };
}

export type WayCause =
  /** On this very machine: no proxy is asked. */
  | "loopback"
  /** The person's setting forces one way. */
  | "forced"
  /** The editor's `http.proxy`. */
  | "proxySetting"
  /** HTTPS_PROXY and its relatives. */
  | "proxyVariable"
  /** A proxy is set, but not for this host. */
  | "excluded"
  /** The editor's `http.proxySupport` is off. */
  | "supportOff"
  /** No proxy is known. */
  | "noProxy";

export interface Handshake {
  /** E.g. TLSv1.3. */
  readonly protocol: string;
  /** Who signed the certificate, as it says itself. */
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly validUntil?: number;
  /** Absent = this machine trusts the certificate. */
  readonly distrust?: Distrust;
}

export type Distrust =
  /** Signed by an authority that this machine does not know, maybe by itself. */
  | "unknownAuthority"
  | "expired"
  | "notYetValid"
  /** Made for other names. */
  | "otherHost"
  | "other";
