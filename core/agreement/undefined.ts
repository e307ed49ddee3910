/** Why a coefficient has no value. Shown in words; never replaced by 0 or 1. */
export type UndefinedReason =
  | "one category only"
  | "nothing pairable"
  | "no spans on either side"
  | "no predicted spans"
  | "no gold spans"
  | "no boundaries on either side"
  | "no relations on either side"
  | "fewer than two annotators"
  | "no items"
  | "no positive cases"
  | "no negative cases";
