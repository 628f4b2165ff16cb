// The known values of a Huawei job's fields, worded (vendor documentation A9).
import type { Choice } from "../../../core/forms/field.js";

/** The two LLM types are in older documents and SDKs only; old jobs may still carry them. */
export const types: readonly Choice[] = [
  { value: "BASIC", title: "Basic", hint: "20 sentences" },
  { value: "MIDDLE", title: "Advanced", hint: "100 sentences" },
  { value: "ADVANCE", title: "Premium" },
  { value: "FLEXUS", title: "Flexus", hint: "Large-model feature extraction" },
  { value: "THIRD_PARTY", title: "DupDub", hint: "Third party, formerly named Mobvoi" },
  { value: "THIRD_PARTY_LJZN", title: "AudioX", hint: "Third party" },
  { value: "LLM_MAJOR", title: "LLM, major languages", hint: "Large model, Chinese and English" },
  { value: "LLM_MINOR", title: "LLM, other languages", hint: "Large model, languages other than Chinese and English" },
];

export const tags: readonly Choice[] = [
  { value: "ECOMMERCE", title: "E-commerce" },
  { value: "NEWS", title: "News" },
  { value: "MARKETING", title: "Marketing" },
  { value: "LIVE", title: "Live streaming" },
  { value: "EDUCATION", title: "Education" },
  { value: "CUSTOMER", title: "Customer service" },
  { value: "STORYTELLING", title: "Storytelling" },
];

/** The documents list both and say beside them that only Chinese is supported (A10.8). */
export const languages: readonly Choice[] = [
  { value: "CN", title: "Chinese" },
  { value: "EN", title: "English", hint: "The cloud's documents say that only Chinese is supported." },
];

export const sexes: readonly Choice[] = [
  { value: "FEMALE", title: "Female" },
  { value: "MALE", title: "Male" },
];

export const createTypes: readonly Choice[] = [
  { value: "PACKAGE", title: "Package", hint: "One zip file holds all recordings." },
  { value: "SEGMENT", title: "Sentence by sentence", hint: "The recordings are uploaded one by one." },
];

export const chargeModes: readonly Choice[] = [
  { value: "PERIODIC", title: "Periodic" },
  { value: "ONE_TIME", title: "One-time" },
  { value: "ON_DEMAND", title: "On demand" },
];

/** What the assessment of the recordings measures; the documents give names only, DNSMOS is the well-known estimate of speech quality. */
export const measures: readonly Choice[] = [
  { value: "speed", title: "Speaking rate" },
  { value: "sound", title: "Loudness" },
  { value: "snr", title: "Signal-to-noise ratio" },
  { value: "reverb", title: "Reverberation" },
  { value: "dnsmos_ovrl", title: "Overall quality (DNSMOS)" },
  { value: "dnsmos_bak", title: "Background noise (DNSMOS)" },
];
