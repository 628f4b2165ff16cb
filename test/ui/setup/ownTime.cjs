// Loaded into an extension host before its main script: gives our extension a time of its own, which a test can let pass without waiting.
const { setTimeout: set, clearTimeout: clear } = globalThis;
const { now } = Date;
let passed = 0;
/** What our extension has still to do. */
const planned = new Map();

Date.now = () => now() + passed;

function setTimeout(act, ms, ...parts) {
  if (!/[\\/]voice-jobs\.voice-training-jobs/.test(new Error().stack)) return set(act, ms, ...parts);
  const due = () => {
    planned.delete(timer);
    act(...parts);
  };
  const timer = set(due, ms);
  planned.set(timer, { due, at: Date.now() + ms });
  return timer;
}

function clearTimeout(timer) {
  planned.delete(timer);
  clear(timer);
}

// Node's own forms of it, such as the one for promises, stay.
Object.defineProperties(setTimeout, Object.getOwnPropertyDescriptors(set));
Object.assign(globalThis, { setTimeout, clearTimeout });

globalThis.letTimePass = (ms) => {
  passed += ms;
  for (const [timer, { due, at }] of [...planned]) {
    // One that was due before may have taken this one back.
    if (at > Date.now() || !planned.has(timer)) continue;
    clear(timer);
    due();
  }
};
