import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../../../../qbot/web/static/review/api.js";
import { OperationQueue } from "../../../../qbot/web/static/review/queue.js";

/** The session's storage of a browser. */
class KeptInMemory {
  values = new Map();
  getItem(key) {
    return this.values.get(key) ?? null;
  }
  setItem(key, value) {
    this.values.set(key, value);
  }
  removeItem(key) {
    this.values.delete(key);
  }
}

/** A server that applies each operation once and checks versions, and fails when it is told to. */
class Server {
  versions = new Map();
  done = new Map();
  applied = [];
  failures = [];
  refused = new Set();
  requests = 0;
  by = "Ben";

  async send(operations) {
    this.requests += 1;
    const failure = this.failures.shift();
    if (failure === "before") throw new ApiError(0, "The server cannot be reached.");
    if (failure instanceof ApiError) throw failure;
    const missed = new Map();
    const results = operations.map((one) => this.applyBehind(one, missed));
    if (failure === "after") throw new ApiError(0, "The line was cut.");
    return results;
  }

  /** What was built on a version that was not written is built on the one before it, as the server has it. */
  applyBehind(one, missed) {
    const version = Math.min(one.version, missed.get(one.question) ?? one.version);
    const result = this.apply({ ...one, version });
    if (result.outcome === "conflict") missed.set(one.question, version);
    return result;
  }

  apply(one) {
    const known = this.done.get(one.operation);
    if (known) return known;
    const version = this.versions.get(one.question) ?? 1;
    const answer = (outcome, now) => ({ operation: one.operation, outcome, message: outcome, question: { id: one.question, version: now, answers: {} }, event: 1, detail: { by: this.by } });
    if (version !== one.version) return answer("conflict", version);
    if (this.refused.has(one.text)) return answer("refused", version);
    this.versions.set(one.question, version + 1);
    this.applied.push(one.text);
    this.done.set(one.operation, answer("done", version + 1));
    return this.done.get(one.operation);
  }
}

/** A queue over a server, with waiting times that pass at once when `pass` is called. */
function makeQueue(server, storage = new KeptInMemory()) {
  const told = { results: [], conflicts: [], waits: [] };
  const timers = [];
  let count = 0;
  const queue = new OperationQueue({
    send: (operations) => server.send(operations),
    storage,
    key: "k",
    me: "Ana",
    makeId: () => `made-${(count += 1)}`,
    wait: (run, after) => void (told.waits.push(after), timers.push(run)),
    onResult: (operation, result) => told.results.push([operation.text, result.outcome]),
    onConflict: (conflict, operations) => told.conflicts.push([conflict, operations.map((one) => one.text)]),
    onChange: () => undefined,
  });
  const step = async () => {
    timers.splice(0).forEach((run) => run());
    await new Promise((resolve) => setImmediate(resolve));
  };
  const pass = async () => {
    for (let turn = 0; turn < 60 && (queue.pending.length || timers.length); turn += 1) await step();
  };
  return { queue, told, pass, step };
}

const edit = (text, question, version, action = "edit") => ({ operation: `id-${text}`, question, version, action, text, answers: { C1: text } });

test("operations arrive once and in order, however often the line is cut", async () => {
  for (const failures of [[], ["before"], ["after"], ["before", "after", "before", "after"]]) {
    const server = new Server();
    server.failures = [...failures];
    const { queue, pass } = makeQueue(server);
    for (let index = 0; index < 100; index += 1) queue.add(edit(String(index), "q", index + 1));
    await pass();
    assert.deepEqual(server.applied, Array.from({ length: 100 }, (_unused, index) => String(index)));
    assert.deepEqual(queue.pending, []);
  }
});

test("a hundred operations are a few requests", async () => {
  const server = new Server();
  const { queue, pass } = makeQueue(server);
  for (let index = 0; index < 100; index += 1) queue.add(edit(String(index), "q", index + 1));
  await pass();
  assert.ok(server.requests <= 4, `${server.requests} requests`);
});

