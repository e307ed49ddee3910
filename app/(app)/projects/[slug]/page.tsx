import { redirect } from "next/navigation";

/** A project opens on its traces. */
export default async function ProjectPage({ params }: { readonly params: Promise<{ slug: string }> }) {
  redirect(`/projects/${encodeURIComponent((await params).slug)}/traces`);
}
