export { reopenGold as POST } from "@/features/adjudication/api";
