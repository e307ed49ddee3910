import { Skeleton, SkeletonRows } from "@/ui/skeleton";

export default function HomeLoading() {
  return (
    <div aria-busy="true">
      <div className="grid gap-3 pt-7 pb-6"><Skeleton className="h-6 w-40" /><Skeleton className="w-80" /></div>
      <SkeletonRows rows={5} widths={["w-1/2", "w-16", "w-20"]} />
    </div>
  );
}
