// Stands before an editor's server when a person uses it: serves the half key without which the workbench forgets secrets at a reload, and
// lets extensions speak the language of the person's browser.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, request, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

/**
 * What the workbench takes for its language: the npm-carried editor has no language packs, so its own words stay English, but extensions
 * bring theirs. Runs in the page.
 */
export const chooseLanguage = `globalThis._VSCODE_NLS_LANGUAGE ??= /^zh(-(cn|sg|hans.*))?$/i.test(navigator.language) ? "zh-cn" : undefined;`;

/** The first script of the page that is not the page's own, so that no rule of the page against foreign scripts has to be bent. */
const messages = /\/nls\.messages\.js(\?|$)/;

/** Listens on a port (0: a free one) of this machine and hands everything else on as it is; gives its address. */
export async function openFrontDoor(target: string, key: Buffer, port: number): Promise<{ url: string; door: Server }> {
  const { hostname, port: targetPort } = new URL(target);
  const door = createServer((incoming, response) => {
    if (incoming.method === "POST" && incoming.url?.endsWith("/mint-key")) {
      response.end(key);
      return;
    }
    const { method, url = "/", headers } = incoming;
    const isMessages = method === "GET" && messages.test(url);
    // Half of another answer, or a squeezed one, could not be added to.
    const asked = isMessages ? without(headers, "accept-encoding", "if-none-match", "if-modified-since", "range") : headers;
    const outgoing = request({ hostname, port: targetPort, method, path: url, headers: asked }, (answer) => {
      const isAdded = isMessages && answer.statusCode === 200;
      response.writeHead(answer.statusCode ?? 502, isAdded ? without(answer.headers, "content-length", "etag") : answer.headers);
      answer.pipe(response, { end: !isAdded });
      if (isAdded) answer.on("end", () => response.end(`\n${chooseLanguage}\n`));
    });
    outgoing.on("error", () => response.destroy());
    incoming.pipe(outgoing);
  });
  door.on("upgrade", (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    const onward = connect(Number(targetPort), hostname, () => {
      const { method, url, rawHeaders } = incoming;
      const headers = rawHeaders.map((text, index) => text + (index % 2 === 0 ? ": " : "\r\n")).join("");
      onward.write(`${method} ${url} HTTP/1.1\r\n${headers}\r\n`);
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    const close = () => {
      socket.destroy();
      onward.destroy();
    };
    socket.on("error", close);
    onward.on("error", close);
  });
  await new Promise<void>((resolve, reject) => door.once("error", reject).listen(port, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(door.address() as AddressInfo).port}`, door };
}

function without(headers: IncomingHttpHeaders, ...names: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
