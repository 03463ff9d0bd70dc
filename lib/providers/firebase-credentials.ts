import { createPrivateKey } from "node:crypto";
import { z } from "zod";
import { address } from "@/lib/providers/address";

export const name = "Firebase Auth";

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue("JSON");
    return z.NEVER;
  }
});

/** https://cloud.google.com/iam/docs/keys-create-delete */
const Key = json.pipe(
  z.object({
    type: z.literal("service_account"),
    project_id: z.string().min(1),
    private_key_id: z.string(),
    private_key: z.string().refine(isRsaKey),
    client_email: z.string().min(1),
    token_uri: z.url(),
  }),
);

export type Key = z.output<typeof Key>;

export const credentialsSchema = z
  .object({
    serviceAccount: z
      .string()
      .refine((text) => text === "" || Key.safeParse(text).success, "The whole JSON key file of a service account")
      .default("")
      .meta({
        label: "Service account key",
        help: "The whole JSON file. The role Firebase Authentication Viewer is enough to read users.",
        placeholder: '{ "type": "service_account", … }',
        secret: true,
        multiline: true,
      }),
    baseUrl: address("The address of your Auth emulator").meta({
      label: "API address",
      help: "Only for an Auth emulator. With an address here, the key says which project; it is sent nowhere.",
      placeholder: "http://127.0.0.1:9099",
      secret: false,
      advanced: true,
    }),
    projectId: z.string().default(""),
    tenantId: z.string().default(""),
    refreshToken: z.string().default(""),
  })
  .refine(({ serviceAccount, refreshToken }) => serviceAccount !== "" || refreshToken !== "", {
    path: ["serviceAccount"],
    error: "The whole JSON key file of a service account",
  });

export type Credentials = z.output<typeof credentialsSchema>;

/** Throws where there is none: only for credentials without a refresh token. */
export const keyOf = ({ serviceAccount }: Credentials): Key => Key.parse(serviceAccount);

/** Where a Google service answers. An emulator, or a proxy, serves several of them, each under its own name. */
export const addressOf = (baseUrl: string, host: string): string =>
  baseUrl === "" ? `https://${host}` : `${baseUrl.replace(/\/+$/, "")}/${host}`;
