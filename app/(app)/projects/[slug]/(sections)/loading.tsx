import { Skeleton, SkeletonRows } from "@/ui/skeleton";

/** The layout that most sections have: title, sentence, tools, rows. */
export default function SectionLoading() {
  return (
    <div aria-busy="true">
      <div className="grid gap-3 pt-7 pb-6"><Skeleton className="h-6 w-48" /><Skeleton className="w-72" /></div>
      <SkeletonRows rows={10} widths={["w-2/5", "w-24", "w-20", "w-16", "w-20"]} />
    </div>
  );
}
