export { readAdjudication as GET } from "@/features/adjudication/api";
