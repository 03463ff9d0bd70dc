import { applyChangesFunction } from "./apply-changes";
import { eraseUsersFunction } from "./erase-users";
import { pollChangesFunction } from "./poll-changes";
import { pruneFunction } from "./prune";
import { sweep } from "./sweep";
import { walkUsersFunction } from "./walk-users";

export const functions = [
  applyChangesFunction,
  walkUsersFunction,
  pollChangesFunction,
  sweep,
  eraseUsersFunction,
  pruneFunction,
];
