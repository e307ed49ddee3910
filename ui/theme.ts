/** Looks a reader may choose; "system" follows the machine and sets no attribute. */
export const THEMES = ["system", "light", "dark", "contrast"] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = "theme";
export const isTheme = (value: unknown): value is Theme => THEMES.some((theme) => theme === value);

/** Remembers a choice for a year, in this browser, readable by the server before it draws. */
export function rememberChoice(cookie: string, value: string): void {
  document.cookie = `${cookie}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`;
}

/** Puts a theme on the page at once and remembers it. */
export function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  rememberChoice(THEME_COOKIE, theme);
}
