// The socket: tells the clouds apart by path, lets faults meet their calls, and writes down what came.
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { alibabaSuccess } from "../alibaba/answers.js";
import { routeAlibaba } from "../alibaba/api.js";
import type { AlibabaApi } from "../alibaba/operation.js";
import type { DemoControl } from "../control.js";
import type { DemoState } from "../demoState.js";
import { gatewayRefusal, huaweiRequestId } from "../huawei/answers.js";
import { routeHuawei, unknownHuaweiRoute } from "../huawei/api.js";
import { routeIam } from "../huawei/iamApi.js";
import type { HuaweiApi } from "../huawei/operation.js";
import { serveBuckets } from "../oss/serveBuckets.js";
import { accountPage, controlPage } from "./accountPage.js";
import { applyFault, staysUnprocessed } from "./applyFault.js";
import { parseQuery, percentDecode } from "./encoding.js";
import type { Waiting } from "./faults.js";
import type { Answer, Job, Request, Route } from "./messages.js";
import { storeError, storePath } from "./objectStore.js";
import { readBody, tooLarge } from "./requestBody.js";
import { send, sendFaulty } from "./sendResponse.js";
import type { Throttle } from "./throttle.js";

export interface ServerParts {
  readonly state: DemoState;
  readonly huawei: HuaweiApi;
  readonly alibaba: AlibabaApi;
  readonly control: DemoControl;
  readonly isControlled: boolean;
  /** Hosts besides this machine's own that it answers for. */
  readonly names: readonly string[];
  readonly throttle: Throttle | undefined;
}

/** Longer ones get 414 from the gateway (vendor documentation A13); what Node itself refuses lies above it. */
const longestUri = 32_768;
const submitOperations: ReadonlySet<string> = new Set(["CommitVoiceTrainingJob", "SubmitCustomizedVoiceJob"]);

export function createDemoServer(parts: ServerParts): Server {
  return createServer({ maxHeaderSize: 160 * 1024, keepAliveTimeout: 30_000 }, (incoming, response) => {
    serve(parts, incoming, response).catch((failure: unknown) => {
      // A client that left, or a mistake of ours: the latter must not look like a fault that a test ordered.
      if (incoming.socket.destroyed || response.headersSent) incoming.socket.destroy();
      else send(response, { status: 500, body: { error: `The local cloud itself failed: ${String(failure)}` } });
    });
  });
}

async function serve(parts: ServerParts, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { state } = parts;
  const head = readHead(incoming);
  response.sendDate = false;
  response.setHeader("Date", new Date(state.serverNow()).toUTCString());
  // A name that some page has bent to 127.0.0.1 is not ours.
  const { host = "" } = head.headers;
  if (!isLoopback(host, incoming.socket.localPort) && !parts.names.includes(host.replace(/:\d+$/, "")))
    return send(response, { status: 403, body: { error: "Loopback only" } });
  if (head.path === "/account" || (head.path === "/control" && parts.isControlled))
    return serveOwnPage(parts, incoming, response, head);

  if (head.path.startsWith(storePath)) return serveStore(parts, incoming, response, head);
  if (state.buckets.isMeant(head)) return serveBuckets(state, incoming, response, head);

  const route = findRoute(parts, head);
  if (submitOperations.has(route.operation) && route.jobId !== undefined) state.submits.attempt(route.jobId);
  const act = state.faults.meet(route.door, route.operation, route.jobId);
  const log = (status: number): void => {
    const { method, path, query } = head;
    state.log.add(
      {
        time: state.now(),
        cloud: route.door,
        operation: route.operation,
        method,
        path,
        status,
        ...(act ? { fault: act.kind } : {}),
      },
      query,
    );
  };
  if (act?.kind === "resetBefore") {
    log(0);
    return void incoming.socket.resetAndDestroy();
  }
  const body = await readBody(incoming);
  const request: Request = { ...head, body: body ?? Buffer.alloc(0) };
  if (route.door === "huawei" || route.door === "iam") response.setHeader("X-Request-Id", huaweiRequestId(request));
  if (state.latency > 0) await wait(state.latency);
  if (act?.kind === "heldUp") await end(act);
  state.advance();
  const process = () => {
    const once = answerTo(parts, route, request);
    return act?.kind === "sentTwice" ? answerTo(parts, route, { ...request, isCopy: true }) : once;
  };
  const real = body && !staysUnprocessed(act) ? process() : body ? undefined : tooLarge(request);
  if (act?.kind === "resetAfter") {
    log(0);
    return void incoming.socket.resetAndDestroy();
  }
  const old = act?.kind === "oldJob" && route.jobId !== undefined ? state.submits.before(route.jobId) : undefined;
  const answer = old ? showOld(route, request, old) : act ? applyFault(act, route, request, real) : real!;
  // An empty answer is not from the cloud: its request id is not there either.
  if (act?.kind === "answer" && act.body === undefined) response.removeHeader("X-Request-Id");
  log(answer.status);
  if (act?.kind === "delay") await end(act);
  if (act?.kind === "truncated" || act?.kind === "huge" || act?.kind === "drip") return sendFaulty(response, answer, act);
  send(response, answer);
}

