export { readPosteriorModels as GET } from "@/features/agreement/api";
