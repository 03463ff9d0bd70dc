import { ListSkeleton } from "@/components/people/list-skeleton";

export default function PeopleLoading() {
  return <ListSkeleton title="People" />;
}
