// What to do about profiles of the Alibaba Cloud CLI whose key is not in the file.
import type { UnsupportedMode } from "../../../core/cloud/keySource.js";

/** The modes of the CLI whose key only the CLI or a certain machine can get. */
export const unsupportedModes: readonly UnsupportedMode[] = [
  {
    mode: "ChainableRamRoleArn",
    hint: "Only the CLI follows one profile to another. Use a profile with the mode RamRoleArn, which has the key and the role in one.",
  },
  { mode: "EcsRamRole", hint: "Its key is on a cloud server. Use a profile with the mode AK or RamRoleArn." },
  { mode: "RamRoleArnWithRoleName", hint: "Its key is on a cloud server. Use a profile with the mode AK or RamRoleArn." },
  { mode: "RsaKeyPair", hint: "The vendor no longer supports it. Use a profile with the mode AK or RamRoleArn." },
  {
    mode: "External",
    hint: "Its key comes from a program that only the CLI runs. Use a profile with the mode AK, StsToken or RamRoleArn.",
  },
  {
    mode: "CredentialsURI",
    hint: "Its key comes from an address that only the CLI asks. Use a profile with the mode AK, StsToken or RamRoleArn.",
  },
  {
    mode: "OIDC",
    hint: "Its key comes for a token that only the CLI hands in. Use a profile with the mode AK, RamRoleArn or CloudSSO.",
  },
  { mode: "OAuth", hint: "Only the CLI signs in with the browser. Use a profile with the mode AK, RamRoleArn or CloudSSO." },
  {
    mode: "BearerToken",
    hint: "The service does not accept bearer tokens from here. Use a profile with the mode AK or RamRoleArn.",
  },
  { mode: "Anonymous", hint: "It has no key. Use a profile with the mode AK or RamRoleArn." },
];
