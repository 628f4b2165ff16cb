// Loaded into the editor's server before its main script: ends it and all that it started when the process that started it ends, however
// that dies, since its standard input closes then. The server leads a process group of its own.
if (/[\\/](server-main|backend[\\/]main)\.js$/.test(process.argv[1] ?? "")) process.stdin.on("end", () => process.kill(-process.pid, "SIGKILL")).resume();
