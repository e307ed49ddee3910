import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ReportPage } from "@/features/emergence/components/report-page";
import { withView } from "../with-view";
import type { EmergencePageProps } from "../with-view";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("emergence"))("report.title") };
}

export default function Page(props: EmergencePageProps) {
  return withView(props, ({ slug, view }) => <ReportPage slug={slug} view={view} />);
}
