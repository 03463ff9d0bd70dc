import { formatDuration } from "@/lib/format";
import type { CheckView, WebhookView, Words } from "../views";
import { type Facts, failing, notChecked, passing, waiting } from "./facts";

const usersPage = ({ integration }: Facts) => [
  { label: "How changes arrive", href: `/projects/${integration.projectId}/auth` },
];

/** Whether the provider has been told where to send its events. Null for a provider without webhooks. */
export function webhookCheck(facts: Facts): CheckView | null {
  const name = "Webhook";
  const { webhook } = facts.status.listening;
  if (!webhook) return null;
  const { reachable, hasSecret, mode, lastEventAt: okAt } = webhook;
  if (!reachable) {
    return notChecked(name, { finding: ["Not used: the provider cannot reach this console's address"], okAt });
  }
  if (!hasSecret) {
    const fix = ["Paste the signing secret that the provider shows. Without it no delivery can be believed."];
    return waiting(name, { finding: ["Its signing secret is not here yet"], fix, links: usersPage(facts), okAt });
  }
  if (okAt) {
    const how = mode === "registered" ? "Registered" : "Set up by hand";
    return passing(name, { finding: [`${how}, the last signature was valid`], okAt });
  }
  if (mode === "registered") return passing(name, { finding: ["Registered, no event has come yet"] });
  const fix = ["Set it up at the provider, or leave it: full checks find every change, only later."];
  return waiting(name, { finding: ["To be set up by hand"], fix, links: usersPage(facts) });
}

/** Whether the provider's record of events is read. Null for a provider without one. */
export function feedCheck({ integration, status, now }: Facts): CheckView | null {
  const name = "Event feed";
  const { feed } = status.listening;
  if (!feed) return null;
  if (status.paused) return notChecked(name, { finding: ["Not read while the sync is paused"] });
  if (!feed.on) {
    return waiting(name, { finding: ["Off at the provider"], fix: feed.missing ? [feed.missing] : undefined });
  }
  const due = integration.nextPollAt?.getTime() ?? now;
  const last = new Date(due - feed.everySeconds * 1000).toISOString();
  if (status.problem?.code.startsWith("provider_")) {
    return waiting(name, { finding: ["Next read at ", { clock: status.problem.retryAt }], okAt: last });
  }
  if (now - due > lateMillis + feed.everySeconds * 1000) {
    const fix = ["Check that the console's background engine is running."];
    return failing(name, { finding: ["It should have been read ", { ago: new Date(due).toISOString() }], fix });
  }
  return passing(name, { finding: [`Read every ${formatDuration(feed.everySeconds * 1000)}`], okAt: last });
}

/** A sweep every minute, and some time to work. */
const lateMillis = 2 * 60_000;

/** Whether events come in as usual. */
export function deliveriesCheck(facts: Facts): CheckView {
  const name = "Deliveries arriving";
  const { feed, webhook } = facts.status.listening;
  if (feed?.on) return notChecked(name, { finding: ["Not needed: Rollcall reads the event feed itself"] });
  if (!webhook?.reachable && !webhook?.lastEventAt) {
    return notChecked(name, { finding: ["The provider sends none here. Full checks find every change"] });
  }
  return arriving(name, webhook, facts);
}

function arriving(name: string, { lastEventAt: okAt }: WebhookView, facts: Facts): CheckView {
  const { usualGap, status, now } = facts;
  if (!okAt) return waiting(name, { finding: ["No event has come yet"] });
  const usual = usualGap === null ? "" : `, usual gap under ${formatDuration(usualGap)}`;
  if (status.silent) {
    const fix: Words = [
      `See at ${status.provider.name} whether its webhook is switched on and what its deliveries were answered with. `,
      "The next event clears this, or a full check that finds nothing missing.",
    ];
    const links = [{ label: `Console of ${status.provider.name}`, href: status.links.console }];
    return failing(name, { finding: ["The last one came ", { ago: okAt }, usual], fix, links, okAt });
  }
  const quiet = usualGap !== null && now - Date.parse(okAt) > Math.max(usualGap, 3_600_000);
  const why = quiet ? ". Quiet hours, or a full check found nothing missing" : "";
  return passing(name, { finding: ["Last one ", { ago: okAt }, usual, why], okAt });
}
