import { existsSync, statfsSync } from "node:fs";
import path from "node:path";
import { Refusal } from "./say.mjs";

const megabyte = 1024 * 1024;
/** What a new Postgres takes with its first write-ahead log, and what an old one needs to replay and go on, in MB. */
const [forNew, forOld] = [160, 48];

/** `proc` and `sysfs`: Node makes folders there for ever. https://man7.org/linux/man-pages/man2/statfs.2.html */
const kernels = new Set([0x9fa0, 0x62656572]);

/** `dir`, or the nearest folder above it that exists. */
export function nearest(dir) {
  for (let place = dir; ; place = path.dirname(place)) if (existsSync(place)) return place;
}

/** Refuses a folder of the kernel's, where nothing can be kept. */
export function refuseKernelFolder(dir) {
  if (kernels.has(statfsSync(nearest(dir)).type))
    throw new Refusal(`DATA_DIR ${dir} belongs to the system's kernel and keeps nothing: name another folder.`);
}

/** Refuses to start Postgres on a disk where it would soon have to stop. `isNew`: there is none in `dir` yet. */
export function refuseFullDisk(dir, isNew) {
  const { bavail, bsize } = statfsSync(nearest(dir));
  const free = Math.floor((bavail * bsize) / megabyte);
  const needed = isNew ? forNew : forOld;
  if (free >= needed) return;
  throw new Refusal(
    `The disk of ${dir} is ${free === 0 ? "full" : `almost full: ${free} MB are free`}; Postgres needs at least ${needed} MB to start. ` +
      `${isNew ? "Nothing was changed." : "Your data is as it was."} Make room, then start again.`,
  );
}
