import type { Counterpart } from "@/lib/providers/fixtures/counterpart";
import type { Fault } from "@/lib/providers/fixtures/fault-proxy";
import { type People, strangerOf } from "./people";
import { type Asked, type Held, type Raw, type View, withoutPosition, withUsers } from "./view";

type Scene = { counterpart: Counterpart; people: People; view: View; providerProjectId: string };
type Make = (scene: Scene) => Held;

const html = (status: number): Fault => ({
  status,
  headers: { "content-type": "text/html" },
  body: "<!doctype html><title>Be right back</title>",
});
const empty = (status: number, headers = {}): Fault => ({ status, headers, body: "{}" });

/** In the manner of each provider, about something that is no user. */
const otherNotFound: Fault = {
  status: 404,
  body: JSON.stringify({
    code: "TEAM_NOT_FOUND",
    error: "Team not found.",
    errors: [{ code: "resource_not_found", message: "not found", long_message: "The URL was not found" }],
  }),
};

const always =
  (fault: Fault): Make =>
  () =>
  () =>
    fault;

const onGets =
  (fault: Fault): Make =>
  () =>
  ({ kind }, pass) =>
    kind === "get" || kind === "batch" ? fault : pass();

const onLists =
  (make: (scene: Scene) => (users: Raw[], asked: Asked) => Raw[]): Make =>
  (scene) => {
    const edit = make(scene);
    return async (asked, pass) =>
      asked.kind === "list" ? withUsers(await pass(), (users) => edit(users, asked)) : pass();
  };

const emptyList = ({ emptyList: body }: Counterpart): Fault => ({ status: 200, body: body ?? "[]" });

const samePage: Make = () => {
  let first: Promise<Fault> | undefined;
  return ({ kind }, pass) => {
    if (kind !== "list") return pass();
    first ??= pass();
    return first;
  };
};

const forAWhile: Make = () => {
  let asked = 0;
  return (_asked, pass) => (asked++ < 4 ? empty(401) : pass());
};

const nowAndThen: Make = () => {
  let asked = 0;
  return (_asked, pass) => (asked++ % 3 === 1 ? "reset" : pass());
};

const late: Make = () => async (_asked, pass) => {
  await new Promise((resolve) => setTimeout(resolve, 15));
  return pass();
};

const halved: Make = () => async (_asked, pass) => {
  const answer = await pass();
  return { ...answer, body: answer.body.slice(0, answer.body.length / 2) };
};

/** The same address and key lead to another project: it knows none of ours, and has users of its own. */
const anotherProject: Make = ({ view, people, providerProjectId }) => {
  const known = new Map([...people.ever.keys()].map((id) => [strangerOf(id), id]));
  const atOurs = (url: string) => url.replace(/[\w-]+ffffff/g, (id) => known.get(id) ?? id);
  return async (asked, pass) => {
    const { kind, id, url } = asked;
    const like = known.get(id);
    if (kind === "get" && !like) return view.nobody(asked, pass);
    const answer = await pass(atOurs(url));
    if (kind === "batch") return withUsers(answer, () => []);
    if (kind === "list")
      return withUsers(answer, (users) => users.map((user) => ({ ...user, id: strangerOf(user.id) })));
    return {
      ...answer,
      body: answer.body.replaceAll(like ?? providerProjectId, strangerOf(like ?? providerProjectId)),
    };
  };
};

/** And to one that nobody has signed up at yet. */
const newProject: Make = (scene) => {
  const other = anotherProject(scene);
  return (asked, pass) => {
    if (asked.kind === "list") return emptyList(scene.counterpart);
    return asked.kind === "get" ? scene.view.nobody(asked, pass) : other(asked, pass);
  };
};

/** An older copy: as users were shown last, without the new ones, and with everybody who ever left. */
const older = onLists(({ view, people }) => {
  const copies = new Map(view.copies);
  return (users, { goesOn }) => {
    const [first = [], ...rest] = users.map(({ id }) => copies.get(id) ?? []);
    const left = goesOn ? [] : people.gone().map((id) => copies.get(id) ?? []);
    return [first, ...left, ...rest].flat();
  };
});

/** By id everything is as it was when the minute began. */
const behind: Make = ({ view, people: { fresh } }) => {
  const copies = new Map(view.copies);
  return async (asked, pass) => {
    const { kind, id, url } = asked;
    const copy = copies.get(id);
    if (kind === "get" && fresh.created.has(id)) return view.nobody(asked, pass);
    if (kind === "get" && copy && (fresh.deleted.has(id) || fresh.updated.has(id)))
      return { status: 200, body: JSON.stringify(copy) };
    if (kind !== "batch") return pass();
    const left = [...fresh.deleted].filter((gone) => url.includes(gone)).flatMap((gone) => copies.get(gone) ?? []);
    const asBefore = (user: Raw) => (fresh.created.has(user.id) ? [] : [copies.get(user.id) ?? user]);
    return withUsers(await pass(), (users) => [...users.flatMap(asBefore), ...left]);
  };
};

/** Names with U+0000, and no e-mail. */
const odd: Make = () => async (_asked, pass) => {
  const answer = await pass();
  const body = answer.body.replaceAll('"User', '"\\u0000User').replaceAll(/"email":"[^"]*"/g, '"email":null');
  return { ...answer, body };
};

/** Whom the next page would begin behind is gone when it is asked for. */
const lastLeaves: Make = ({ people }) => {
  let left = 2;
  return async ({ kind }, pass) => {
    const answer = await pass();
    if (kind !== "list" || left-- <= 0) return answer;
    let last: string | undefined;
    withUsers(answer, (users) => {
      last = users.at(-1)?.id;
      return users;
    });
    if (last) await people.remove(last);
    return answer;
  };
};

/** Each stands between the provider and whoever asks for a minute; made anew whenever its minute begins. */
export const traps: Record<string, Make> = {
  "empty lists":
    ({ counterpart }) =>
    ({ kind }, pass) =>
      kind === "list" ? emptyList(counterpart) : pass(),
  "an empty list behind the first page":
    ({ counterpart }) =>
    ({ kind, goesOn }, pass) =>
      kind === "list" && goesOn ? emptyList(counterpart) : pass(),
  "the same page again": samePage,
  "lists that begin anew":
    () =>
    ({ kind, url }, pass) =>
      pass(kind === "list" ? withoutPosition(url) : url),
  "short pages": onLists(() => (users) => users.slice(0, Math.ceil(users.length / 2))),
  "lists without every third user": onLists(() => (users) => users.filter((_user, n) => n % 3 !== 1)),
  "an older list": older,
  "the same users twice in a page": onLists(
    () => (users) => users.flatMap((user, n) => (n % 5 ? [user] : [user, user])),
  ),
  "the last of a page leaves": lastLeaves,
  "401 for a while": forAWhile,
  "403": always(empty(403)),
  "429 with a time": always(empty(429, { "retry-after": "30" })),
  "429 without": always(empty(429)),
  "500": always(empty(500)),
  "resets now and then": nowAndThen,
  "slow answers": late,
  "HTML with a 200": always(html(200)),
  "HTML with a 404 for gets": onGets(html(404)),
  "another JSON 404 for gets": onGets(otherNotFound),
  "half a JSON": halved,
  "another project": anotherProject,
  "a new project": newProject,
  "gets that lag": behind,
  "odd users": odd,
  "unknown events": () => (_asked, pass) => pass(),
};
