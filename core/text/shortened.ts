/** The beginning of a text for a list or a message: at most `most` code points, the last of them an ellipsis where something was left out. Never half an emoji. */
export const shortened = (text: string, most = 60): string => {
  if (text.length <= most) return text;
  const points = Array.from(text.slice(0, 2 * most + 1)); // two units a code point at most
  return points.length <= most && points.join("").length === text.length ? text : `${points.slice(0, most - 1).join("")}…`;
};
