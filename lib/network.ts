import dns from "node:dns/promises";
import net, { type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { env, isLoopbackBound } from "@/lib/env";
import { AppError } from "@/lib/errors";

export type Address = { address: string; family: 4 | 6 };

/** Cloud metadata services outside the link-local range: AWS (IPv6), Alibaba, Oracle, Azure. */
const metadata = new Set(["fd00:ec2::254", "fd20:ce::254", "100.100.100.200", "192.0.0.192", "168.63.129.16"]);
const privateRanges = new Set(["private", "uniqueLocal", "carrierGradeNat"]);
const nat64 = ipaddr.parseCIDR("64:ff9b::/96");
const globalUnicast = ipaddr.parseCIDR("2000::/3");

const unbracketed = (host: string) => host.replace(/^\[(.*)\]$/, "$1");

type Kind = "public" | "private" | "loopback" | "never";

/** What an address leads to. An IPv4 address inside an IPv6 one is judged as itself. */
function kindOf(address: string): Kind {
  const ip = ipaddr.process(address.replace(/%.*$/, ""));
  if (metadata.has(ip.toString())) return "never";
  if (ip instanceof ipaddr.IPv6 && ip.match(nat64)) {
    return kindOf(ipaddr.fromByteArray(ip.toByteArray().slice(12)).toString());
  }
  const range = ip.range();
  if (range === "loopback") return "loopback";
  if (privateRanges.has(range)) return "private";
  if (range !== "unicast") return "never";
  return ip instanceof ipaddr.IPv4 || ip.match(globalUnicast) ? "public" : "never";
}

/** Loopback never opens while the console is reachable from outside: it would lend strangers its own ports. */
function isAllowed(kind: Kind): boolean {
  const privateAllowed = env.ALLOW_PRIVATE_NETWORK ?? isLoopbackBound();
  if (kind === "loopback") return privateAllowed && isLoopbackBound();
  return kind === "public" || (kind === "private" && privateAllowed);
}

const remedies: Record<Kind, string> = {
  public: "",
  private: "Use a public address, or let the operator set ALLOW_PRIVATE_NETWORK=true.",
  loopback: "Use a public address. Loopback is open only while the console itself listens on loopback.",
  never: "Use a public address.",
};

async function resolveAll(host: string): Promise<Address[]> {
  const name = unbracketed(host);
  const found = await dns.lookup(name, { all: true, order: "ipv4first" });
  const refused = found.map(({ address }) => kindOf(address)).find((kind) => !isAllowed(kind));
  if (refused) {
    throw new AppError("invalid_input", `${name} leads to a private or reserved address. Rollcall does not open it.`, {
      meaning: "Nothing was sent there.",
      remedy: remedies[refused],
    });
  }
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
}

/**
 * The address to connect to for a host name or an IP literal; connect to it and to nothing else, or the check is void.
 * Throws AppError `invalid_input` where any of the host's addresses is one that Rollcall does not open, and
 * Node's own error (`ENOTFOUND`, `EAI_AGAIN`) where the name does not resolve.
 */
export async function resolveAllowed(host: string): Promise<Address> {
  const [first] = await resolveAll(host);
  if (!first) throw new Error(`no address for ${host}`);
  return first;
}

/** The same check in the form that `net.connect` takes. Sockets skip it for IP literals: check those with `resolveAllowed`. */
export const allowedLookup: LookupFunction = (host, options, callback) => {
  resolveAll(host).then(
    (found) => {
      const [first] = found;
      if (options.all) callback(null, found);
      else callback(null, first?.address ?? "", first?.family);
    },
    (error: NodeJS.ErrnoException) => callback(error, options.all ? [] : ""),
  );
};

/** Whether a host is written as an IP address. */
export const isLiteral = (host: string): boolean => net.isIP(unbracketed(host)) !== 0;

/** Whether only this machine or its own network can reach an address, as far as the name tells: nothing is looked up. */
export function isPrivateUrl(url: string): boolean {
  const host = unbracketed(new URL(url).hostname);
  if (isLiteral(host)) return kindOf(host) !== "public";
  return !host.includes(".") || /\.(localhost|local|internal|lan|home|test|invalid)$/.test(host);
}
