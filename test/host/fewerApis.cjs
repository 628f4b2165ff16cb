// Loaded into an extension host before its main script: takes away from the editor's API what editors made of older, trimmed or other sources lack.
const Module = require("node:module");

const missing = new Set(["lm", "chat"]);

/** Commands of extensions, and those that every editor makes of their views; the editor's own are all unknown. */
const isKnown = (id) => id.startsWith("voiceJobs.");

/** One view of each API object: it is another one for each extension. */
const views = new WeakMap();

function trimmed(api) {
  const known = views.get(api);
  if (known) return known;
  // A copy, since an answer that hides a frozen property is not allowed to a proxy.
  const view = Object.create(null, Object.getOwnPropertyDescriptors(api));
  for (const name of missing) delete view[name];
  replace(view, "commands", {
    executeCommand: async (id, ...rest) => {
      if (isKnown(id)) return api.commands.executeCommand(id, ...rest);
      refusedCommands.push(id);
      throw new Error(`command '${id}' not found`);
    },
    getCommands: async (...rest) => (await api.commands.getCommands(...rest)).filter(isKnown),
  });
  replace(view, "window", {
    showInformationMessage: (text, ...rest) => {
      toldSentences.push(text);
      return answered(rest) ?? api.window.showInformationMessage(text, ...rest);
    },
    showWarningMessage: (text, ...rest) => answered(rest) ?? api.window.showWarningMessage(text, ...rest),
  });
  replace(view, "env", { clipboard });
  views.set(api, view);
  return view;
}

function replace(view, name, functions) {
  const descriptors = Object.getOwnPropertyDescriptors(view[name]);
  for (const [each, value] of Object.entries(functions)) descriptors[each] = { value, enumerable: true };
  Object.defineProperty(view, name, { value: Object.create(null, descriptors), enumerable: true });
}

/** For the tests: what was asked of the editor and not there. */
const refusedCommands = [];
globalThis.refusedCommands = refusedCommands;

/** For the tests: what notifications and dialogs said, for information. */
const toldSentences = [];
globalThis.toldSentences = toldSentences;

/**
 * An editor under test refuses every modal dialog: tests choose a button in its place, by `globalThis.pressInModal`.
 */
function answered(parts) {
  const wanted = parts[0]?.modal === true ? globalThis.pressInModal : undefined;
  return wanted !== undefined && parts.includes(wanted) ? Promise.resolve(wanted) : undefined;
}

/** The browser's own needs a window in front. */
let copied = "";
const clipboard = {
  readText: async () => copied,
  writeText: async (text) => {
    copied = text;
  },
};

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
