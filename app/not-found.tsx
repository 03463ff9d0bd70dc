import { SearchX } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="main" className="grid min-h-[70dvh] place-items-center p-6">
      <div className="grid justify-items-center gap-1 text-center">
        <SearchX className="mb-2 size-5 text-3" aria-hidden />
        <h1 className="text-14 font-semibold">There is nothing at this address</h1>
        <p className="max-w-[52ch] text-2">The page may have been removed, or it belongs to someone else.</p>
        <Link href="/projects" className={`${buttonClass()} mt-3`}>
          Go to projects
        </Link>
      </div>
    </main>
  );
}
