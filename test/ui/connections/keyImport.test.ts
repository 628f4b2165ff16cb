// Keys that vendors' tools already have: read once the person names the place, shown masked, taken over by one choice.
import { strict as assert } from "node:assert";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, openEditor } from "../../host/workbench/session";
import type { Tree } from "../../host/workbench/tree";
import type { Workbench } from "../../host/workbench/workbench";
import { totalsOf } from "../steps/groups";
import { walk } from "../steps/typing";
import { alibabaPlace, huaweiPlace, pickProject } from "../steps/ways";

const title = "Import Key";

describe("import of keys", () => {
  let cloud: DemoCloud;
  let home: string;
  let workbench: Workbench;
  let tree: Tree;

  before(async () => {
    cloud = await startDemo({ moving: false, jobs: { huawei: 1, alibaba: 1 } });
    home = await mkdtemp(join(tmpdir(), "voice-jobs-home-"));
    const { accessKeyId, secretAccessKey } = cloud.huawei;
    const variables = { CLOUD_SDK_AK: accessKeyId, CLOUD_SDK_SK: secretAccessKey };
    workbench = await openEditor({ env: { HOME: home, USERPROFILE: home, ...variables } });
    tree = await workbench.openView();
  });
  after(async () => {
    await closeEditor(workbench);
    await cloud.close();
    await rm(home, { recursive: true, force: true });
  });

  /** Both clouds have places of the same name. */
  const choosePlace = async (place: string, of: string) => {
    await workbench.runQuestion("Voice Jobs: Import Key…", title);
    await workbench.quickInput.rows.filter({ hasText: place }).filter({ hasText: of }).click();
  };
  /** The list of places may still be there when the question has changed. */
  const untilKeys = async (...expected: readonly (readonly [label: string, description: string])[]) => {
    await workbench.page.getByPlaceholder("Which key?").waitFor();
    await eventually(async () => {
      const found = (await workbench.quickInput.items()).map(({ label, description }) => [label, description]);
      assert.deepEqual(found, expected);
    });
  };
  const untilIn = (name: string) =>
    eventually(async () =>
      assert.equal(
        Object.values(await totalsOf(tree, name)).reduce((sum, count) => sum + count, 0),
        1,
      ),
    );

  it("says where nothing was found", async () => {
    await choosePlace("Profiles of KooCLI", "~/.hcloud/config.json");
    await workbench.notifications.see("No usable key found: Profiles of KooCLI. There is no file ~/.hcloud/config.json.");
  });

  it("says of each profile why it cannot be used, also of a file that PowerShell has written", async () => {
    const profiles = [
      { name: "default", mode: "AKSK", accessKeyId: "AKTESTAKTESTAKTEST01", secretAccessKey: "s", securityToken: "" },
    ];
    const text = JSON.stringify({ authEncrypt: "true", current: "default", profiles });
    await mkdir(join(home, ".hcloud"));
    await writeFile(join(home, ".hcloud/config.json"), Buffer.from(`\uFEFF${text}`, "utf16le"));
    await choosePlace("Profiles of KooCLI", "~/.hcloud/config.json");
    await workbench.page.getByPlaceholder("None of these can be used. Each says why.").waitFor();
    await workbench.quickInput.pick("default");
    await workbench.notifications.see("hcloud configure set --cli-auth-encrypt=false");
  });

  it("takes a key from environment variables", async () => {
    await choosePlace("Environment variables", "Huawei Cloud MetaStudio");
    await untilKeys(["CLOUD_SDK_AK", "••••I-AK"]);
    await workbench.quickInput.pick("CLOUD_SDK_AK");
    await walk(workbench, title, huaweiPlace(cloud, "By variables"));
    await pickProject(workbench, title, cloud.huawei.region);
    await untilIn("By variables");
  });

  it("takes a permanent key from a profile, and of a temporary one the profile", async () => {
    const { accessKeyId, accessKeySecret, sts } = cloud.alibaba;
    const profiles = [
      { name: "studio", mode: "AK", access_key_id: accessKeyId, access_key_secret: accessKeySecret },
      {
        name: "hourly",
        mode: "StsToken",
        access_key_id: sts.accessKeyId,
        access_key_secret: sts.accessKeySecret,
        sts_token: sts.securityToken,
      },
    ];
    await mkdir(join(home, ".aliyun"));
    await writeFile(join(home, ".aliyun/config.json"), JSON.stringify({ current: "studio", profiles }));
    await choosePlace("Profiles of the Alibaba Cloud CLI", "Alibaba Cloud IMS");
    await untilKeys(["studio", "••••Y-ID"], ["hourly", ""]);
    await workbench.quickInput.pick("studio");
    await walk(workbench, title, alibabaPlace(cloud, "By profile"));
    await untilIn("By profile");
  });

  it("takes a key from the downloaded file", async () => {
    const file = join(home, "credentials.csv");
    const { accessKeyId, secretAccessKey } = cloud.huawei;
    await writeFile(file, `User Name,Access Key Id,Secret Access Key\r\n"studio-user",${accessKeyId},${secretAccessKey}\r\n`);
    await choosePlace("Downloaded file credentials.csv", "Huawei Cloud MetaStudio");
    const { quickInput } = workbench;
    // The editor's dialog begins in the home directory.
    await quickInput.row("credentials.csv").waitFor();
    await quickInput.step(title);
    await quickInput.type(file);
    await quickInput.accept();
    await untilKeys(["studio-user", "••••I-AK"]);
    await quickInput.pick("studio-user");
    await walk(workbench, title, huaweiPlace(cloud, "By file"));
    await pickProject(workbench, title, cloud.huawei.subProject.name);
    await untilIn("By file");
  });
});
