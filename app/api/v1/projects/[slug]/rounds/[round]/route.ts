export { changeRound as PATCH } from "@/features/rounds/api";
