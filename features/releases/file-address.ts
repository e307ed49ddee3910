/** Address of one file of a release; each part of its path is escaped for itself. */
export const fileAddress = (slug: string, release: string, path: string): string =>
  `/api/v1/projects/${encodeURIComponent(slug)}/releases/${encodeURIComponent(release)}/files/${path.split("/").map(encodeURIComponent).join("/")}`;
