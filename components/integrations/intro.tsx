import { Check } from "lucide-react";
import { Card } from "@/components/ui/card";
import { IntroDiagram } from "./intro-diagram";

const facts = [
  "One schema, one table, seven plain columns",
  "Compared in full again and again, user by user",
  "The table stays yours if you disconnect",
];

/** What connecting does, before one has done it. */
export function Intro() {
  return (
    <Card label="What connecting does" className="grid lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      <div className="grid content-center gap-3 px-4 py-5 md:px-8 md:py-7">
        <h2 className="text-16 font-semibold">Your provider's users, as rows in your own Postgres</h2>
        <p className="text-2">
          Connect once. Every sign-up, profile change and deletion then shows up in <code>neon_auth.users_sync</code>, a
          plain table you can join and point foreign keys at. No webhook handlers, queues or sync scripts of your own.
        </p>
        <ul className="mt-1 grid gap-1.5">
          {facts.map((fact) => (
            <li key={fact} className="flex gap-2">
              <Check className="mt-0.75 size-3.5 stroke-2 text-ok" aria-hidden />
              {fact}
            </li>
          ))}
        </ul>
      </div>
      <div className="grid content-center border-line bg-canvas px-4 py-5 max-lg:border-t md:px-7 md:py-10 lg:border-l">
        <IntroDiagram />
      </div>
    </Card>
  );
}
