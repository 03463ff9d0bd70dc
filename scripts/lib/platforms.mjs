const systems = {
  android: "android",
  darwin: "darwin",
  freebsd: "freebsd",
  linux: "linux",
  win32: "win32",
  windows: "win32",
  openharmony: "openharmony",
};
const processors = ["arm64", "x64", "ia32", "arm", "riscv64", "ppc64", "s390x", "loong64", "wasm32"];

/** Which machines a package is for, read from its name: `@next/swc-darwin-arm64` is for macOS on ARM. */
export function machineOf(name) {
  const words = name.toLowerCase().split(/[-/]/);
  const os = words.map((word) => systems[word]).find(Boolean);
  const cpu = processors.find((each) => words.includes(each));
  const libc = words.some((word) => word.startsWith("musl"))
    ? "musl"
    : words.some((word) => word.startsWith("gnu"))
      ? "glibc"
      : "";
  return { ...(cpu && { cpu: [cpu] }), ...(os && { os: [os] }), ...(libc && { libc: [libc] }) };
}

/** Where Node would find `name` from the package at `place`; undefined where the lockfile has no such package. */
function locate(packages, place, name) {
  for (let from = place; ; from = from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/")))) {
    const candidate = `${from && `${from}/`}node_modules/${name}`;
    if (packages[candidate]) return candidate;
    if (!from) return undefined;
  }
}

const majorOf = (version) => /^[\^~]?(\d+)\./.exec(version)?.[1];

/** A version of another major is no answer: the same package may be there twice. */
const fits = (found, range) => majorOf(range) === undefined || majorOf(found.version) === majorOf(range);

/**
 * Adds what npm left out: behind a registry that has no packages for other machines it drops them from the lockfile,
 * and `npm ci` then refuses it everywhere. Takes a lockfile's `packages`, returns them completed, and in npm's order.
 */
export function complete(packages) {
  const all = { ...packages };
  for (const [place, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      const found = locate(all, place, name);
      if (found && fits(all[found], range)) continue;
      const version = range.replace(/^[\^~]/, "");
      all[`${found ? `${place}/` : ""}node_modules/${name}`] = {
        version,
        ...(dev && { dev }),
        optional: true,
        ...machineOf(name),
      };
    }
  }
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => a.localeCompare(b, "en")));
}
