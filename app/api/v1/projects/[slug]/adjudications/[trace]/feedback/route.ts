export { readFeedback as GET } from "@/features/adjudication/api";
