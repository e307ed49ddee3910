export { listAdjudications as GET } from "@/features/adjudication/api";
