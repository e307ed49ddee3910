export { submitGold as POST } from "@/features/adjudication/api";
