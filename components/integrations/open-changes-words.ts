import { formatCount, formatNumber } from "@/lib/format";

export type Decision = "approve" | "reject" | "retry" | "discard";

type Words = {
  /** The question, what follows from yes, the two buttons, and what is said afterwards. */
  title: string;
  meaning: string;
  confirm: string;
  busy: string;
  keep: string;
  done: (count: number) => string;
};

const deletions = (count: number) => formatCount(count, "deletion");
const users = (count: number) => formatCount(count, "user");

/** What a person is told before and after a decision about `count` users, or about the one called `who`. */
export const wordsOf: Record<Decision, (count: number, provider: string, who?: string) => Words> = {
  approve: (count, provider) => ({
    title: `Approve ${deletions(count)}?`,
    meaning: `${provider} is asked for each user once more. Those who are still gone are marked deleted in your table. What was held after you looked stays held.`,
    confirm: `Approve ${deletions(count)}`,
    busy: "Approving",
    keep: "Keep held",
    done: (n) => `${deletions(n)} approved.`,
  }),
  reject: (count) => ({
    title: `Reject ${deletions(count)}?`,
    meaning: "The rows stay live. A full check that misses these users again holds their deletions again.",
    confirm: `Reject ${deletions(count)}`,
    busy: "Rejecting",
    keep: "Keep held",
    done: (n) => `${deletions(n)} rejected. The rows stay live.`,
  }),
  retry: (count, provider) => ({
    title: `Retry ${users(count)}?`,
    meaning: `Each is read from ${provider} again, with as many attempts as at first. Whoever fails again comes back to this list.`,
    confirm: `Retry ${users(count)}`,
    busy: "Retrying",
    keep: "Keep parked",
    done: (n) => `${users(n)} to be read again.`,
  }),
  discard: (count, _provider, who = users(count)) => ({
    title: `Discard what is parked of ${who}?`,
    meaning: `${count === 1 ? "The row stays" : "The rows stay"} as ${count === 1 ? "it is" : "they are"} until the user changes again or a full check reads them.`,
    confirm: `Discard ${users(count)}`,
    busy: "Discarding",
    keep: "Keep parked",
    done: (n) => `${users(n)} discarded. Rows stay as they are.`,
  }),
};

/** "The first 20 of 214", where not all are shown. */
export const firstOf = (shown: number, total: number): string | null =>
  shown < total ? `The first ${formatNumber(shown)} of ${formatNumber(total)}` : null;
