export { readAgreement as GET } from "@/features/agreement/api";
