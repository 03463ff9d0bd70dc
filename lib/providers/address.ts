import { z } from "zod";

/** A field for an address that may be left out; `error` says what it is. */
export const address = (error: string) => z.union([z.literal(""), z.url({ protocol: /^https?$/ })], error).default("");

/** Where the provider's API answers, if not at its usual address. */
export const apiAddress = (placeholder: string) =>
  address("The address of an emulator or a proxy").meta({
    label: "API address",
    help: "Only for an emulator or a proxy.",
    placeholder,
    secret: false,
    advanced: true,
  });
