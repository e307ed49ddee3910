/** A coefficient to two digits, as the field writes it: .74, −.12, 1.00. */
export const coefficient = (value: number): string => {
  const text = Math.abs(value).toFixed(2);
  return `${value < 0 && Number(text) !== 0 ? "−" : ""}${text.startsWith("0.") ? text.slice(1) : text}`;
};
