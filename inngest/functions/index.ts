import { applyChangesFunction } from "./apply-changes";
import { pruneFunction } from "./prune";
import { sweep } from "./sweep";
import { walkUsersFunction } from "./walk-users";

export const functions = [applyChangesFunction, walkUsersFunction, sweep, pruneFunction];
