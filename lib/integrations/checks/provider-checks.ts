import type { PublicError } from "@/lib/errors";
import type { CheckView } from "../views";
import { type Facts, failing, notChecked, passing, paused, waiting, wordsOf } from "./facts";

// The provider's status is kept in the words alone.
const says = (status: number, { message }: Pick<PublicError, "message">): boolean =>
  new RegExp(`\\b${status}\\b`).test(message);

const linksOf = ({ integration, status }: Facts) => [
  { label: "Replace credentials", href: `/projects/${integration.projectId}/auth/credentials` },
  { label: `Keys at ${status.provider.name}`, href: status.links.apiKeys },
];

/** Whether the credentials are known to the provider, and speak for the project that was connected. */
export function credentialsCheck(facts: Facts): CheckView {
  const name = "Credentials";
  const { probe, status } = facts;
  // A full compare cannot end without them.
  const okAt = status.lastCheckedAt;
  if (!probe) return paused(name, okAt);
  const { provider, at } = probe;
  if (!provider.error) {
    const { id, name: expected } = status.providerProject;
    if (provider.id === id) return passing(name, { finding: [`They speak for ${expected}`], okAt: at });
    const finding = [`They speak for ${provider.name}, and ${expected} is connected`];
    const fix = [`Replace them by credentials of ${expected}. Until then nobody is believed gone.`];
    return failing(name, { finding, fix, links: linksOf(facts), okAt });
  }
  if (provider.error.code === "provider_unavailable") return waiting(name, { ...wordsOf(provider.error), okAt });
  if (says(403, provider.error)) {
    return notChecked(name, { finding: [`${status.provider.name} did not say for whom they speak`], okAt });
  }
  return failing(name, { ...wordsOf(provider.error), links: linksOf(facts), okAt });
}

/** Whether the credentials may read users. */
export function scopesCheck(facts: Facts): CheckView {
  const name = "Scopes";
  const { probe, status } = facts;
  const { problem, run, lastCheckedAt: okAt } = status;
  if (!probe) return paused(name, okAt);
  const { error } = probe.provider;
  if (error) {
    if (says(403, error)) return failing(name, { ...wordsOf(error), links: linksOf(facts), okAt });
    return notChecked(name, { finding: ["Needs working credentials"], okAt });
  }
  if (problem?.code === "provider_refused") {
    const { message, remedy, since, retryAt } = problem;
    // The key was refused then and is not now: the next try tells.
    if (says(401, problem)) {
      return waiting(name, { finding: [`${message} It is accepted now; next try at `, { clock: retryAt }], okAt });
    }
    const finding = [`${message} That is so since `, { clock: since }];
    return failing(name, { finding, fix: remedy ? [remedy] : undefined, links: linksOf(facts), okAt });
  }
  if (okAt) return passing(name, { finding: ["Every user could be read ", { ago: okAt }], okAt });
  return waiting(name, { finding: [run ? "Users are read for the first time" : "No user was read yet"] });
}
