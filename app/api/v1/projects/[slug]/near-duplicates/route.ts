export { findDuplicates as POST, readDuplicates as GET } from "@/features/near-duplicates/api";
