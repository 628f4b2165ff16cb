// A window that is reloaded in the middle of a submit, at every moment of it: the cloud takes it once at most, and the person learns.
import { strict as assert } from "node:assert";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import type { FaultAct } from "../../../src/demoCloud/server/faults";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, openEditor } from "../../host/workbench/session";
import type { Workbench } from "../../host/workbench/workbench";
import { tall } from "../setup/demoEditor";
import { totalsOf } from "../steps/groups";
import { huaweiAnswers, openSubmit, review, typeConnection, walk } from "../steps/typing";

interface Job {
  readonly id: string;
  readonly name: string;
}

/** One moment of a submit at which the window goes. */
interface Moment {
  readonly title: string;
  /** What happens to the submit itself, and to reading the job from the modal on. */
  readonly submit?: FaultAct;
  readonly read?: FaultAct;
  /** The first look after the submit meets it, not the one before. */
  readonly readsBefore?: number;
  /** Whether the moment has come. */
  readonly hasCome: (control: DemoCloud["control"], job: Job, workbench: Workbench) => Promise<void> | void;
  /** What the person reads afterwards; absent = they have read it before. */
  readonly told?: RegExp;
  /** Whether it is enough that the job shows it: a window that goes may still hear the answer, and good news fades after seconds. */
  readonly maySeeIt?: boolean;
  /** How often the cloud has taken it in the end. */
  readonly taken: number;
}

const long = 60_000;
const arrived = (control: DemoCloud["control"], { id }: Job) => assert.equal(control.submitAttempts(id), 1);
const taken = (control: DemoCloud["control"], { id }: Job) => assert.equal(control.submits(id), 1);
const reads = (control: DemoCloud["control"], { id }: Job) =>
  control.requests.filter(({ operation, path }) => operation === "ShowVoiceTrainingJob" && path.endsWith(id)).length;

const moments: readonly Moment[] = [
  {
    title: "before anything was sent",
    read: { kind: "delay", ms: long },
    hasCome: (control, job) => assert.ok(reads(control, job) >= 2),
    told: /was not submitted: the window closed at/,
    taken: 0,
  },
  {
    title: "while it was out and never arrived",
    submit: { kind: "answer", status: 502, processed: false },
    read: { kind: "delay", ms: long },
    readsBefore: 1,
    hasCome: (control, job) => assert.ok(reads(control, job) >= 3),
    told: /may have been submitted at .* window closed before the answer came\. The job was read again: its state is Not submitted/,
    taken: 0,
  },
  {
    title: "while it was on its way, and arrives later",
    submit: { kind: "heldUp", ms: 1_500 },
    hasCome: arrived,
    told: /was submitted|may have been submitted/,
    maySeeIt: true,
    taken: 1,
  },
  {
    title: "after it was taken and before its answer",
    submit: { kind: "delay", ms: long },
    hasCome: taken,
    told: /was submitted\. Its state is now: System review/,
    maySeeIt: true,
    taken: 1,
  },
  {
    title: "after its answer",
    hasCome: (_, { name }, { notifications }) => notifications.see(`“${name}” was submitted.`, 500),
    maySeeIt: true,
    taken: 1,
  },
];
/** The moments are the editor's, not its version's: one of both goes through all of them several times. */
const rounds = process.env.VOICE_JOBS_TEST_EDITOR === "floor" ? 4 : 1;

