"use client";
import { type ComponentProps, type FormEvent, startTransition } from "react";

type FormProps = Omit<ComponentProps<"form">, "action" | "onSubmit"> & {
  action: (form: FormData) => void;
  /** While true a second submit does nothing. */
  pending: boolean;
};

/** A form for `useActionState`: what was typed stays after an error (React's own `action` would reset it), secrets too. */
export function Form({ action, pending, ...props }: FormProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    if (pending) return;
    const form = new FormData(event.currentTarget);
    // React's own fields, which only a browser without script needs.
    for (const name of [...form.keys()]) if (name.startsWith("$ACTION")) form.delete(name);
    startTransition(() => action(form));
  };
  return <form noValidate {...props} action={action} onSubmit={submit} />;
}
