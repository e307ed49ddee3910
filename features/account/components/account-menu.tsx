"use client";
import { CircleUser } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Menu, MenuChoices, MenuItem, MenuLine } from "@/ui/menu";
import { applyTheme, isTheme, rememberChoice, type Theme, THEMES } from "@/ui/theme";
import { setPreferences, signOut } from "../actions";

/** Language, look, the account's page and the way out. Both choices are kept in this browser and with the account. */
export function AccountMenu({ name, theme: initial }: { readonly name: string; readonly theme: Theme }) {
  const t = useTranslations("shell");
  const router = useRouter();
  const locale = useLocale();
  const [theme, setTheme] = useState(initial);
  const speak = (next: string) => { rememberChoice("locale", next); router.refresh(); void setPreferences({ locale: next }); };
  const look = (next: Theme) => { setTheme(next); applyTheme(next); void setPreferences({ theme: next }); };
  const leave = async () => { if ((await signOut({})).ok) window.location.assign("/sign-in"); };
  return (
    <Menu label={t("accountOf", { name })} trigger={<CircleUser aria-hidden size={17} />} triggerClassName="px-1.5!">
      <MenuItem id="account" href="/account">{name}</MenuItem>
      <MenuLine />
      <MenuChoices title={t("language")} options={[{ value: "en", name: "English" }, { value: "zh", name: "中文" }]} chosen={[locale]} onChange={([next]) => { if (next) speak(next); }} />
      <MenuLine />
      <MenuChoices title={t("look")} options={THEMES.map((value) => ({ value, name: t(`theme.${value}`) }))} chosen={[theme]} onChange={([next]) => { if (isTheme(next)) look(next); }} />
      <MenuLine />
      <MenuItem id="sign-out" onAction={() => void leave()}>{t("signOut")}</MenuItem>
    </Menu>
  );
}