describe("reloads in mid-submit", function () {
  this.timeout(600_000);
  let cloud: DemoCloud;
  let workbench: Workbench;

  before(async () => {
    cloud = await startDemo({ moving: false, jobs: { huawei: 0, alibaba: 0 } });
    for (let number = 1; number <= rounds * moments.length; number += 1)
      cloud.control.add("huawei", { voice_name: nameOf(number), state: "CREATING", sex: "FEMALE", language: "CN", tag: "NEWS" });
    workbench = await openEditor({ viewport: tall });
    const tree = await workbench.openView();
    await typeConnection(workbench, huaweiAnswers(cloud, "Studio"));
    await tree.row("Not submitted").waitFor();
    await tree.expand("Not submitted");
  });
  after(async () => {
    await closeEditor(workbench);
    await cloud.close();
  });

  const nameOf = (number: number) => `Draft ${String(number).padStart(2, "0")}`;
  const jobOf = (number: number): Job => {
    const name = nameOf(number);
    return { name, id: String(cloud.control.jobs("huawei").find(({ voice_name }) => voice_name === name)?.job_id) };
  };

  /** Up to the modal. */
  const fillIn = async ({ id, name }: Job) => {
    const tree = await workbench.openView();
    await tree.row(name).waitFor();
    await openSubmit(workbench, tree, name, id);
    await walk(workbench, `Submit “${name}”`, [], review);
    await workbench.quickInput.pick("Submit…");
    await workbench.dialog.box.waitFor();
  };

  /** The tree counts the job where the cloud does. */
  const isSeen = async () => {
    const tree = await workbench.openView();
    assert.equal((await totalsOf(tree, "Studio"))["System review"], cloud.control.count("huawei", "SYSTEM_AUDITING"));
  };

  const live = async (job: Job, { submit, read, readsBefore = 0, hasCome, told, maySeeIt, taken: times }: Moment) => {
    const { control } = cloud;
    await fillIn(job);
    if (submit) control.faults.add({ operation: "CommitVoiceTrainingJob", jobId: job.id, act: submit });
    if (read) control.faults.add({ operation: "ShowVoiceTrainingJob", jobId: job.id, nth: readsBefore + 1, act: read });
    await workbench.dialog.press("Submit");
    await eventually(() => hasCome(control, job, workbench));
    await workbench.reload();
    await eventually(() => assert.equal(control.submits(job.id), times));
    await eventually(async (short) => {
      const hears = told && workbench.notifications.see(new RegExp(`${job.name}[^]*(${told.source})`), maySeeIt ? 300 : short);
      await (maySeeIt ? (hears ?? Promise.reject()).catch(isSeen) : hears);
    });
    assert.ok(control.submitAttempts(job.id) <= 1);
    await workbench.runCommand("Notifications: Clear All Notifications");
  };

  it(`${rounds * moments.length} times: the cloud takes each once at most, and the person hears what became of it`, async () => {
    const begin = performance.now();
    let reloads = 0;
    for (let round = 0; round < rounds; round += 1)
      for (const moment of moments) {
        reloads += 1;
        try {
          await live(jobOf(reloads), moment);
        } catch (thrown) {
          throw new Error(`reload ${reloads}, ${moment.title}`, { cause: thrown });
        }
      }
    const twice = cloud.control.jobs("huawei").filter(({ job_id }) => cloud.control.submits(String(job_id)) > 1);
    assert.deepEqual(twice, []);
    const seconds = ((performance.now() - begin) / 1_000).toFixed(0);
    const all = moments.map(({ title }) => `${rounds} ${title}`).join(", ");
    console.log(`      ${reloads} reloads in mid-submit: ${all}; submitted twice: 0; ${seconds} s`);
  });

  it("and who presses again is held back where the outcome is not known, and gets through where nothing was sent", async () => {
    const [neverSent, unknown] = [jobOf(1), jobOf(2)];
    await fillIn(neverSent);
    await workbench.dialog.press("Submit");
    await workbench.notifications.see(`“${neverSent.name}” was submitted. Its state is now: System review.`);
    await fillIn(unknown);
    await workbench.dialog.press("Submit");
    await eventually(async () => assert.match(await workbench.dialog.text(), /may have been submitted at .* already/));
    assert.equal(cloud.control.submitAttempts(unknown.id), 1, "nothing more was sent");
    await workbench.dialog.press("Cancel");
    assert.equal(cloud.control.submits(neverSent.id), 1);
  });
});
