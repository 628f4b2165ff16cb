// Loaded into the editor's server by NODE_OPTIONS, and by itself into what that starts: writes down where each HTTP server listens.
const { appendFileSync } = require("node:fs");
const processes = require("node:child_process");
const { Server } = require("node:http");
const { syncBuiltinESMExports } = require("node:module");

const { listen } = Server.prototype;
Server.prototype.listen = function (...parameters) {
  this.once("listening", () => {
    const { port } = this.address() ?? {};
    if (port) appendFileSync(process.env.VOICE_JOBS_TEST_LISTENERS, `http://127.0.0.1:${port}\n`);
  });
  return listen.apply(this, parameters);
};

// The server takes NODE_OPTIONS away from its extension hosts, where the demo runs.
const { fork } = processes;
processes.fork = (path, parameters, options = {}) =>
  fork(path, parameters, { ...options, execArgv: [...(options.execArgv ?? []), "--require", __filename] });
syncBuiltinESMExports();
