// What a person answers for each way into the local cloud, and how its project is chosen from those that the key finds.
import type { DemoCloud } from "../../../src/demoCloud/index";
import type { Workbench } from "../../host/workbench/workbench";
import { type Answers, addConnection, atQuestion, give, untilClosed, walk } from "./typing";

/** An address of one's own, and where its IAM is: so the key finds its projects. */
export function huaweiPlace({ huawei }: DemoCloud, name: string): Answers {
  return [
    [/Where are the jobs/, { pick: "Another Huawei endpoint…" }],
    [/^Endpoint/, { type: huawei.endpoint }],
    [/^IAM endpoint/, { type: huawei.iamEndpoint }],
    [/^Name/, { type: name }],
  ];
}

export function huaweiKey({ huawei }: DemoCloud): Answers {
  return [
    [/How do you sign in/, { pick: "Access key" }],
    [/^Access key ID/, { type: huawei.accessKeyId }],
    [/^Secret access key/, { type: huawei.secretAccessKey }],
  ];
}

export function huaweiTemporaryKey({ huawei }: DemoCloud): Answers {
  return [
    [/How do you sign in/, { pick: "Temporary access key" }],
    [/^Access key ID/, { type: huawei.temporaryAccessKeyId }],
    [/^Secret access key/, { type: huawei.temporarySecretAccessKey }],
    [/^Security token/, { type: huawei.securityToken }],
  ];
}

export function huaweiToken({ huawei }: DemoCloud): Answers {
  return [
    [/How do you sign in/, { pick: "Token" }],
    [/^Token/, { type: huawei.token }],
  ];
}

export function huaweiPassword({ huawei }: DemoCloud, password: string = huawei.password): Answers {
  return [
    [/How do you sign in/, { pick: "IAM user and password" }],
    [/^Account name/, { type: huawei.domain }],
    [/^IAM user/, { type: huawei.user }],
    [/^Password/, { type: password }],
  ];
}

export function huaweiProfile(name: string): Answers {
  return [
    [/How do you sign in/, { pick: "KooCLI profile" }],
    [/^Profile/, { type: name }],
  ];
}

export function alibabaPlace({ alibaba }: DemoCloud, name: string): Answers {
  return [
    [/Where are the jobs/, { pick: "Another Alibaba endpoint…" }],
    [/^Endpoint/, { type: alibaba.endpoint }],
    [/^Name/, { type: name }],
  ];
}

export function alibabaTemporaryKey({ alibaba }: DemoCloud): Answers {
  return [
    [/How do you sign in/, { pick: "Temporary access key" }],
    [/^AccessKey ID/, { type: alibaba.sts.accessKeyId }],
    [/^AccessKey secret/, { type: alibaba.sts.accessKeySecret }],
    [/^Security token/, { type: alibaba.sts.securityToken }],
  ];
}

export function alibabaProfile(name: string): Answers {
  return [
    [/How do you sign in/, { pick: "Alibaba Cloud CLI profile" }],
    [/^Profile/, { type: name }],
  ];
}

/** The project by its name in the list that comes once the key was tried. */
export async function pickProject(workbench: Workbench, title: string, project: string): Promise<void> {
  await atQuestion(workbench, title, /Which project/);
  await give(workbench, { pick: project });
  await untilClosed(workbench);
}

/** Adds a connection whose key finds several projects. */
export async function typeConnectionOf(workbench: Workbench, project: string, answers: Answers): Promise<void> {
  await workbench.runCommand("Voice Jobs: Add Connection…");
  await walk(workbench, addConnection, answers);
  await pickProject(workbench, addConnection, project);
}
