// A server on this machine that speaks TLS under the name of a cloud, and writes down what it was asked.
import type http from "node:http";
import https from "node:https";
import net, { type AddressInfo, type Socket } from "node:net";
import tls from "node:tls";
import type { Certificate } from "./authority.js";

export interface TlsServer {
  readonly port: number;
  close(): Promise<void>;
}

export interface TlsCloud extends TlsServer {
  /** Method, path and body of each request, in order. */
  readonly seen: readonly string[];
}

/** Answers every request with what it was asked; below `/cut` it ends the connection instead. */
export async function startTlsCloud(certificate: Certificate): Promise<TlsCloud> {
  const seen: string[] = [];
  const server = https.createServer({ ...certificate }, async (request: http.IncomingMessage, response: http.ServerResponse) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const asked = `${request.method} ${request.url} ${Buffer.concat(pieces)}`.trim();
    seen.push(asked);
    if (request.url?.startsWith("/cut")) request.socket.destroy();
    else response.end(asked);
  });
  return { ...(await listen(server)), seen };
}

/** Puts TLS before a server on this machine that speaks none, and changes nothing of what is said. */
export function startTlsFront(certificate: Certificate, port: number): Promise<TlsServer> {
  const server = tls.createServer({ ...certificate }, (socket) => {
    const behind = net.connect(port, "127.0.0.1");
    for (const [one, other] of [
      [socket, behind],
      [behind, socket],
    ] as const) {
      one.on("error", () => other.destroy());
      one.pipe(other);
    }
  });
  return listen(server);
}

async function listen(server: tls.Server): Promise<TlsServer> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
