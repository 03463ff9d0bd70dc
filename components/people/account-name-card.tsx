"use client";
import { useActionState } from "react";
import { CardForm } from "@/components/projects/card-form";
import type { FormAction } from "@/components/projects/form-action";
import { useDone } from "@/components/projects/use-done";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";

export function AccountNameCard({ name, action }: { name: string; action: FormAction }) {
  const form = useActionState(action, {});
  const [{ values, fields }] = form;
  useDone(form[0], "Name saved.");
  return (
    <Card title="Name">
      <CardForm form={form} submit={{ label: "Save name", busy: "Saving name" }}>
        <Field
          label="Your name"
          name="name"
          autoComplete="name"
          maxLength={80}
          help="Others in your projects see it. Entries of the audit log keep the name of their time."
          defaultValue={values?.name ?? name}
          error={fields?.name?.[0]}
        />
      </CardForm>
    </Card>
  );
}
