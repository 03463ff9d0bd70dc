import { describe } from "vitest";
import { getProvider, providerIds } from "@/lib/providers";
import { describeProvider } from "@/lib/providers/contract";
import { counterparts } from "@/lib/providers/fixtures";

describe.each(providerIds)("%s", (id) => describeProvider(getProvider(id), counterparts[id].start));
