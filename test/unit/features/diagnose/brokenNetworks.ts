// Connections whose way to the cloud is broken: addresses, certificates, proxies, servers, clocks.
import * as ward from "../../scenarios/diagnosisKernel.js";
import { type BrokenConnection, fault, throughProxy } from "./brokenConnection.js";

export const brokenNetworks: readonly BrokenConnection[] = [
  {
    name: "a wrong host name",
    break: () => ({ changes: { endpoint: "https://voice.cloud.invalid" } }),
    step: "name",
    gist: ["network", "nameNotFound"],
    says: /^The host voice\.cloud\.invalid was not found/,
    act: "editConnection",
    calls: 0,
  },
  {
    name: "a closed port",
    break: async () => ({ changes: { endpoint: await ward.closedOrigin() } }),
    step: "tcp",
    gist: ["network", "connectionRefused"],
    says: /^127\.0\.0\.1 refused the connection/,
    act: "editConnection",
    calls: 0,
  },
  {
    name: "a certificate of an unknown authority",
    break: async () => ({ changes: { endpoint: (await ward.serveTls((_, response) => response.end("{}"))).origin } }),
    step: "tls",
    gist: ["network", "tls"],
    says: /signed by “Throw-away CA”, which this computer does not trust/,
    act: "openSettings",
    calls: 0,
  },
  {
    name: "a certificate that has ended",
    break: async () => ({
      changes: { endpoint: (await ward.serveTls((_, response) => response.end("{}"), "voice.cloud.test", -1)).origin },
    }),
    step: "tls",
    gist: ["network", "tls"],
    says: /By this computer's clock the certificate of .* expired on/,
    act: "diagnose",
    calls: 0,
  },
  {
    name: "a server that does not speak TLS",
    break: async () => ({
      changes: { endpoint: (await ward.serve((_, response) => response.end("hello"))).replace("http:", "https:") },
    }),
    step: "tls",
    gist: ["network", "tls"],
    says: /may not speak TLS/,
    act: "editConnection",
    calls: 0,
  },
  {
    name: "a cloud whose clock is 20 minutes ahead",
    break: (local) => {
      local.control.setClockOffset(20 * 60_000);
      return {};
    },
    step: "clock",
    gist: ["clock", undefined],
    says: /^This computer's clock is 20 minutes behind\. .*15 minutes/,
    act: "diagnose",
    calls: 0,
  },

  {
    name: "the sign-in page of a network",
    break: (local) => {
      fault(local, { kind: "loginPage" });
      return {};
    },
    step: "service",
    gist: ["protocol", "html"],
    says: /A web page was returned instead of the answer/,
    act: "diagnose",
  },
  {
    name: "a proxy that wants to know who we are",
    break: async () => throughProxy(await ward.openProxy(407)),
    step: "proxy",
    gist: ["network", "proxy"],
    says: /^The proxy 127\.0\.0\.1:\d+ asks for authentication/,
    act: "openSettings",
    calls: 0,
  },
  {
    name: "a proxy that refuses the host",
    break: async () => throughProxy(await ward.openProxy(403)),
    step: "proxy",
    gist: ["network", "proxy"],
    says: /refuses to connect to voice\.cloud\.test \(HTTP status 403\)/,
    act: "openSettings",
    calls: 0,
  },
  {
    name: "a proxy that is down",
    break: async () => throughProxy(await ward.closedOrigin()),
    step: "proxy",
    gist: ["network", "proxy"],
    says: /^The proxy 127\.0\.0\.1:\d+ cannot be reached/,
    act: "openSettings",
    calls: 0,
  },
  {
    name: "a cloud that fails by itself",
    break: (local) => {
      fault(local, { kind: "answer", status: 500, body: { error_code: "MSS.00000004", error_msg: "Internal error" } });
      return {};
    },
    step: "service",
    gist: ["unavailable", undefined],
    says: /has an internal problem/,
    act: "diagnose",
    calls: 3,
  },
  {
    name: "another kind of server at the endpoint",
    break: async () => ({ changes: { endpoint: await ward.serve((_, response) => response.end("It works!")) } }),
    step: "service",
    gist: ["protocol", "notJson"],
    says: /does not behave like/,
    act: "editConnection",
    calls: 0,
  },
  {
    name: "an endpoint without this service",
    break: async () => ({
      changes: {
        endpoint: await ward.serve((_, response) =>
          response.writeHead(404).end(JSON.stringify({ error_code: "APIGW.0101", error_msg: "The API does not exist" })),
        ),
      },
    }),
    step: "service",
    gist: ["refused", undefined],
    says: /does not offer the service of/,
    act: "editConnection",
    calls: 0,
  },
  {
    name: "a server that is too slow",
    break: (local) => {
      local.control.setLatency(2_000);
      return { limits: { headersMs: 100 } };
    },
    step: "service",
    gist: ["network", "timeout"],
    says: /did not answer in time/,
    act: "diagnose",
    calls: 0,
  },
  {
    name: "a connection without an address",
    break: () => ({ changes: { endpoint: "not an address" } }),
    step: "name",
    gist: ["refused", undefined],
    says: /has no address/,
    act: "editConnection",
    calls: 0,
  },
];
