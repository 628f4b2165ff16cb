// The made-up third cloud on a port of this machine.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type TinnyCloud, type TinnyVoice, tinnyCloud } from "../../fakes/network/tinnyHttp";

export interface TinnyServer {
  readonly origin: string;
  readonly cloud: TinnyCloud;
  close(): void;
}

export async function startTinny(voices: readonly TinnyVoice[], spoon: string): Promise<TinnyServer> {
  const cloud = tinnyCloud(voices, spoon);
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request = {
      method: incoming.method as "GET" | "POST",
      url: origin + incoming.url,
      headers: incoming.headers as Record<string, string>,
      ...(chunks.length > 0 && { body: new Uint8Array(Buffer.concat(chunks)) }),
    };
    const effect = request.method === "GET" ? "read" : "write";
    const answer = await cloud.http.send(() => request, { effect, signal: new AbortController().signal });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    cloud,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
