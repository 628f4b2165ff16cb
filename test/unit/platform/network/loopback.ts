// Real servers on this machine for the transport to meet: polite ones, silent ones and broken ones.
import assert from "node:assert/strict";
import http from "node:http";
import net, { type AddressInfo, type Socket } from "node:net";
import tls from "node:tls";
import { VoiceError } from "../../../../src/core/errors.js";
import type { HttpAnswer, HttpRequest, SendOptions } from "../../../../src/core/ports/ports.js";
import { createHttp, type HttpOptions, type MachineHttp } from "../../../../src/platform/network/http.js";
import type { Limits } from "../../../../src/platform/network/limits.js";

export interface Loopback {
  readonly port: number;
  readonly origin: string;
  /** Every connection ever accepted. */
  readonly sockets: readonly Socket[];
  /** Resolves when the nth connection (from 0) is closed. */
  closed(index: number): Promise<void>;
}

const atTheEnd: (() => unknown)[] = [];

export async function cleanUp(): Promise<void> {
  for (const end of atTheEnd.splice(0).reverse()) await end();
}

async function listen(server: net.Server, scheme = "http"): Promise<Loopback> {
  const sockets: Socket[] = [];
  const closings: Promise<void>[] = [];
  server.on("connection", (socket: Socket) => {
    sockets.push(socket);
    closings.push(new Promise((resolve) => socket.on("close", () => resolve())));
    socket.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  atTheEnd.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `${scheme}://127.0.0.1:${port}`,
    sockets,
    async closed(index) {
      while (!closings[index]) await new Promise((resolve) => setTimeout(resolve, 2));
      await closings[index];
    },
  };
}

export const serve = (onRequest: http.RequestListener): Promise<Loopback> => listen(http.createServer(onRequest));

/** Answers every connection by hand; `scheme` is only what its origin says. */
export const serveRaw = (onConnection: (socket: Socket) => void, scheme = "http"): Promise<Loopback> =>
  listen(net.createServer(onConnection), scheme);

export const serveTls = (options: tls.TlsOptions, onConnection: (socket: tls.TLSSocket) => void): Promise<Loopback> =>
  listen(
    tls
      .createServer(options, (socket) => {
        socket.on("error", () => {});
        onConnection(socket);
      })
      .on("tlsClientError", () => {}),
    "https",
  );

/** Answers the first bytes of each connection with these, and then does that. */
export const serveText = (text: string, then: (socket: Socket) => unknown = () => {}): Promise<Loopback> =>
  serveRaw((socket) => socket.once("data", () => socket.write(text, "latin1", () => then(socket))));

/** A port without a listener. */
export async function closedPort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export function openHttp(limits: Partial<Limits> = {}, options: Partial<HttpOptions> = {}): MachineHttp {
  const opened = createHttp({
    settings: () => ({ route: "auto" }),
    editorFetch: () => assert.fail("the editor's fetch was asked"),
    limits,
    ...options,
  });
  atTheEnd.push(() => opened.close());
  return opened;
}

export const secretQuery = "s3cret-query";
export const secretHeader = "s3cret-header";

export const get = (origin: string): HttpRequest => ({
  method: "GET",
  url: `${origin}/v1/jobs?Signature=${secretQuery}`,
  headers: { "x-auth-token": secretHeader },
});

export const post = (origin: string, text = "{}"): HttpRequest => ({
  ...get(origin),
  method: "POST",
  body: new TextEncoder().encode(text),
});

const never = new AbortController().signal;
export const read = (signal = never): SendOptions => ({ effect: "read", signal });
export const write = (signal = never): SendOptions => ({ effect: "write", signal });

export const textOf = (answer: HttpAnswer): string => new TextDecoder().decode(answer.body);

/** Which error it was; and no error tells a secret. */
export async function failureOf(sending: Promise<unknown>): Promise<VoiceError> {
  try {
    await sending;
  } catch (thrown) {
    assert.ok(thrown instanceof VoiceError, `no VoiceError: ${thrown}`);
    assert.ok(!`${thrown.message}${thrown.host}`.includes("s3cret"), thrown.message);
    return thrown;
  }
  return assert.fail("it succeeded");
}

/** The parts of an error that tell people and programs what happened. */
export const gist = ({ kind, reason, wasSent }: VoiceError) => [kind, reason, wasSent] as const;
