export { publishCodebook as POST } from "@/features/codebook/api";
