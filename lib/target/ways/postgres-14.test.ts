import { describeTarget } from "@/test/describe-target";

describeTarget("PostgreSQL 14", 14, { more: { rights: () => import("../rights.test") } });
