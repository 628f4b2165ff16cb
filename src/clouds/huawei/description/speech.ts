// What Huawei's finished voices can be asked to say, and how a program asks them (vendor documentation of CreateTtsAudition).
import type { SnippetPlace, Speech } from "../../../core/cloud/capabilities/speech.js";

export const speech: Speech = {
  description: {
    settings: [
      { id: "speed", title: "Speed", from: 50, to: 200, usual: 100 },
      { id: "pitch", title: "Pitch", from: 50, to: 200, usual: 100 },
      { id: "volume", title: "Volume", from: 90, to: 240, usual: 140 },
    ],
    fields: [
      { id: "style", title: "Style", hint: "Only where the voice has one, as the cloud's console names it.", maxLength: 64 },
    ],
    cost: {
      warning: "Huawei Cloud charges for previews of third-party voices.",
      types: ["THIRD_PARTY", "THIRD_PARTY_LJZN"],
    },
  },
  snippets: [
    { id: "cli", title: "Huawei Cloud CLI (hcloud)", text: cliSnippet },
    { id: "python", title: "Python", text: pythonSnippet },
    { id: "node", title: "Node.js", text: nodeSnippet },
  ],
};

const sentence = "你好，很高兴认识你。";

function cliSnippet(voiceId: string, { region, values }: SnippetPlace): string {
  return `# Asks for a preview, then for its files; repeat the second command every 5 s until is_file_complete is true.
hcloud MetaStudio CreateTtsAudition --cli-region=${shell(region)} --project_id=${shell(values.projectId)} \\
  --emotion=${shell(voiceId)} --text=${shell(sentence)}
hcloud MetaStudio ShowTtsAuditionFile --cli-region=${shell(region)} --project_id=${shell(values.projectId)} --job_id=JOB_ID
`;
}

function pythonSnippet(voiceId: string, { region, values }: SnippetPlace): string {
  return `# pip install huaweicloudsdkmetastudio
# Reads the key from HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK.
import time
from huaweicloudsdkcore.auth.credentials import EnvCredentials
from huaweicloudsdkmetastudio.v1 import (
    CreateTtsAuditionRequest, CreateTtsAuditionRequestBody, MetaStudioClient, ShowTtsAuditionFileRequest)
from huaweicloudsdkmetastudio.v1.region.metastudio_region import MetaStudioRegion

credentials = EnvCredentials.load_basic_credential_from_env()
credentials.project_id = ${quoted(values.projectId)}
client = (MetaStudioClient.new_builder().with_credentials(credentials)
          .with_region(MetaStudioRegion.value_of(${quoted(region)})).build())

body = CreateTtsAuditionRequestBody(emotion=${quoted(voiceId)}, text=${quoted(sentence)})
job = client.create_tts_audition(CreateTtsAuditionRequest(body=body))
while True:
    audition = client.show_tts_audition_file(ShowTtsAuditionFileRequest(job_id=job.job_id))
    if audition.is_file_complete:
        break
    time.sleep(5)
for file in audition.files:
    print(file.download_url)  # valid for one hour
`;
}

function nodeSnippet(voiceId: string, { region, values }: SnippetPlace): string {
  return `// npm install @huaweicloud/huaweicloud-sdk-core @huaweicloud/huaweicloud-sdk-metastudio
// Reads the key from HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK.
const { BasicCredentials } = require("@huaweicloud/huaweicloud-sdk-core");
const metastudio = require("@huaweicloud/huaweicloud-sdk-metastudio/v1/public-api");

async function main() {
  const credentials = new BasicCredentials()
    .withAk(process.env.HUAWEICLOUD_SDK_AK)
    .withSk(process.env.HUAWEICLOUD_SDK_SK)
    .withProjectId(${quoted(values.projectId)});
  const client = metastudio.MetaStudioClient.newBuilder()
    .withCredential(credentials)
    .withEndpoint(${quoted(`https://metastudio.${region}.myhuaweicloud.com`)})
    .build();

  const body = new metastudio.CreateTtsAuditionRequestBody().withEmotion(${quoted(voiceId)}).withText(${quoted(sentence)});
  const { job_id } = await client.createTtsAudition(new metastudio.CreateTtsAuditionRequest().withBody(body));
  for (;;) {
    const audition = await client.showTtsAuditionFile(new metastudio.ShowTtsAuditionFileRequest(job_id));
    if (audition.is_file_complete) return audition.files.map(({ download_url }) => download_url);
    await new Promise((resolve) => setTimeout(resolve, 5000));
  }
}

main().then(console.log); // addresses, valid for one hour
`;
}

/** A literal in Python and JavaScript. */
function quoted(text = ""): string {
  return JSON.stringify(text);
}

function shell(text = ""): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
}
