import { type Look, suggestedTag } from "./looks";

/** Says the letters of each label's tag in a rule. A rule with `attr()` has the browser work out a style for every tag on its own, and keep it: with thousands of tags that is most of what scrolling
 *  past them costs. Tags that are not named here, as "+2", still get theirs from the attribute (surface.css). */
export function tagSheet(looks: readonly Look[]): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(looks.flatMap((look) => [look.tag, suggestedTag(look)]).map((tag) => `.wb-t[data-tag="${CSS.escape(tag)}"]::after { content: "${CSS.escape(tag)}"; }`).join("\n"));
  return sheet;
}
