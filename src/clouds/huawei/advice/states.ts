// What a person should know and do in each of Huawei's sixteen states.
import type { AdviceItem, StateAdvice } from "../../../core/cloud/advice.js";

/**
 * States are read as in `states.ts`. What the documents state is said plainly (A5 to A7, A9), what is only by meaning with "usually".
 * Formats of the recordings: A7; shortest and longest durations are the account's own (operation 16).
 */
const needs: readonly AdviceItem[] = [
  { text: "Basic: 20 recordings (wav) and 20 texts (txt), named 0 to 19.", types: ["BASIC"] },
  { text: "Advanced: 100 recordings (wav) and 100 texts (txt), named 0 to 99.", types: ["MIDDLE"] },
  {
    text: "Premium and third-party types: one long recording (wav) in a zip file.",
    types: ["ADVANCE", "THIRD_PARTY", "THIRD_PARTY_LJZN"],
  },
  "An authorization letter is uploaded beside the recordings.",
  "How short and how long the recordings may be is set for each account and type of job.",
  "The documents say that only Chinese is supported, although English can be chosen.",
];

const goOn = "The job goes on in the cloud: the editor can be closed.";
const watch: AdviceItem = { text: "Watch the job to be notified when its state changes.", act: "watch" };
const keepOriginals = "Keep the original recordings at hand: what a review refuses has to be uploaded again.";
const busy = "Many jobs at the same time usually make the queue longer.";
const longRecordings = "Long recordings usually take longer than short ones.";

export const states: Readonly<Record<string, StateAdvice>> = {
  CREATING: {
    meaning: "The job waits for you: nothing is reviewed or trained before it is submitted.",
    causes: [
      "The recordings are not uploaded yet, or not all of them.",
      "The job was created by a program that stopped before it submitted the job.",
      "A submit was sent, but did not reach the cloud.",
    ],
    steps: [
      { text: "Upload the recordings and the authorization letter, if that is not done yet.", act: "uploadFiles" },
      "Check the name, sex and language of the voice.",
      { text: "Submit the job: its review begins at once.", act: "submit" },
    ],
    needs,
  },
  SYSTEM_AUDITING: {
    meaning: "The cloud is checking the uploaded files automatically. A manual review usually follows.",
    causes: [longRecordings, busy],
    steps: [watch, keepOriginals],
  },
  AUDITING: {
    meaning: "A reviewer of the cloud is checking the job. You are asked only if something is refused.",
    causes: ["Reviewers are people: nights, weekends and holidays usually count as waiting.", busy],
    steps: [watch, keepOriginals],
  },
  AUDIT_FAILED: {
    meaning: "A review refused what was uploaded. The job waits until you upload corrected files and submit it again.",
    causes: [
      "Recordings with noise, reverberation, or a level that is too low or too high.",
      "A text that differs from what is spoken, or files whose numbers do not match.",
      "Missing files, or too little speech.",
      "An authorization letter that is incomplete, not signed, or made out by another person.",
    ],
    steps: [
      "Read the cloud's message and the review findings, recording by recording where there are any.",
      "Record again what was refused, or correct the texts or the letter.",
      { text: "Upload the corrected files to the same job.", act: "uploadCorrected" },
      { text: "Submit the job again: both reviews usually start over.", act: "submit" },
    ],
    needs,
  },
  WAITING_SPLIT: {
    meaning: "The recording waits to be split into sentences. The cloud does this by itself.",
    causes: [busy],
    steps: [watch, goOn],
  },
  SPLITTING: {
    meaning: "The recording is being split into sentences. The cloud does this by itself.",
    causes: [longRecordings],
    steps: [watch, goOn],
  },
  SPLIT_FAILED: {
    meaning: "The recording could not be split into sentences. Whether the job can go on is not documented.",
    causes: [
      "Speech without clear pauses, or pauses that are too long.",
      "Music, noise or a second speaker in the recording.",
      "A wav or zip file that is damaged or cannot be decoded.",
    ],
    steps: [
      {
        text: "Read the cloud's message: it usually names what could not be split.",
        needsWords: true,
      },
      "Play the uploaded file yourself from beginning to end.",
      {
        text: "Check in the cloud's console whether you can upload again; if not, create a new job with the corrected recording.",
        act: "openConsole",
      },
    ],
    needs,
  },
  ANNOTATING: {
    meaning: "The sentences are being annotated. There is nothing to do.",
    causes: [longRecordings, "Where people annotate, nights, weekends and holidays usually count as waiting."],
    steps: [watch, goOn],
  },
  WAITING: {
    meaning: "The review is passed: the job waits for its turn to be trained.",
    causes: [busy, "The resource that your account has for this type of job may be used up, frozen or expired."],
    steps: [
      watch,
      { text: "If it takes long, look at the remaining resources of your account in the cloud's console.", act: "openConsole" },
    ],
  },
  PROCESSING: {
    meaning: "The voice is being trained. A review of the result usually follows.",
    causes: [longRecordings, busy],
    steps: [watch, goOn],
  },
  RESULT_REVIEW: {
    meaning: "The voice is trained, and the cloud reviews the result before releasing it.",
    causes: ["Where people review, nights, weekends and holidays usually count as waiting."],
    steps: [watch, goOn],
  },
  USER_RESULT_REVIEW: {
    meaning: "The trained voice usually waits here for your decision: the documents do not describe this state.",
    causes: ["The cloud asks its customer to listen to the result before the job is finished."],
    steps: [
      { text: "Open the job in the cloud's console: the result cannot be accepted or rejected from here.", act: "openConsole" },
      "Listen to the samples, including the names, numbers and foreign words that you need.",
      { text: "Accept or reject the result there, then refresh here.", act: "refresh" },
    ],
  },
  USER_REVIEW_REJECT: {
    meaning: "The result was usually rejected in your own review: the documents do not describe this state.",
    causes: ["The trained voice was rejected in the cloud's console."],
    steps: [
      { text: "See in the cloud's console what it offers next, for example training or uploading again.", act: "openConsole" },
      "Write down what was wrong with the voice, with times and words: support will ask for it.",
    ],
  },
  UPLOADING: {
    meaning: "Usually the last step: the cloud stores the trained model. Nothing has to be uploaded by you.",
    causes: [busy],
    steps: [watch, goOn],
  },
  FAILED: {
    meaning: "The job ended without a voice and does not go on by itself.",
    causes: [
      "Too little usable speech, or recordings with noise or reverberation.",
      "Texts that do not match the recordings, or more than one speaker.",
      "Files in a format that cannot be used for training.",
      "A fault of the cloud itself.",
    ],
    steps: [
      {
        text: "Read the code and the cloud's message: they usually name the file or the rule.",
        needsWords: true,
      },
      "Compare the recordings with what the cloud asks of them, and with its assessment and findings where it gives them.",
      "Create a new job, with corrected recordings where they were the cause: a failed one is final.",
    ],
    needs,
  },
  SUCCEED: {
    meaning: "The voice is trained and in the asset library.",
    steps: [
      { text: "Copy the voice ID: programs ask for the voice by it.", act: "copyVoiceId" },
      "Listen to the voice before you use it in production.",
    ],
  },
};
