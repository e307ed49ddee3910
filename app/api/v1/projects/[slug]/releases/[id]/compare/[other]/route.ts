export { compareTwo as GET } from "@/features/releases/api";
