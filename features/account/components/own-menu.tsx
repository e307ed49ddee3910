import { isTheme } from "@/ui/theme";
import { AccountMenu } from "./account-menu";

/** The account menu as the server draws it: with the look that this browser remembers. */
export function OwnMenu({ name, theme }: { readonly name: string; readonly theme: string | undefined }) {
  return <AccountMenu name={name} theme={isTheme(theme) ? theme : "system"} />;
}
