export { readPosteriors as GET } from "@/features/agreement/api";
