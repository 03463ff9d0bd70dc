import { CircleAlert } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";

type FrameProps = { label: ReactNode; help?: ReactNode; error?: string; name: string };
type FrameSlots = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

/** Label above, help below, an error in place of the help; `children` gets the ids that tie them together. */
export function FieldFrame({
  label,
  help,
  error,
  children,
}: Omit<FrameProps, "name"> & { children: (slots: FrameSlots) => ReactNode }) {
  const id = useId();
  const noteId = `${id}-note`;
  const note = error || help;
  return (
    <div className="grid min-w-0 gap-1.5">
      <label htmlFor={id} className="w-fit font-medium">
        {label}
      </label>
      {children({ id, "aria-describedby": note ? noteId : undefined, "aria-invalid": error ? true : undefined })}
      {error ? (
        <p id={noteId} className="flex gap-1.5 text-12 text-bad">
          <CircleAlert className="mt-px size-3.5" aria-hidden />
          <span className="min-w-0">{error}</span>
        </p>
      ) : (
        help && (
          <p id={noteId} className="text-12 text-3">
            {help}
          </p>
        )
      )}
    </div>
  );
}

export type FieldProps = FrameProps & Omit<ComponentProps<"input">, "name" | "id">;

/** A labelled text input. */
export function Field({ label, help, error, ...input }: FieldProps) {
  return (
    <FieldFrame label={label} help={help} error={error}>
      {(slots) => (
        <span className="control">
          <Input {...input} {...slots} />
        </span>
      )}
    </FieldFrame>
  );
}

/** The bare input, for use inside a `control` frame. */
export function Input(props: ComponentProps<"input">) {
  return <input type="text" autoComplete="off" {...props} />;
}
