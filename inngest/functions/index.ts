import { applyChangesFunction } from "./apply-changes";
import { eraseUsersFunction } from "./erase-users";
import { pruneFunction } from "./prune";
import { sweep } from "./sweep";
import { walkUsersFunction } from "./walk-users";

export const functions = [applyChangesFunction, walkUsersFunction, sweep, eraseUsersFunction, pruneFunction];
