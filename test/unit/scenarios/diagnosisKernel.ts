// Patients for the connection doctor: connections to the local cloud and to real servers, each broken in its own way.
import { createServer, type RequestListener, request } from "node:http";
import { createServer as createTlsServer, request as requestTls } from "node:https";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import tls from "node:tls";
import { generate } from "selfsigned";
import { clouds } from "../../../src/clouds/index.js";
import type { Connection, Credentials } from "../../../src/core/connection.js";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index.js";
import type { CloudId } from "../../../src/demoCloud/server/messages.js";
import { ConnectionDoctor } from "../../../src/features/diagnose/connectionDoctor.js";
import type { Diagnosis, DiagnosisStep } from "../../../src/features/diagnose/diagnosis.js";
import { diagnosisView } from "../../../src/features/diagnose/text/diagnosisPage.js";
import { doctorPlace, reportText, type Summary, summarize } from "../../../src/features/diagnose/text/diagnosisReport.js";
import type { EditorFetch } from "../../../src/platform/network/editorFetch.js";
import { createHttp } from "../../../src/platform/network/http.js";
import type { Limits } from "../../../src/platform/network/limits.js";
import { createProbes } from "../../../src/platform/network/probes.js";
import type { RouteSettings } from "../../../src/platform/network/route.js";
import { type ReportContent, withTexts } from "../../../src/protocol/report.js";
import { fixture, kernel } from "./kernel.js";
import { localConnection, localKey } from "./localKernel.js";

/** A server that no authority vouches for, unless the test trusts it. */
export interface Place {
  readonly origin: string;
  readonly port: number;
  /** PEM. */
  readonly ca: string;
}

const atTheEnd: (() => unknown)[] = [];

export async function discharge(): Promise<void> {
  for (const end of atTheEnd.splice(0).reverse()) await end();
}

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket.on("error", () => {}).on("close", () => sockets.delete(socket)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  atTheEnd.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

export async function openLocal(): Promise<DemoCloud> {
  const local = await startDemo({ moving: false });
  atTheEnd.push(() => local.close());
  return local;
}

export async function serve(onRequest: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(onRequest))}`;
}

/** For 127.0.0.1 and for `name`. */
export async function serveTls(onRequest: RequestListener, name = "voice.cloud.test", days = 1): Promise<Place> {
  const made = await generate([{ name: "commonName", value: "Throw-away CA" }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() - 2 * 86_400_000),
    notAfterDate: new Date(Date.now() + days * 86_400_000),
    extensions: [
      { name: "basicConstraints", cA: true },
      {
        name: "subjectAltName",
        altNames: [{ type: 2, value: name }, ...(name.endsWith(".test") ? [{ type: 7, ip: "127.0.0.1" } as const] : [])],
      },
    ],
  });
  const port = await listen(createTlsServer({ key: made.private, cert: made.cert }, onRequest).on("tlsClientError", () => {}));
  return { origin: `https://127.0.0.1:${port}`, port, ca: made.cert };
}

/** Leads every CONNECT to one place, or refuses it with this status. */
export async function openProxy(answer: number | Place): Promise<string> {
  const proxy = createServer((_, response) => response.writeHead(400).end()).on("connect", (_, socket) => {
    if (typeof answer === "number") return socket.end(`HTTP/1.1 ${answer} No\r\nProxy-Authenticate: Basic\r\n\r\n`);
    const onward = connect(answer.port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      socket.pipe(onward).pipe(socket);
    });
    onward.on("error", () => socket.destroy());
  });
  return `http://127.0.0.1:${await listen(proxy)}`;
}

/** What the editor does with its fetch where a proxy is set; it fails in undici's words, as the editor does. */
export function fetchThrough(proxy: string, ca?: string): EditorFetch {
  return async (url, init) => {
    try {
      const socket = await openTunnel(proxy, new URL(url).hostname);
      return await askOver(socket, url, init, ca);
    } catch (cause) {
      throw new TypeError("fetch failed", { cause });
    }
  };
}

