// What a person should know and do for each code of Huawei: the service's (MSS) and its gateway's (APIG or APIGW).
import type { CodeAdvice } from "../../../core/cloud/advice.js";

const enterAgain = "Enter the key of the connection again.";
const checkPlace = "Check the endpoint, region and project ID of the connection.";
const wait = "Wait a few minutes: such faults usually pass.";
const stopOthers = "Stop other programs that use the same key with an old secret: they keep it locked.";

const lookForName = { text: "Look for the name of the value in the cloud's message.", needsWords: true } as const;
const correct = "Correct it where it was entered: in a form, in the console, or in a program.";

/** Vendor documentation A13. `*` stands for anything: of all that fit, the longest is taken. The gateway's numbers come with both prefixes (A10.10). */
export const codes: readonly CodeAdvice[] = [
  {
    code: "MSS.00000000",
    meaning: "The documents use this code only as an example and give it no meaning: go by the state and the cloud's message.",
  },
  {
    code: "MSS.00000001",
    meaning: "The service did not accept the key.",
    causes: ["A token or key that has expired, was changed, or belongs to another region."],
    steps: [enterAgain],
  },
  {
    code: "MSS.00000002",
    meaning: "The documents say that either the request could not be read or nothing was found under its address.",
    causes: ["A job that was deleted meanwhile.", "A value that the cloud cannot read."],
    steps: [{ text: "Check in the cloud's console whether the job is still there.", act: "openConsole" }, checkPlace],
  },
  {
    code: "MSS.00000003",
    meaning: "A value was not accepted (invalid parameter).",
    causes: [
      "A name, tag or language that this type of job or this region does not accept.",
      "A text that is too long, or characters that are not allowed.",
    ],
    steps: [lookForName, correct],
  },
  {
    code: "MSS.00000004",
    meaning: "The service had an internal error: your files are usually not the cause.",
    causes: ["A fault of the cloud itself."],
    steps: [wait, "The same recordings can usually be used again."],
  },
  {
    code: "MSS.00010003",
    meaning: "The service has no such address.",
    causes: ["An endpoint of another service, or a region that does not offer voice training."],
    steps: [checkPlace],
  },
  {
    code: "MSS.00010004",
    meaning: "The service does not accept this method at this address.",
    causes: ["A proxy or gateway of your own that changes requests."],
    steps: [checkPlace],
  },
  {
    code: "MSS.00010008",
    meaning: "The token is not valid: this code comes with status 400, but is about the key.",
    causes: ["A token that has expired: it lives for 24 hours.", "A password or key that was changed, which revokes tokens."],
    steps: [enterAgain],
  },
  {
    code: "MSS.00010009",
    meaning: "The project ID belongs to another account or region than the key.",
    causes: ["Each region has its own project ID; one was copied from another region."],
    steps: [
      { text: "Copy the project ID of this region from “My Credentials” in the cloud's console.", act: "openConsole" },
      "Correct it in the connection.",
    ],
  },
  {
    code: "MSS.00021014",
    meaning: "The service could not reach IAM, which checks keys.",
    causes: ["A fault of the cloud itself, or a key that IAM cannot read."],
    steps: [wait, enterAgain],
  },
  {
    code: "MSS.00021016",
    meaning: "IAM did not confirm the token: this code comes with status 500, but is about the key.",
    causes: ["A token that has expired or was revoked."],
    steps: [enterAgain],
  },
  {
    code: "MSS.10000002",
    meaning: "What was sent is not JSON.",
    causes: ["A proxy or gateway of your own that changes requests."],
    steps: [checkPlace],
  },
  {
    code: "MSS.10000003",
    meaning: "A value did not pass the service's validation.",
    causes: ["A value that is too long, missing, or not one of those that the cloud knows."],
    steps: [lookForName, correct],
  },
  {
    code: "MSS.1000100*",
    meaning: "An error of the asset library, where finished voices are kept.",
    causes: ["An asset that is not there, a name that exists already, or a file that is too large."],
    steps: [
      { text: "Look for a voice with this name in the asset library in the cloud's console.", act: "openConsole" },
      "Choose another name, or clear up the library.",
    ],
  },
  // What a review refuses (the vendor's page of error codes, seen in part). "Usually": the number is inferred from its place there.
  {
    code: "MSS.20020010",
    meaning: "The code is usually about the authorization letter.",
    steps: ["Check that the letter is complete, signed and readable, then upload it again."],
  },
  {
    code: "MSS.20020011",
    meaning: "The format of a recording is not accepted.",
    steps: ["Record or convert it to the format below, then upload it again."],
  },
  {
    code: "MSS.20020012",
    meaning: "The package has kinds of files that this type of job does not accept.",
    steps: ["Pack again only what the job asks for, then upload the package again."],
  },
  {
    code: "MSS.20020013",
    meaning: "The package is not a valid zip file.",
    causes: ["A file that was renamed to .zip, or an upload that was cut off."],
    steps: ["Pack again as zip, then upload the package again."],
  },
  {
    code: "MSS.20020015",
    meaning: "The text is usually not in the language of the job.",
    steps: ["Make text, speech and the language of the job agree, then upload again."],
  },
  {
    code: "MSS.20020016",
    meaning: "The number of recordings and texts in the package is not the one that this type of job asks for.",
    steps: ["Count recordings and texts: each recording has one text. Then upload the package again."],
  },
  {
    code: "MSS.20020022",
    meaning: "The package usually has files that the job does not ask for.",
    steps: ["Leave out what the job does not ask for, then upload the package again."],
  },
  {
    code: "MSS.20020023",
    meaning: "The package is too large.",
    steps: ["Leave out what the job does not ask for, then upload the package again."],
  },
  {
    code: "MSS.20020024",
    meaning: "A file in the package is too large.",
    steps: ["Shorten it or convert it to the format below, then upload the package again."],
  },
  {
    code: "MSS.20020031",
    meaning: "The file is usually not the one that was announced for the job.",
    steps: ["Upload the right file again."],
  },
  {
    code: "MSS.20020032",
    meaning: "The service could not make the temporary preview.",
    steps: ["Generate the preview again."],
  },
  {
    code: "MSS.20020033",
    meaning: "The voice has no sample.",
    steps: ["Open a ticket with the vendor and ask whether one can be generated."],
  },
  {
    code: "MSS.20020034",
    meaning: "The recording could not be cut into sentences.",
    steps: ["Check that sentences are parted by pauses of two to three seconds."],
  },
  {
    code: "MSS.20020035",
    meaning: "The training service reported a fault; its message gives the reason.",
    steps: [wait],
  },
  {
    code: "MSS.60020007",
    meaning: "The service could not create the training: your files are usually not the cause.",
    steps: [wait, "The same recordings can usually be used again."],
  },
  {
    code: "APIG*.0101",
    meaning: "The gateway has no such API: the host, path or method is wrong, not the job.",
    causes: ["An endpoint of another service, or a region that does not offer voice training."],
    steps: [checkPlace],
  },
  {
    code: "APIG*.0201",
    meaning: "The gateway did not pass the request on: it was malformed or too large, or the service behind it did not answer.",
    causes: ["A body over 12 MB, an address or a header over 32 KB.", "A service that is unavailable or too slow at the moment."],
    steps: [wait, checkPlace],
  },
  {
    code: "APIG*.0301",
    meaning:
      "The gateway could not verify the signature or token; more than five such failures in a row lock a key for five minutes.",
    causes: [
      "A secret that does not belong to the access key, or a token that has expired.",
      "A clock of this computer that is more than 15 minutes off.",
      "A key that is locked because another program goes on using it wrongly.",
    ],
    steps: [enterAgain, stopOthers],
  },
  {
    code: "APIG*.0308",
    meaning: "Too many requests: the limit holds for the whole account, so other programs count too.",
    causes: ["Scripts or consoles that ask for the same jobs at the same time."],
    steps: ["Wait a minute before the next try."],
  },
  {
    code: "APIG*.0402",
    meaning: "The gateway does not allow requests from this network address.",
    causes: ["A rule of your account that restricts the addresses a key may be used from."],
    steps: ["Use the network of your company or its VPN, or have your address allowed."],
  },
  {
    code: "APIG*.0501",
    meaning: "The quota of calls of this application is used up.",
    steps: [{ text: "Raise the quota in the cloud's console, or wait until it is renewed.", act: "openConsole" }],
  },
  {
    code: "APIG*.0502",
    meaning: "The application is frozen at the gateway.",
    causes: ["Usually an account in arrears or a restriction of the account."],
    steps: [{ text: "Check in the cloud's console whether the account is in arrears or restricted.", act: "openConsole" }],
  },
  {
    code: "APIG*.1002",
    meaning: "The gateway did not accept the token.",
    causes: ["A token that has expired, was revoked, or belongs to another region."],
    steps: [enterAgain],
  },
  {
    code: "APIG*.1005",
    meaning: "The user has no permission for this call.",
    causes: [
      "A user without the policy “MetaStudio FullAccess”, or with “MetaStudio ReadOnlyAccess” where something is changed.",
    ],
    steps: ["Ask an administrator to grant the policy in IAM."],
  },
  {
    code: "APIG*",
    meaning: "A code of the gateway in front of the service: the job itself is usually not the cause.",
    steps: [wait, checkPlace],
  },
];
