export { confirmJudge as PUT } from "@/features/emergence/api";
