export { completeAgreed as POST } from "@/features/adjudication/api";
