export { planPublication as GET } from "@/features/codebook/api";
