export { addPlan as POST, listPlans as GET } from "@/features/emergence/api";
