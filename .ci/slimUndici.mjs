// An esbuild plugin that leaves out of undici what this extension never uses: form bodies, HTTP/2 and the second copy of its parser.

const never = (what) => `throw new Error("${what} is left out of this bundle.");`;

/** Instead of these files of undici; each is reached by a feature that direct.ts cannot switch on. */
const stubs = {
  // Only for bodies that are FormData; ours are bytes.
  "lib/web/fetch/body.js": `exports.extractBody = () => { ${never("FormData")} };`,
  // Only where a connection has agreed on h2; ours offer http/1.1 alone.
  "lib/dispatcher/client-h2.js": `module.exports = () => { ${never("HTTP/2")} };`,
  // undici tries the SIMD build of its parser and falls back to the plain one, which runs everywhere: that one is enough.
  "lib/llhttp/llhttp_simd-wasm.js": `module.exports = require("./llhttp-wasm.js");`,
};

export const slimUndici = {
  name: "slim-undici",
  setup(build) {
    build.onLoad({ filter: /[\\/]undici[\\/]lib[\\/].*\.js$/ }, ({ path }) => {
      const contents = stubs[path.replaceAll("\\", "/").replace(/^.*\/undici\//, "")];
      return contents === undefined ? undefined : { contents, loader: "js" };
    });
  },
};
