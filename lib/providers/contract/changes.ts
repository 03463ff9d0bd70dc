import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import type { SentEvent } from "@/lib/providers/fixtures/counterpart";
import { newWebhookSecret, verifyWebhook } from "@/lib/providers/signature";
import type { Change, Webhook } from "@/lib/providers/types";
import { add, type Subject } from "./subject";

const refused = expect.objectContaining({ code: "unauthorized" });

/** For members whose provider sends signed events. */
export function describeWebhook(s: Subject, { scheme, parse }: Webhook<unknown>): void {
  const newSecret = () =>
    scheme.kind === "standard-webhooks" ? newWebhookSecret() : randomBytes(24).toString("base64url");
  const secret = newSecret();

  const send = (event: SentEvent, at = new Date()) => {
    const sent = s.counterpart.send?.(event, secret, at);
    if (!sent) throw new Error("the counterpart signs nothing");
    return { raw: Buffer.from(sent.raw), headers: new Headers(sent.headers) };
  };
  const projectId = async () => (await s.provider.identify(s.credentials)).id;
  const read = async (event: SentEvent) => {
    const { raw, headers } = send(event);
    return parse(verifyWebhook(scheme, secret, headers, raw).body, await projectId());
  };

  it.each(["created", "updated", "deleted"] as const)("takes a signed delivery and reads who was %s", async (kind) => {
    const userId = s.there.at(-1) ?? "";
    expect(await read({ kind, userId })).toMatchObject([{ userId, kind }]);
  });

  it("knows a delivery that comes twice by its id, and tells two apart", () => {
    const idOf = (event: SentEvent) => {
      const { raw, headers } = send(event);
      const take = () => verifyWebhook(scheme, secret, headers, raw).eventId;
      expect(take()).toBe(take());
      expect(take()).not.toBe("");
      return take();
    };
    expect(idOf({ kind: "updated", userId: "u1" })).not.toBe(idOf({ kind: "updated", userId: "u2" }));
  });

  it("leaves out what concerns no user and what is meant for another project", async () => {
    expect(await read({ kind: "other" })).toEqual([]);
    // Where events name no project there is nothing to tell by; then asking by id is what protects.
    const foreign = await read({ kind: "foreign", userId: "u1" });
    expect(foreign.length).toBeLessThanOrEqual(1);
  });

  it("refuses a foreign shape", async () => {
    const id = await projectId();
    for (const foreign of [null, "text", {}, [], { type: "user.created", data: { id: 7 } }])
      expect(() => parse(foreign, id)).toThrow(AppError);
  });

  it("refuses a forged and an unsigned delivery", () => {
    const { raw, headers } = send({ kind: "updated", userId: "u1" });
    expect(() => verifyWebhook(scheme, newSecret(), headers, raw)).toThrow(refused);
    expect(() => verifyWebhook(scheme, secret, new Headers(), raw)).toThrow(refused);
    expect(() => verifyWebhook(scheme, "", headers, raw)).toThrow(refused);
  });

  describe.runIf(scheme.kind !== "shared-secret")("whose body is signed", () => {
    it("refuses a changed, a stale, a premature and a re-serialised delivery", () => {
      const { raw, headers } = send({ kind: "updated", userId: "u1" });
      const other = Buffer.from(raw.toString().replace("u1", "u2"));
      const reserialised = Buffer.from(JSON.stringify(JSON.parse(raw.toString()), null, 3));
      for (const body of [other, reserialised])
        expect(() => verifyWebhook(scheme, secret, headers, body)).toThrow(refused);
      for (const minutes of [-6, 6]) {
        const late = send({ kind: "updated", userId: "u1" }, new Date(Date.now() + minutes * 60_000));
        expect(() => verifyWebhook(scheme, secret, late.headers, late.raw)).toThrow(refused);
      }
    });
  });
}

const mostPages = 20;

/** For members whose provider keeps an ordered record of events. */
export function describeFeed(s: Subject): void {
  /** Reads on to the end; events may be held back for a moment. */
  async function read(position: string): Promise<{ changes: Change[]; position: string }> {
    const changes: Change[] = [];
    for (let page = 0; page < mostPages; page++) {
      const answer = await s.provider.feed?.poll(s.credentials, position);
      if (!answer) throw new Error("the position is not known");
      changes.push(...answer.changes);
      position = answer.position;
      if (!answer.more) return { changes, position };
    }
    throw new Error("the feed does not end");
  }

  it("tells who came, changed and left since a position, in order, each with the id of its event", async () => {
    const start = (await s.provider.feed?.start(s.credentials)) ?? "";
    expect((await read(start)).changes).toEqual([]);
    const [id = ""] = await add(s, 1);
    await s.counterpart.changeUser(id);
    await s.counterpart.deleteUser(id);
    s.there.splice(s.there.indexOf(id), 1);
    await s.counterpart.settle?.();
    const { changes, position } = await read(start);
    const about = changes.filter(({ userId }) => userId === id);
    expect([...new Set(about.map(({ kind }) => kind))]).toEqual(["created", "updated", "deleted"]);
    expect(about.every(({ eventId }) => eventId)).toBe(true);
    expect(new Set(about.map(({ eventId }) => eventId)).size).toBe(about.length);
    expect((await read(position)).changes).toEqual([]);
    expect((await read(start)).changes).toEqual(changes);
  });
}
