/** The address part that a project's name suggests: lower-case Latin letters, digits and hyphens, at most 40; "" when the name has none of them. */
export const slugFromName = (name: string): string =>
  name.normalize("NFKD").toLowerCase().replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40).replace(/-+$/, "");
