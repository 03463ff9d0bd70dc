/** Every failure that a person may see. The code says what kind it is; each transport maps codes in one place. */
export const errorCodes = {
  invalid_input: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  provider_refused: 422,
  provider_unavailable: 502,
  target_refused: 422,
  target_unavailable: 502,
  internal: 500,
} as const;

export type ErrorCode = keyof typeof errorCodes;

type Detail = {
  /** The form field that is wrong, where one is. */
  field?: string;
  /** What it means for the person's data. */
  meaning?: string;
  /** The one thing to do, or when it heals by itself. */
  remedy?: string;
  /** Kept for the log, never shown. */
  cause?: unknown;
  /** Seconds to wait, where the other side said so. */
  retryAfter?: number;
};

/** The one error family. `message`, `meaning` and `remedy` are written for people and hold no secret. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly field?: string;
  readonly meaning?: string;
  readonly remedy?: string;
  readonly retryAfter?: number;

  constructor(code: ErrorCode, message: string, { cause, ...detail }: Detail = {}) {
    super(message, { cause });
    this.name = "AppError";
    this.code = code;
    Object.assign(this, detail);
  }

  get status(): number {
    return errorCodes[this.code];
  }
}

export type PublicError = Pick<AppError, "code" | "message" | "field" | "meaning" | "remedy">;

/** What may leave the process: a known error's words, or one neutral sentence for everything else. */
export function toPublicError(error: unknown): PublicError {
  if (error instanceof AppError) {
    const { code, message, field, meaning, remedy } = error;
    return { code, message, field, meaning, remedy };
  }
  return {
    code: "internal",
    message: "Rollcall could not finish this.",
    meaning: "Nothing was changed by this attempt.",
    remedy: "Try again. The log of the console has the cause.",
  };
}

/** One sentence a person can read in a status line. */
export const explain = (error: unknown): string =>
  [toPublicError(error).message, toPublicError(error).remedy].filter(Boolean).join(" ");
