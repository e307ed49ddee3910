import type { ReactNode } from "react";
import { ProjectFrame } from "../project-frame";

export default async function SectionsLayout({ children, params }: { readonly children: ReactNode; readonly params: Promise<{ slug: string }> }) {
  return <ProjectFrame slug={(await params).slug}>{children}</ProjectFrame>;
}
