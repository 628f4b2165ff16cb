// The editor's side of a webview: one way out for requests, and a memory that survives a reload.

export interface Host<Request, Memory> {
  postMessage(request: Request): void;
  setState(memory: Memory): void;
}

declare function acquireVsCodeApi(): Host<unknown, unknown>;

/** Once per page: the editor hands its side out a single time. */
export function openHost<Request, Memory>(): Host<Request, Memory> {
  return acquireVsCodeApi() as Host<Request, Memory>;
}
