import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EmergencePage } from "@/features/emergence/components/emergence-page";
import { withView } from "./with-view";
import type { EmergencePageProps } from "./with-view";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("emergence"))("title") };
}

export default function Page(props: EmergencePageProps) {
  return withView(props, ({ slug, view, mayRun }) => <EmergencePage slug={slug} view={view} mayRun={mayRun} />);
}
