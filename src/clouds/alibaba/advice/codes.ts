// What a person should know and do for each code of Alibaba; statuses differ between its products, so the code decides.
import type { CodeAdvice } from "../../../core/cloud/advice.js";

const enterAgain = "Enter the key of the connection again.";
const checkPlace = "Check the endpoint and region of the connection.";
const wait = "Wait a few minutes: such faults usually pass.";
const setClock = "Correct this computer's clock, ideally by synchronizing it with network time.";
const lookForName = { text: "Look for the name of the value in the cloud's message.", needsWords: true } as const;
const correct = "Correct it where it was entered: in a form, in the console, or in a program.";

/** Vendor documentation B5. `*` stands for anything: of all that fit, the longest is taken. Codes of its own for voice jobs are not documented. */
export const codes: readonly CodeAdvice[] = [
  {
    code: "InvalidAccessKeyId.NotFound",
    meaning: "The cloud does not know this AccessKey ID.",
    causes: ["A key that was deleted, or was copied with a letter missing.", "A temporary key without its security token."],
    steps: ["Look for the key in the RAM console.", enterAgain],
  },
  {
    code: "InvalidAccessKeyId.Inactive",
    meaning: "This AccessKey is disabled.",
    causes: ["It was disabled in your account, often because keys are changed regularly."],
    steps: ["Enable the key in the RAM console, or enter another one."],
  },
  {
    code: "InvalidAccessKeyId*",
    meaning: "The cloud does not accept this AccessKey ID.",
    steps: ["Look for the key in the RAM console.", enterAgain],
  },
  {
    code: "SignatureDoesNotMatch",
    meaning: "The signature is wrong: the secret does not belong to this AccessKey ID.",
    causes: [
      "A secret that was copied incompletely, or is another key's.",
      "A proxy or gateway of your own that changes requests.",
    ],
    steps: [enterAgain],
  },
  {
    code: "IncompleteSignature",
    meaning: "The signature arrived incomplete.",
    causes: ["A proxy or gateway of your own that removes headers."],
    steps: ["Diagnose the connection: the report says which route requests take."],
  },
  {
    code: "SignatureNonceUsed",
    meaning: "The cloud has seen this very request before. Each request has a number of its own, so a copy was sent on the way.",
    causes: ["A proxy of your own that sends requests again when an answer is slow."],
    steps: ["If it happens again, turn off automatic retries in the proxy."],
  },
  {
    code: "InvalidTimeStamp.Expired",
    meaning: "The time of the request is too far from the cloud's clock.",
    causes: ["A clock of this computer that is off, or a computer that was just woken."],
    steps: [setClock],
  },
  {
    code: "IllegalTimestamp",
    meaning: "The time of the request is missing or cannot be read.",
    causes: ["A proxy or gateway of your own that changes requests."],
    steps: [setClock],
  },
  {
    code: "InvalidSecurityToken.Expired",
    meaning: "The temporary key (STS) has expired.",
    steps: ["Enter a new temporary key with its security token, or a permanent key."],
  },
  {
    code: "InvalidSecurityToken*",
    meaning: "The security token of the temporary key is not valid.",
    causes: ["A security token that was copied incompletely, or is another key's."],
    steps: [enterAgain],
  },
  {
    code: "Forbidden.RAM",
    meaning: "RAM denies this call: the user or role lacks the permission.",
    causes: ["No policy grants the action, or one denies it."],
    steps: ["Ask an administrator to grant the action in RAM, for example “ice:GetCustomizedVoiceJob”, for all resources."],
  },
  {
    code: "NoPermission*",
    meaning: "RAM denies this call: the user or role lacks the permission.",
    causes: ["No policy grants the action, or one denies it."],
    steps: ["Ask an administrator to grant the action in RAM, for example “ice:GetCustomizedVoiceJob”, for all resources."],
  },
  {
    code: "Forbidden.RiskControl",
    meaning: "The account itself is restricted by risk control: no permission is missing.",
    steps: [
      {
        text: "Ask the owner of the account to clear the restriction in the cloud's console or with a ticket.",
        act: "openConsole",
      },
    ],
  },
  {
    code: "Forbidden.UserVerification",
    meaning: "The account is not verified: no permission is missing.",
    steps: [{ text: "Ask the owner of the account to complete its verification in the cloud's console.", act: "openConsole" }],
  },
  {
    code: "Forbidden*",
    meaning: "The cloud does not allow this call to your account or user.",
    causes: ["Usually a missing permission, or a service that is not activated for the account."],
    steps: ["Ask an administrator to check the policies of the user in RAM."],
  },
  {
    code: "*Throttling*",
    meaning: "Too many requests: the account and all its RAM users usually share one limit, so other programs count too.",
    causes: ["Scripts or consoles that ask for the same jobs at the same time."],
    steps: ["Wait a minute before the next try."],
  },
  {
    code: "Missing*",
    meaning: "A value that the call needs is missing.",
    steps: [lookForName, correct],
  },
  {
    code: "InvalidParameter*",
    meaning: "A value was not accepted; the code or the words usually name it.",
    causes: ["A name that is too long or used already, or a media ID or address of another region."],
    steps: [lookForName, correct],
  },
  {
    code: "InvalidAction*",
    meaning: "The endpoint has no such API: the address is wrong, not the job.",
    causes: ["An endpoint of another service, or a region that does not offer voice training."],
    steps: [checkPlace],
  },
  {
    code: "NoSuchVersion",
    meaning: "The endpoint does not know this version of the service.",
    causes: ["An endpoint of another service, or a region that does not offer voice training."],
    steps: [checkPlace],
  },
  {
    code: "UnsupportedHTTPMethod",
    meaning: "The endpoint does not accept this method.",
    causes: ["A proxy or gateway of your own that changes requests."],
    steps: [checkPlace],
  },
  {
    code: "InternalError*",
    meaning: "The service had an internal error: your files are usually not the cause.",
    steps: [wait],
  },
  {
    code: "ServiceUnavailable*",
    meaning: "The service is not available at the moment.",
    steps: [wait],
  },
  {
    code: "*Quota*",
    meaning: "The code's name says that a quota of the account is used up.",
    steps: [
      {
        text: "Check the quota in the cloud's console, and delete what is no longer needed or request a higher one.",
        act: "openConsole",
      },
    ],
  },
  {
    code: "*NotFound",
    meaning: "The code's name says that something was not found: the job, its voice, or a recording.",
    causes: ["It was deleted meanwhile, or is in another region or account."],
    steps: [{ text: "Check in the cloud's console of the same region whether it is there.", act: "openConsole" }],
  },
  {
    code: "Invalid*",
    meaning: "The code's name says that a value is not valid; the words beside the code usually name it.",
    steps: [lookForName, correct],
  },
];
