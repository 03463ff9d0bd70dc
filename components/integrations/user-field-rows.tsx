import clsx from "clsx";
import { Equal, EqualNot, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { formatCount } from "@/lib/format";
import type { UserField, UserSide, UserView } from "@/lib/integrations/views";
import { UserValue } from "./user-value";

const rowLook =
  "border-t border-line first:border-t-0 max-md:grid max-md:grid-cols-[20px_minmax(0,1fr)] max-md:gap-x-2 max-md:px-4 max-md:py-2";
const nameLook =
  "px-3 py-2 text-left align-top font-mono text-12/5 font-normal break-words text-2 first:pl-4 max-md:col-span-2 max-md:p-0 max-md:first:pl-0";
const cellLook =
  "px-3 py-2 align-top max-md:col-start-2 max-md:grid max-md:grid-cols-[72px_minmax(0,1fr)] max-md:gap-x-2 max-md:p-0";
const signLook = "px-0 py-2.5 align-top max-md:col-start-1 max-md:row-start-2 max-md:py-1";

/** One field: what either side says, and whether it is the same. */
export function Field({ field, view }: { field: UserField; view: UserView }) {
  const { path, same } = field;
  const isDeep = path.length > 1;
  return (
    <Row
      name={isDeep ? path.slice(1).join(".") : path[0]}
      isDeep={isDeep}
      same={same}
      from={view.provider.name}
      atProvider={<UserValue field={field} side="provider" view={view} />}
      inTable={<UserValue field={field} side="row" view={view} />}
    />
  );
}

const unknown = <span className="text-3">unknown</span>;

/** raw_json as a whole: how many keys there are, and how many of them differ. */
export function RawRow({ view, keys }: { view: UserView; keys: UserField[] }) {
  const different = keys.filter(({ same }) => same === false).length;
  const count = ({ error, user }: UserSide<{ raw: unknown }>) =>
    error ? unknown : user?.raw instanceof Object ? formatCount(Object.keys(user.raw).length, "key") : "–";
  return (
    <Row
      name="raw_json"
      same={different > 0 ? false : keys.every((key) => key.same === null) ? null : true}
      from={view.provider.name}
      atProvider={
        <>
          {count(view.atProvider)}
          {different > 0 && (
            <>
              , <span className="font-medium text-warn">{different === 1 ? "1 differs" : `${different} differ`}</span>
            </>
          )}
        </>
      }
      inTable={count(view.inTable)}
    />
  );
}

type RowProps = {
  name: string | undefined;
  isDeep?: boolean;
  same: boolean | null;
  from: string;
  atProvider: ReactNode;
  inTable: ReactNode;
};

const Row = ({ name, isDeep, same, from, atProvider, inTable }: RowProps) => (
  <tr className={clsx(rowLook, same === false && "bg-warn-wash")}>
    <th scope="row" className={clsx(nameLook, isDeep && "md:first:pl-7")}>
      {name}
    </th>
    <td className={cellLook}>
      <SideLabel>{from}</SideLabel>
      <div>{atProvider}</div>
    </td>
    <td className={signLook}>
      <Sign same={same} />
    </td>
    <td className={cellLook}>
      <SideLabel>Row</SideLabel>
      <div>{inTable}</div>
    </td>
  </tr>
);

const SideLabel = ({ children }: { children: string }) => (
  <span aria-hidden className="text-12/5 text-3 md:hidden">
    {children}
  </span>
);

const signs = {
  equal: { icon: Equal, look: "text-3", word: "equal" },
  different: { icon: EqualNot, look: "text-warn", word: "different" },
  none: { icon: Minus, look: "text-3", word: "not compared" },
};

function Sign({ same }: { same: boolean | null }) {
  const { icon: Icon, look, word } = signs[same === null ? "none" : same ? "equal" : "different"];
  return (
    <span className="grid justify-items-center">
      <Icon className={look} aria-hidden />
      <span className="sr-only">{word}</span>
    </span>
  );
}
