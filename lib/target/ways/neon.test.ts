import { describeTarget } from "@/test/describe-target";
import { overNeon, startBridge } from "../testing";

describeTarget("PostgreSQL 18 over Neon's driver", 18, {
  between: async (port) => {
    const bridge = await startBridge(port);
    return { through: overNeon, stop: () => bridge.close() };
  },
});
