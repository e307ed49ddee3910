export { readProgress as GET } from "@/features/agreement/api";
