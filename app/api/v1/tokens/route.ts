export { listTokens as GET, makeToken as POST } from "@/features/account/api";
