// Stands before an editor's server when a person uses it: serves the half key without which the workbench forgets secrets at a reload.
import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

/** Listens on a port (0: a free one) of this machine and hands everything but that key on; gives its address. */
export async function openFrontDoor(target: string, key: Buffer, port: number): Promise<{ url: string; door: Server }> {
  const { hostname, port: targetPort } = new URL(target);
  const door = createServer((incoming, response) => {
    if (incoming.method === "POST" && incoming.url?.endsWith("/mint-key")) {
      response.end(key);
      return;
    }
    const { method, url, headers } = incoming;
    const outgoing = request({ hostname, port: targetPort, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
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
