// Loaded into an extension host before its main script: takes away from the editor's API what editors made of older or trimmed sources lack.
const Module = require("node:module");

const missing = new Set(["lm", "chat"]);

/** One view of each API object: it is another one for each extension. */
const views = new WeakMap();

function trimmed(api) {
  const known = views.get(api);
  if (known) return known;
  // A copy, since an answer that hides a frozen property is not allowed to a proxy.
  const view = Object.create(null, Object.getOwnPropertyDescriptors(api));
  for (const name of missing) delete view[name];
  views.set(api, view);
  return view;
}

// The host puts a loader of its own in the place of this one, later: whatever stands there is looked through.
let load = Module._load;
Object.defineProperty(Module, "_load", {
  configurable: true,
  get: () => load,
  set: (next) => {
    load = function (request, ...rest) {
      const found = next.call(this, request, ...rest);
      return request === "vscode" ? trimmed(found) : found;
    };
  },
});
