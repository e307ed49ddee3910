"use client";
import { CircleUser } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Menu, MenuChoices, MenuItem, MenuLine } from "@/ui/menu";
import { applyTheme, isTheme, rememberChoice, type Theme, THEMES } from "@/ui/theme";

/** Language, look, the account's page and the way out. */
export function AccountMenu({ name, theme: initial, signOut }: { readonly name: string; readonly theme: Theme; readonly signOut: () => Promise<void> }) {
  const t = useTranslations("shell");
  const router = useRouter();
  const locale = useLocale();
  const [theme, setTheme] = useState(initial);
  return (
    <Menu label={t("accountOf", { name })} trigger={<CircleUser aria-hidden size={17} />} triggerClassName="px-1.5!">
      <MenuItem id="account" href="/account">{name}</MenuItem>
      <MenuLine />
      <MenuChoices title={t("language")} options={[{ value: "en", name: "English" }, { value: "zh", name: "中文" }]} chosen={[locale]}
        onChange={([next]) => { if (next) { rememberChoice("locale", next); router.refresh(); } }} />
      <MenuLine />
      <MenuChoices title={t("look")} options={THEMES.map((value) => ({ value, name: t(`theme.${value}`) }))} chosen={[theme]}
        onChange={([next]) => { if (isTheme(next)) { setTheme(next); applyTheme(next); } }} />
      <MenuLine />
      <MenuItem id="sign-out" onAction={() => void signOut()}>{t("signOut")}</MenuItem>
    </Menu>
  );
}
