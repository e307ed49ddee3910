import { z } from "zod";

/** A new password. Length is what counts (NIST SP 800-63B); the upper bound keeps hashing cheap. Apart from the hashing, so that a form may use it. */
export const Password = z.string().min(10, "at least 10 characters").max(500, "at most 500 characters");
