export { listCodebooks as GET } from "@/features/codebook/api";
