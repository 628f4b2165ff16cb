// A proxy on this machine that opens tunnels by CONNECT, or refuses to, and writes down what it was asked.
import http from "node:http";
import net, { type AddressInfo, type Socket } from "node:net";

export interface ProxyOptions {
  /** 0 or absent: any free one. */
  readonly port?: number;
  /** `user:password`; without it the answer is 407. */
  readonly credentials?: string;
  /** Which port of this machine stands behind a target such as `cloud.test:443`; undefined = 502. */
  readonly behind: (target: string) => number | undefined;
}

export interface Asked {
  /** Host and port; for a request without a tunnel its whole address. */
  readonly target: string;
  /** 0 = none was given. */
  readonly status: number;
}

export class RecordingProxy {
  /** In order. */
  readonly asked: Asked[] = [];
  /** Instead of what would be answered. `silently`: the connection ends without an answer. */
  refuses: 403 | 407 | "silently" | undefined;
  private readonly sockets = new Set<Socket>();
  private readonly server = http.createServer((request, response) => {
    this.asked.push({ target: String(request.url), status: 501 });
    response.writeHead(501).end();
  });

  constructor(private readonly options: ProxyOptions) {
    this.server.on("connection", (socket: Socket) => this.keep(socket));
    this.server.on("connect", (request: http.IncomingMessage, socket: Socket) => this.connect(request, socket));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Targets below `.test` that were let through, in order: the editor has errands of its own. */
  get tunnels(): readonly string[] {
    return this.asked.filter(({ target, status }) => /\.test:\d+$/.test(target) && status === 200).map(({ target }) => target);
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", reject).listen(this.options.port ?? 0, "127.0.0.1", resolve);
    });
    return this;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private connect(request: http.IncomingMessage, socket: Socket): void {
    const target = String(request.url);
    const { refuses } = this;
    if (refuses === "silently") {
      this.asked.push({ target, status: 0 });
      return void socket.destroy();
    }
    const port = this.options.behind(target);
    const answer = (status: number, fields = "") => {
      this.asked.push({ target, status });
      socket.write(`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\n${fields}\r\n`);
    };
    const refusal = refuses ?? (this.isKnown(request) ? undefined : 407);
    const question = refusal === 407 ? 'Proxy-Authenticate: Basic realm="test"\r\n' : "";
    if (refusal || port === undefined) {
      answer(refusal ?? 502, `${question}Content-Length: 0\r\nConnection: close\r\n`);
      socket.end();
      return;
    }
    const beyond = this.keep(net.connect(port, "127.0.0.1"));
    beyond.on("connect", () => {
      answer(200);
      socket.pipe(beyond).pipe(socket);
    });
    beyond.on("close", () => socket.destroy());
    socket.on("close", () => beyond.destroy());
  }

  private isKnown({ headers }: http.IncomingMessage): boolean {
    const { credentials } = this.options;
    return !credentials || headers["proxy-authorization"] === `Basic ${Buffer.from(credentials).toString("base64")}`;
  }

  private keep(socket: Socket): Socket {
    this.sockets.add(socket);
    socket.on("close", () => this.sockets.delete(socket));
    return socket.on("error", () => {});
  }
}