function openTunnel(proxy: string, host: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const asked = request(proxy, { method: "CONNECT", path: `${host}:443`, agent: false });
    asked.on("error", reject).on("connect", ({ statusCode }, socket: Socket) => {
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new Error(`Proxy response (${statusCode}) !== 200 when HTTP Tunneling`));
    });
    asked.end();
  });
}

function askOver(socket: Socket, url: string, init: RequestInit, ca?: string): Promise<Response> {
  return new Promise((resolve, reject) => {
    const secured = tls.connect({ socket, servername: new URL(url).hostname, ...(ca && { ca }) }).on("error", reject);
    const headers = init.headers as Record<string, string>;
    const asked = requestTls(url, { method: init.method ?? "GET", headers, createConnection: () => secured });
    asked.on("error", reject).on("response", async (answer) => {
      const pieces: Buffer[] = [];
      for await (const piece of answer) pieces.push(piece as Buffer);
      const fields = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]);
      resolve(new Response(Buffer.concat(pieces), { status: answer.statusCode ?? 0, headers: fields }));
      secured.destroy();
    });
    asked.end();
  });
}

export async function closedOrigin(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

export interface Case {
  readonly cloud?: CloudId;
  readonly changes?: Partial<Connection>;
  /** null = not stored. */
  readonly credentials?: Credentials | null;
  readonly settings?: RouteSettings;
  readonly editorFetch?: EditorFetch;
  readonly limits?: Partial<Limits>;
  /** Told before each step. */
  readonly onStep?: (step: DiagnosisStep, stop: () => void) => void;
}

export interface Seen {
  readonly diagnosis: Diagnosis;
  readonly summary: Summary;
  readonly report: string;
  /** As they were painted, the last one at the end. */
  readonly pages: readonly ReportContent[];
  readonly redact: (text: string) => string;
}

/** One window, one connection, one diagnosis. */
export async function diagnose(local: DemoCloud, patient: Case): Promise<Seen> {
  const { cloud = "huawei", changes, credentials, settings = { route: "auto" }, limits, onStep } = patient;
  const editorFetch: EditorFetch = patient.editorFetch ?? ((url, init) => fetch(url, init));
  const http = createHttp({ settings: () => settings, editorFetch, ...(limits && { limits }) });
  const below = fixture(clouds, { http });
  const { connectionStore, sessions, redactor, nonce } = kernel(below);
  const connection = localConnection(local, cloud, changes);
  await connectionStore.add(connection, credentials === null ? undefined : (credentials ?? localKey(local, cloud)));
  const openProbes = async () =>
    createProbes({ settings: () => settings, isRemembered: async (url) => http.routeFor(url).remembered, limitMs: 2_000 });
  const machine = { http, now: Date.now, nonce };
  const doctor = new ConnectionDoctor({ connectionStore, sessions, machine, openProbes, openDemo: below.openDemo, redactor });
  const abort = new AbortController();
  try {
    const known = sessions.cloudOf(connection);
    const maker = { extension: "Voice Jobs 0.0.0", editor: "Visual Studio Code 1.100.0", system: "linux" };
    const pages: ReportContent[] = [];
    let current: DiagnosisStep | undefined;
    const paint = (diagnosis: Diagnosis) => {
      const input = { connection, cloud: known, diagnosis, current, versions: maker, locale: "en" };
      pages.push(withTexts(diagnosisView(input), (text) => redactor.redact(text)));
    };
    const diagnosis = await doctor.diagnose(
      connection.id,
      abort.signal,
      (step) => {
        current = step;
        onStep?.(step, () => abort.abort());
      },
      paint,
    );
    current = undefined;
    paint(diagnosis);
    const place = doctorPlace(connection, known, diagnosis, "en");
    return {
      diagnosis,
      summary: summarize(diagnosis, place),
      report: redactor.redact(reportText(diagnosis, connection, known, maker, place)),
      pages,
      redact: (text) => redactor.redact(text),
    };
  } finally {
    await http.close();
  }
}

/** Calls that carried a key, whatever became of them. */
export function signedCalls({ control }: DemoCloud): number {
  return control.requests.filter(({ operation }) => /Job|Keystone/.test(operation)).length;
}
