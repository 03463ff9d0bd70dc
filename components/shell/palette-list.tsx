import clsx from "clsx";
import { Kbd } from "@/components/ui/kbd";
import type { PaletteGroup, PaletteItem } from "./palette-items";

type PaletteListProps = {
  id: string;
  groups: PaletteGroup[];
  current: PaletteItem | undefined;
  onHover: (item: PaletteItem) => void;
  onChoose: (item: PaletteItem) => void;
};

export const optionId = (listId: string, item: PaletteItem) => `${listId}-${item.id.replaceAll(/\W/g, "_")}`;

/** What can be chosen; the focus stays in the field above. */
export const PaletteList = ({ id, groups, ...props }: PaletteListProps) => (
  <div role="listbox" id={id} aria-label="Results" className="max-h-[60dvh] overflow-y-auto p-1">
    {groups.map(({ title, items }) => (
      <fieldset key={title} aria-label={title} className="min-w-0">
        <div aria-hidden className="flex h-6.5 items-center px-2 text-11 font-medium text-3">
          {title}
        </div>
        {items.map((item) => (
          <Row key={item.id} id={optionId(id, item)} item={item} {...props} />
        ))}
      </fieldset>
    ))}
  </div>
);

type RowProps = { id: string; item: PaletteItem } & Omit<PaletteListProps, "id" | "groups">;

function Row({ id, item, current, onHover, onChoose }: RowProps) {
  const { icon: Icon, label, note, keys = [] } = item;
  const isCurrent = item.id === current?.id;
  return (
    <button
      type="button"
      role="option"
      id={id}
      tabIndex={-1}
      aria-selected={isCurrent}
      onPointerMove={() => !isCurrent && onHover(item)}
      onClick={() => onChoose(item)}
      className={clsx(
        "flex h-8 w-full items-center gap-2.5 rounded-1 px-2 text-left select-none pointer-coarse:h-10",
        isCurrent && "bg-active",
      )}
    >
      <Icon className="text-2" aria-hidden />
      <span className="min-w-0 flex-1 truncate">
        {label} {note && <span className="text-2">{note}</span>}
      </span>
      {keys.map((key) => (
        <Kbd key={key}>{key}</Kbd>
      ))}
    </button>
  );
}