function showOld({ door }: Route, request: Request, job: Job): Answer {
  return door === "alibaba" ? alibabaSuccess(request, { CustomizedVoiceJob: job }) : { status: 200, body: job };
}

async function end(waiting: Waiting): Promise<void> {
  await ("until" in waiting ? waiting.until : wait(waiting.ms));
}

async function serveOwnPage(parts: ServerParts, incoming: IncomingMessage, response: ServerResponse, head: Head): Promise<void> {
  const method = head.path === "/account" ? "GET" : "POST";
  if (head.method !== method) return send(response, { status: 405, headers: { Allow: method } });
  const request: Request = { ...head, body: (await readBody(incoming)) ?? Buffer.alloc(0) };
  send(response, head.path === "/account" ? accountPage(parts.state) : controlPage(parts.control, request));
}

async function serveStore(
  { state }: ServerParts,
  incoming: IncomingMessage,
  response: ServerResponse,
  head: Head,
): Promise<void> {
  const { method, path, query } = head;
  const operation = "PutObject";
  const act = state.faults.meet("store", operation);
  const log = (status: number) =>
    state.log.add({ time: state.now(), cloud: "store", operation, method, path, status, ...(act && { fault: act.kind }) }, []);
  if (act?.kind === "resetBefore") {
    log(0);
    return void incoming.socket.resetAndDestroy();
  }
  if (act && "ms" in act) await wait(act.ms);
  const put = await state.store.put(method, percentDecode(path.slice(storePath.length)), query, incoming);
  if (act?.kind === "resetAfter") {
    log(0);
    return void incoming.socket.resetAndDestroy();
  }
  const { status, code } = act?.kind === "answer" ? { status: act.status, code: String(act.body) } : put;
  log(status);
  const xml = { headers: { "Content-Type": "application/xml" }, body: storeError(code ?? "") };
  send(response, { status, ...(status < 300 ? {} : xml) });
}

type Head = Omit<Request, "body">;

function readHead(incoming: IncomingMessage): Head {
  const url = incoming.url ?? "/";
  const cut = url.indexOf("?");
  const headers = Object.entries(incoming.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(",") : (value ?? ""),
  ]);
  return {
    id: randomUUID(),
    method: incoming.method ?? "GET",
    path: cut < 0 ? url : url.slice(0, cut),
    query: parseQuery(cut < 0 ? "" : url.slice(cut + 1)),
    headers: Object.fromEntries(headers) as Record<string, string>,
  };
}

function findRoute({ state, huawei, alibaba }: ServerParts, { method, path, query, headers }: Head): Route {
  if (path === "/") return routeAlibaba(alibaba, method, query, headers);
  const file = state.sounds.route(method, path);
  if (file) return file;
  return routeHuawei(huawei, method, path) ?? routeIam(state.huaweiGateway, method, path) ?? unknownHuaweiRoute;
}

function answerTo({ state, throttle }: ServerParts, route: Route, request: Request): Answer {
  const length = request.path.length + request.query.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (length > longestUri) return gatewayRefusal(request, 414, "APIG.0201", "Request URI too large");
  const refusal = route.door === "huawei" ? throttle?.refusal(request, route.operation, state.now()) : undefined;
  return refusal ?? route.run(request);
}

function isLoopback(host: string, port: number | undefined): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
