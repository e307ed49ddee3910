export { decide as POST } from "@/features/adjudication/api";
