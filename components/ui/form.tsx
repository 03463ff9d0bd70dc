"use client";
import { type ComponentProps, type FormEvent, startTransition } from "react";

type FormProps = Omit<ComponentProps<"form">, "action" | "hidden" | "onSubmit"> & {
  action: (form: FormData) => void;
  /** While true a second submit does nothing. */
  pending: boolean;
  /** What is sent along unseen. */
  hidden?: Record<string, string>;
};

/** A form for `useActionState`: what was typed stays after an error (React's own `action` would reset it), secrets too. */
export function Form({ action, pending, hidden = {}, children, ...props }: FormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    // React's own fields, which only a browser without script needs.
    for (const name of [...form.keys()]) if (name.startsWith("$ACTION")) form.delete(name);
    startTransition(() => action(form));
  };
  return (
    <form noValidate {...props} action={action} onSubmit={submit}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  );
}
