import { applyChangesFunction } from "./apply-changes";
import { sweep } from "./sweep";
import { walkUsersFunction } from "./walk-users";

export const functions = [applyChangesFunction, walkUsersFunction, sweep];
