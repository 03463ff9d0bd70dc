import { describe } from "vitest";
import { describeProvider } from "@/lib/providers/contract";
import { logto } from "./logto";
import { startLogto } from "./logto-fixture";

describe("logto", () => describeProvider(logto, startLogto));
