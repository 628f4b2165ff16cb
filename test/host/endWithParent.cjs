// Loaded into the editor's server before its main script: ends it when the tests' process ends, however that dies, since its standard input closes then.
if (process.argv[1]?.endsWith("server-main.js")) process.stdin.on("end", () => process.exit()).resume();
