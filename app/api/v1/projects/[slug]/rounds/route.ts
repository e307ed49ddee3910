export { createRound as POST, listRounds as GET } from "@/features/rounds/api";
