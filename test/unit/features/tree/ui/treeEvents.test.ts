// The tree of the floor's editor stays whole, however its questions and the events of the tree mingle.
import { strict as assert } from "node:assert";
import { createRandom } from "../../../../../src/demoCloud/jobs/random.js";
import { TreeEvents } from "../../../../../src/features/tree/ui/treeEvents.js";
import { FloorTree } from "../../../../fakes/editor/floorTree.js";

interface Row {
  readonly id: string;
}

/** A window with its messages to the host, which come one by one or several at once, as on a busy machine. */
class Session {
  readonly root: Row = { id: "" };
  private readonly rows = new Map<string, Row>();
  truth = new Map<string, string[]>([["", []]]);
  private readonly shown = new Map<string, readonly string[]>();
  private readonly messages: (() => void)[] = [];
  readonly events = new TreeEvents<Row>((rows) => this.host.change(rows));
  readonly host = new FloorTree<Row>(
    {
      getChildren: (row) => this.events.answer(row, () => this.childrenOf(row?.id ?? "")),
      idOf: (row) => {
        this.events.painted(row);
        return row.id;
      },
    },
    (ids) =>
      new Promise((answered) => {
        this.messages.push(answered);
        for (const id of ids ?? [undefined]) this.ask(id);
      }),
  );

  row(id: string): Row {
    const row = this.rows.get(id) ?? { id };
    this.rows.set(id, row);
    return row;
  }

  childrenOf(id: string): Row[] {
    return (this.truth.get(id) ?? []).map((child) => this.row(child));
  }

  /** The window asks for the rows below one, and for what is below these. */
  ask(id?: string): void {
    this.messages.push(() => {
      void this.host.getChildren(id).then(
        (ids) => {
          if (!ids) return;
          this.shown.set(id ?? "", ids);
          for (const child of ids) if (this.truth.has(child)) this.ask(child);
        },
        () => undefined,
      );
    });
  }

  get isIdle(): boolean {
    return this.messages.length === 0;
  }

  /** Hands over the next messages in one go. */
  deliver(count: number): void {
    for (const message of this.messages.splice(0, count)) message();
  }

  below(id: string): unknown {
    return (this.shown.get(id) ?? []).map((child) => [child, ...(this.truth.has(child) ? [this.below(child)] : [])]);
  }

  right(id: string): unknown {
    return (this.truth.get(id) ?? []).map((child) => [child, ...(this.truth.has(child) ? [this.right(child)] : [])]);
  }
}

describe("events of the tree", () => {
  it("never make the floor's editor trip, and leave it with the right rows", async () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const { next } = createRandom(seed);
      const upTo = (most: number) => Math.floor(next() * most);
      const session = new Session();
      const connections = ["a", "b"];
      session.truth.set("", connections);
      for (const id of connections) session.truth.set(id, [`${id}1`, `${id}2`]);
      session.ask();
      for (let step = 0; step < 40; step += 1) {
        const id = connections[upTo(2)]!;
        switch (upTo(5)) {
          case 0:
            session.truth.set(
              id,
              ["1", "2", "3", "4"].filter(() => upTo(2)).map((each) => id + each),
            );
            session.events.later([session.row(id)]);
            break;
          case 1:
            session.events.later(undefined);
            break;
          case 2:
            session.ask(id);
            break;
          default:
            session.deliver(1 + upTo(4));
        }
        if (upTo(3)) await new Promise(setImmediate);
      }
      for (let quiet = 0; quiet < 5; quiet = session.isIdle ? quiet + 1 : 0) {
        session.deliver(1 + upTo(4));
        await new Promise(setImmediate);
      }
      assert.deepEqual(session.host.errors, [], `seed ${seed}`);
      assert.deepEqual(session.below(""), session.right(""), `seed ${seed}`);
    }
  });
});
