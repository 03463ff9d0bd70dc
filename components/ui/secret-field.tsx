"use client";
import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { FieldFrame, type FieldProps, Input } from "./field";

/**
 * An input for a secret: hidden until asked for, never remembered by the browser. A hidden input names it as secret, so
 * that the server does not send it back.
 */
export function SecretField({ label, help, error, ...input }: FieldProps) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <FieldFrame label={label} help={help} error={error}>
      {(slots) => (
        <span className="control pr-0.5">
          <input type="hidden" name="secret" value={input.name} />
          <Input
            {...input}
            {...slots}
            type={shown ? "text" : "password"}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            data-1p-ignore
            data-lpignore="true"
            className="font-mono text-12"
          />
          <button
            type="button"
            aria-label={shown ? "Hide" : "Show"}
            aria-pressed={shown}
            aria-controls={slots.id}
            onClick={() => setShown(!shown)}
            className="grid size-7 shrink-0 place-items-center rounded-1 text-3 hover:bg-hover hover:text-text"
          >
            <Icon aria-hidden />
          </button>
        </span>
      )}
    </FieldFrame>
  );
}
