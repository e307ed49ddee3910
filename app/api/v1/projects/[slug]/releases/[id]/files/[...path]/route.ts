export { readReleaseFile as GET } from "@/features/releases/api";
