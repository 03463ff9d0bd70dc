/** As little as a page can be that is made anew for each request, as the console's are. */
export const dynamic = "force-dynamic";

export default function Page() {
  return <p>Nothing</p>;
}
