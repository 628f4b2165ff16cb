// What Alibaba's finished voices can be asked to say, and how a program asks them (vendor documentation of SubmitAudioProduceJob).
import type { SnippetPlace, Speech } from "../../../core/cloud/capabilities/speech.js";
import { bucketField } from "./storage.js";

export const speech: Speech = {
  description: {
    longestText: 10_000,
    settings: [
      { id: "speech_rate", title: "Speed", from: -500, to: 500, usual: 0 },
      { id: "pitch_rate", title: "Pitch", from: -500, to: 500, usual: 0 },
      { id: "volume", title: "Volume", from: 0, to: 100, usual: 50 },
    ],
    fields: [
      { ...bucketField, hint: "One of your own in the same region: the cloud writes the audio there, and the file stays there." },
    ],
    cost: { warning: "Alibaba Cloud bills each text that a voice says, and the storage of the file in your bucket." },
  },
  snippets: [
    { id: "cli", title: "Alibaba Cloud CLI (aliyun)", text: cliSnippet },
    { id: "python", title: "Python", text: pythonSnippet },
    { id: "node", title: "Node.js", text: nodeSnippet },
  ],
};

const sentence = "你好，很高兴认识你。";

function editing(voiceId: string): string {
  return JSON.stringify({ customizedVoice: voiceId, format: "MP3" });
}

const output = JSON.stringify({ bucket: "YOUR-BUCKET", object: "voices/hello" });

function cliSnippet(voiceId: string, { region }: SnippetPlace): string {
  return `# Billed. Writes voices/hello.mp3 into your bucket; the second command tells when it is there.
aliyun ice SubmitAudioProduceJob --region ${shell(region)} --InputConfig ${shell(sentence)} \\
  --EditingConfig ${shell(editing(voiceId))} --OutputConfig ${shell(output)}
aliyun ice GetSmartHandleJob --region ${shell(region)} --JobId JOB_ID
`;
}

function pythonSnippet(voiceId: string, { region }: SnippetPlace): string {
  return `# pip install alibabacloud_ice20201109
# Billed. Reads the key from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.
import json
import os
import time
from alibabacloud_ice20201109 import models
from alibabacloud_ice20201109.client import Client
from alibabacloud_tea_openapi.models import Config

client = Client(Config(
    access_key_id=os.environ["ALIBABA_CLOUD_ACCESS_KEY_ID"],
    access_key_secret=os.environ["ALIBABA_CLOUD_ACCESS_KEY_SECRET"],
    endpoint=${quoted(`ice.${region}.aliyuncs.com`)},
))
job = client.submit_audio_produce_job(models.SubmitAudioProduceJobRequest(
    input_config=${quoted(sentence)},
    editing_config=json.dumps({"customizedVoice": ${quoted(voiceId)}, "format": "MP3"}),
    output_config=json.dumps({"bucket": "YOUR-BUCKET", "object": "voices/hello"}),
)).body
while True:
    state = client.get_smart_handle_job(models.GetSmartHandleJobRequest(job_id=job.job_id)).body.state
    if state in ("Finished", "Failed"):
        break
    time.sleep(5)
print(state, job.media_id)
`;
}

function nodeSnippet(voiceId: string, { region }: SnippetPlace): string {
  return `// npm install @alicloud/ice20201109 @alicloud/openapi-client
// Billed. Reads the key from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.
const { default: Client, SubmitAudioProduceJobRequest, GetSmartHandleJobRequest } = require("@alicloud/ice20201109");
const { Config } = require("@alicloud/openapi-client");

async function main() {
  const client = new Client(new Config({
    accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID,
    accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
    endpoint: ${quoted(`ice.${region}.aliyuncs.com`)},
  }));
  const { body: job } = await client.submitAudioProduceJob(new SubmitAudioProduceJobRequest({
    inputConfig: ${quoted(sentence)},
    editingConfig: JSON.stringify({ customizedVoice: ${quoted(voiceId)}, format: "MP3" }),
    outputConfig: JSON.stringify({ bucket: "YOUR-BUCKET", object: "voices/hello" }),
  }));
  for (;;) {
    const { body } = await client.getSmartHandleJob(new GetSmartHandleJobRequest({ jobId: job.jobId }));
    if (body.state === "Finished" || body.state === "Failed") return [body.state, job.mediaId];
    await new Promise((resolve) => setTimeout(resolve, 5000));
  }
}

main().then(console.log);
`;
}

/** A literal in Python and JavaScript. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function shell(text: string): string {
  return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
}
