import type { ComponentProps } from "react";
import { FieldFrame, type FieldProps } from "./field";

type TextareaFieldProps = Pick<FieldProps, "label" | "help" | "error"> & ComponentProps<"textarea"> & { name: string };

/** A labelled text of several lines, such as a key file. What is typed never comes back from the server. */
export function SecretTextarea({ label, help, error, ...textarea }: TextareaFieldProps) {
  return (
    <FieldFrame label={label} help={help} error={error}>
      {(slots) => (
        <>
          <input type="hidden" name="secret" value={textarea.name} />
          <textarea
            {...textarea}
            {...slots}
            rows={5}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className="control h-auto resize-y px-2.5 py-2 font-mono text-12"
          />
        </>
      )}
    </FieldFrame>
  );
}
