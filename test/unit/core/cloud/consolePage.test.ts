// The consoles' pages: the site of the region, and none where no console could know the place.
import { strict as assert } from "node:assert";
import { alibaba } from "../../../../src/clouds/alibaba/index.js";
import { huawei } from "../../../../src/clouds/huawei/index.js";
import type { Cloud } from "../../../../src/core/cloud/cloud.js";
import { consolePage } from "../../../../src/core/cloud/consolePage.js";
import { fakeConnection } from "../../../fakes/clouds/connections.js";

describe("the page of a console", () => {
  const at = (cloud: Cloud, region: string) => consolePage(cloud, fakeConnection(cloud, { region }));

  it("is the Chinese site's for Chinese regions and the international one's elsewhere", () => {
    assert.equal(at(huawei, "cn-north-4"), "https://console.huaweicloud.com/console/?region=cn-north-4#/home");
    assert.equal(at(huawei, "ap-southeast-3"), "https://console-intl.huaweicloud.com/console/?region=ap-southeast-3#/home");
    assert.equal(at(alibaba, "cn-shanghai"), "https://ims.console.aliyun.com/summary");
  });

  it("is none for a region that is no region, for demo data and for typed endpoints", () => {
    assert.equal(at(huawei, "here & there"), undefined);
    const connection = fakeConnection(huawei, { region: "cn-north-4" });
    assert.equal(consolePage(huawei, { ...connection, isDemo: true }), undefined);
    assert.equal(consolePage(huawei, { ...connection, endpoint: "https://metastudio.example.com" }), undefined);
  });

  it("is never one that is not https", () => {
    for (const address of ["http://console.example", "javascript:alert(1)", "console", ""]) {
      const cloud: Cloud = { ...huawei, consoleUrl: () => address };
      assert.equal(at(cloud, "cn-north-4"), undefined, address);
    }
  });
});
