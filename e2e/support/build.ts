import { build } from "../../scripts/lib/build.mjs";

/** Once for all workers, and only where sources have changed: two builds at a time would break each other. */
export default () => build([]);
