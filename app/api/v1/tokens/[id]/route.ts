export { endToken as DELETE } from "@/features/account/api";
