// `npm test`: installs what is missing, then runs every check and test. `--only unit,editor` chooses stages, `--editor floor` one of both editors, `--grep TEXT` tests.
import { ensureDependencies, run } from "./dependencies.mjs";

await ensureDependencies();
await run(process.execPath, ["--import", "tsx", "test/host/run/runAll.ts", ...process.argv.slice(2)]);
