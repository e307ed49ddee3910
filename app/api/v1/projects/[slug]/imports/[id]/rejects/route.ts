export { readRejects as GET } from "@/features/imports/api";
