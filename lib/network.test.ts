import dns from "node:dns/promises";
import { describe, expect, it, vi } from "vitest";

const settings = vi.hoisted(() => ({ allow: undefined as boolean | undefined, host: "127.0.0.1" }));
vi.mock("@/lib/env", () => ({
  env: {
    get ALLOW_PRIVATE_NETWORK() {
      return settings.allow;
    },
  },
  isLoopbackBound: () => settings.host === "127.0.0.1",
}));

const { allowedLookup, resolveAllowed } = await import("@/lib/network");

/** The console's situation: where it listens and what its operator set. */
const given = (host: "127.0.0.1" | "0.0.0.0", allow?: boolean) => Object.assign(settings, { host, allow });
const refused = expect.objectContaining({ code: "invalid_input" });
const hides = (addresses: string[]) =>
  vi.spyOn(dns, "lookup").mockResolvedValue(
    // The overload for `all: true`, which is the only one in use.
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })) as never,
  );

const loopback = [
  "127.0.0.1",
  "127.9.9.9",
  "::1",
  "[::1]",
  "::ffff:127.0.0.1",
  "localhost",
  "127.1",
  "0x7f.1",
  "64:ff9b::7f00:1",
];
const privates = ["10.0.0.1", "172.16.3.4", "192.168.1.1", "100.64.0.1", "fd12::1", "::ffff:10.0.0.1"];
const never = [
  ...[
    "169.254.169.254",
    "169.254.0.1",
    "fe80::1",
    "::ffff:169.254.169.254",
    "fd00:ec2::254",
    "100.100.100.200",
    "168.63.129.16",
  ],
  ...[
    "0.0.0.0",
    "::",
    "224.0.0.1",
    "ff02::1",
    "255.255.255.255",
    "240.0.0.1",
    "192.0.2.1",
    "::7f00:1",
    "2002:7f00:1::",
    "fec0::1",
  ],
];
const publics = ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"];

describe("a console that others can reach", () => {
  it.each([...loopback, ...privates, ...never])("does not open %s", async (address) => {
    given("0.0.0.0");
    await expect(resolveAllowed(address)).rejects.toEqual(refused);
  });

  it.each(loopback)("does not open %s even where its operator allows private addresses", async (address) => {
    given("0.0.0.0", true);
    await expect(resolveAllowed(address)).rejects.toEqual(refused);
  });

  it.each(privates)("opens %s where its operator allows private addresses", async (address) => {
    given("0.0.0.0", true);
    await expect(resolveAllowed(address)).resolves.toMatchObject({ address });
  });

  it.each(publics)("opens %s", async (address) => {
    given("0.0.0.0");
    await expect(resolveAllowed(address)).resolves.toMatchObject({ address });
  });
});

describe("a console on loopback", () => {
  it.each(["127.0.0.1", "::1", "10.0.0.1"])("opens %s", async (address) => {
    given("127.0.0.1");
    await expect(resolveAllowed(address)).resolves.toMatchObject({ address });
  });

  it.each(["127.0.0.1", "10.0.0.1"])("does not open %s where its operator forbids it", async (address) => {
    given("127.0.0.1", false);
    await expect(resolveAllowed(address)).rejects.toEqual(refused);
  });

  it.each(never)("never opens %s", async (address) => {
    given("127.0.0.1", true);
    await expect(resolveAllowed(address)).rejects.toEqual(refused);
  });
});

describe("a name with several addresses", () => {
  it("is refused where any of them is", async () => {
    given("0.0.0.0");
    hides(["93.184.216.34", "10.0.0.1"]);
    await expect(resolveAllowed("mixed.example.com")).rejects.toEqual(refused);
  });

  it("is asked for once per connection: the answer that was checked is the answer that is used", async () => {
    given("0.0.0.0");
    const lookup = hides(["93.184.216.34"]);
    const found = await new Promise((resolve, reject) => {
      allowedLookup("example.com", { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
    });
    expect(found).toEqual([{ address: "93.184.216.34", family: 4 }]);
    expect(lookup).toHaveBeenCalledOnce();
  });

  it("passes on that a name does not resolve", async () => {
    given("0.0.0.0");
    vi.spyOn(dns, "lookup").mockRejectedValue(Object.assign(new Error("no"), { code: "ENOTFOUND" }));
    await expect(resolveAllowed("nowhere.invalid")).rejects.toMatchObject({ code: "ENOTFOUND" });
  });
});
