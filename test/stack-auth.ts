import { startStackAuth } from "@/lib/providers/fixtures/stack-auth";
import { prepareProvider } from "./counterpart";

prepareProvider("stack-auth", startStackAuth);

export { connectHere as connectStackAuth, provider, proxy } from "./counterpart";
