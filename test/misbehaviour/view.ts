import type { Counterpart } from "@/lib/providers/fixtures/counterpart";
import type { Answer, Fault, Trap } from "@/lib/providers/fixtures/fault-proxy";
import type { People } from "./people";

export type Raw = { id: string; [key: string]: unknown };

/** A request as a trap sees it. `id`: whom a get is about. `goesOn`: a page of a list behind the first one. */
export type Asked = { url: string; kind: "list" | "batch" | "get" | "other"; id: string; goesOn: boolean };
export type Pass = (url?: string) => Promise<Answer>;
export type Held = (asked: Asked, pass: Pass) => Fault | Promise<Fault>;

/** Parameters that say where a page begins. */
const position = /[?&](cursor|filterField|filterOperator|filterValue|starting_after|offset)=[^&]*/g;
export const withoutPosition = (url: string) => url.replace(position, "");

function kindOf(url: string, { list, get }: Counterpart["requests"]): Asked["kind"] {
  if (/filterOperator=in|user_id=/.test(url)) return "batch";
  // One user is asked for only to learn how many there are.
  if (/[?&]limit=1(&|$)/.test(url)) return "other";
  return url.includes(list) ? "list" : url.includes(get) ? "get" : "other";
}

/** The same answer with other users: its array, wherever it stands. */
export function withUsers(answer: Fault, edit: (users: Raw[]) => Raw[]): Fault {
  if (answer === "reset" || answer.status !== 200) return answer;
  const json: Raw[] | Record<string, unknown> = JSON.parse(answer.body);
  const edited = Array.isArray(json)
    ? edit(json)
    : Object.fromEntries(Object.entries(json).map(([key, value]) => [key, Array.isArray(value) ? edit(value) : value]));
  return { ...answer, body: JSON.stringify(edited) };
}

/** What the provider's API shows, behind its traps: it remembers the users whom it showed, and keeps to `hidden` and `unlisted`. */
export class View {
  /** As each user was shown last. */
  readonly copies = new Map<string, Raw>();
  /** What stands between this view and whoever asks. */
  held: Held | null = null;

  constructor(
    private readonly counterpart: Counterpart,
    private readonly people: People,
  ) {}

  /** The provider's own "no such user". */
  readonly nobody = ({ url, id }: Asked, pass: Pass) => pass(url.replace(id, this.counterpart.unknownId));

  readonly trap: Trap = (url, pass) => {
    const kind = kindOf(url, this.counterpart.requests);
    const id = decodeURIComponent(url.split(/[/=]/).at(-1) ?? "");
    const asked = { url, kind, id, goesOn: withoutPosition(url) !== url };
    const show: Pass = (other) => this.show(asked, () => pass(other));
    return this.held ? this.held(asked, show) : show();
  };

  private async show(asked: Asked, pass: Pass): Promise<Answer> {
    const { hidden, unlisted } = this.people;
    if (asked.kind === "get" && hidden.has(asked.id)) return this.nobody(asked, pass);
    const answer = await pass();
    if (asked.kind !== "list" && asked.kind !== "batch") return answer;
    const shown = withUsers(answer, (users) => {
      for (const user of users) this.copies.set(user.id, user);
      return users.filter(({ id }) => !hidden.has(id) && (asked.kind === "batch" || !unlisted.has(id)));
    });
    return shown === "reset" ? answer : shown;
  }
}