test("waiting times grow while the server is away, and the failure is told", async () => {
  const server = new Server();
  server.failures = Array(5).fill("before");
  const { queue, told, pass, step } = makeQueue(server);
  queue.add(edit("a", "q", 1));
  await step();
  assert.equal(queue.failure, "The server cannot be reached.");
  await pass();
  assert.deepEqual(told.waits, [30, 500, 1000, 2000, 4000, 8000]);
  assert.equal(queue.failure, "");
});

test("what was waiting is there after a reload, and is not done twice", async () => {
  const [server, storage] = [new Server(), new KeptInMemory()];
  server.failures = ["after"];
  const before = makeQueue(server, storage);
  before.queue.add(edit("a", "q", 1));
  await before.step();
  assert.deepEqual(server.applied, ["a"]);
  const { queue, pass } = makeQueue(server, storage);
  assert.equal(queue.pending.length, 1);
  void queue.flush();
  await pass();
  assert.deepEqual(server.applied, ["a"]);
  assert.equal(storage.getItem("k"), null);
});

test("a storage that holds nonsense is an empty one", () => {
  const storage = new KeptInMemory();
  storage.setItem("k", "{");
  assert.deepEqual(makeQueue(new Server(), storage).queue.pending, []);
});

test("a change by another is a conflict with all that was done after it, and stops nothing else", async () => {
  const server = new Server();
  server.versions.set("q", 5);
  const { queue, told, pass } = makeQueue(server);
  queue.add(edit("a", "q", 4));
  queue.add(edit("b", "q", 5, "approve"));
  queue.add(edit("c", "other", 1));
  await pass();
  assert.deepEqual(server.applied, ["c"]);
  assert.equal(told.conflicts.length, 1);
  const [conflict, operations] = told.conflicts[0];
  assert.deepEqual(operations, ["a", "b"]);
  assert.equal(conflict.operation.text, "b");
  assert.deepEqual(conflict.mine, { C1: "b" });
  assert.equal(conflict.by, "Ben");
  assert.equal(conflict.version, 5);
});

test("a question that changed with an answer of one's own is no conflict with somebody: it is told", async () => {
  for (const by of ["Ana", ""]) {
    const server = new Server();
    server.by = by;
    server.versions.set("q", 5);
    const { queue, told, pass } = makeQueue(server);
    queue.add(edit("a", "q", 4));
    await pass();
    assert.deepEqual(told.conflicts, []);
    assert.deepEqual(told.results, [["a", "refused"]]);
  }
});

test("a flag or a comment overwrites nobody: it goes onto the newer version", async () => {
  const server = new Server();
  server.versions.set("q", 5);
  const { queue, told, pass } = makeQueue(server);
  queue.add(edit("noted", "q", 2, "comment"));
  queue.add(edit("marked", "q", 3, "flag"));
  await pass();
  assert.deepEqual(server.applied, ["noted", "marked"]);
  assert.deepEqual(told.conflicts, []);
});

test("what follows a refused operation of one's own is no conflict", async () => {
  const server = new Server();
  server.refused.add("bad");
  const { queue, told, pass } = makeQueue(server);
  queue.add(edit("bad", "q", 1));
  queue.add(edit("good", "q", 2));
  queue.add(edit("better", "q", 3));
  await pass();
  assert.deepEqual(server.applied, ["good", "better"]);
  assert.deepEqual(told.conflicts, []);
  assert.deepEqual(told.results[0], ["bad", "refused"]);
});

test("a request that the server cannot read is tried one by one: only the bad operation is given back", async () => {
  const server = new Server();
  server.failures = [new ApiError(422, "wrong"), new ApiError(422, "wrong")];
  const { queue, told, pass } = makeQueue(server);
  queue.sending = true;
  queue.add(edit("bad", "q", 1));
  queue.add(edit("good", "p", 1));
  queue.sending = false;
  void queue.flush();
  await pass();
  assert.deepEqual(told.results, [["bad", "refused"], ["good", "done"]]);
});
