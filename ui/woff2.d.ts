/** A font file of a package: its address in the built application. */
declare module "*.woff2" {
  const address: string;
  export default address;
}
