import { ListSkeleton } from "@/components/people/list-skeleton";

export default function AuditLoading() {
  return <ListSkeleton title="Audit log" tools />;
}
