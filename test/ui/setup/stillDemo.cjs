// Loaded into an extension host before its main script: for the demo's cloud time stands still, so its jobs stay where they are.
const { now } = Date;
const began = now();

Date.now = () => (/[\\/]dist[\\/]demo\.js/.test(new Error().stack) ? began : now());
