// The account of the local cloud: fixed, plainly made-up keys that no scanner can take for real ones.

export const huaweiAccount = {
  region: "cn-north-4",
  projectId: "de300123456789abcdef0123456789ab",
  /** The account's project in another region: it exists, but this host does not serve it (vendor documentation A1). */
  otherProject: { region: "cn-east-3", id: "de30e000000000000000000000000003" },
  /** A part of the region's project with rights of its own; here it has the same jobs. */
  subProject: { name: "cn-north-4_studio", id: "de30f000000000000000000000000004" },
  domain: "demo-account",
  domainId: "de30d0000000000000000000000d0001",
  user: "demo-user",
  userId: "de30a0000000000000000000000a0001",
  password: "fake-demo-password",
  accessKeyId: "DEMO-FAKE-HUAWEI-AK",
  secretAccessKey: "demo-fake-huawei-secret-key-for-nothing-real",
  temporaryAccessKeyId: "DEMO-FAKE-HUAWEI-TEMPORARY-AK",
  temporarySecretAccessKey: "demo-fake-huawei-temporary-secret-key",
  securityToken: "demo-fake-huawei-security-token/with+signs==",
  token: "DEMO-FAKE-HUAWEI-TOKEN-valid-until-expireTokens-is-called",
} as const;

export const alibabaAccount = {
  region: "cn-shanghai",
  accountId: "1000000000000001",
  accessKeyId: "DEMO-FAKE-ALIBABA-KEY-ID",
  accessKeySecret: "demo-fake-alibaba-secret-for-nothing-real",
  sts: {
    accessKeyId: "STS.DEMO-FAKE-ALIBABA-KEY-ID",
    accessKeySecret: "demo-fake-alibaba-sts-secret",
    securityToken: "demo-fake-alibaba-sts-token/with+signs==",
  },
  /** A RAM user who may do nothing at all. */
  deniedKey: { accessKeyId: "DEMO-FAKE-ALIBABA-DENIED-KEY-ID", accessKeySecret: "demo-fake-alibaba-denied-secret" },
  /** What a RAM user may take on, for those whom its owner has told the external ID. */
  role: { arn: "acs:ram::1000000000000001:role/demo-studio", externalId: "demo-external-id" },
  inactiveKey: { accessKeyId: "DEMO-FAKE-ALIBABA-INACTIVE-KEY-ID", accessKeySecret: "demo-fake-alibaba-inactive-secret" },
} as const;
