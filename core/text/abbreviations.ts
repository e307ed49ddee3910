/** Never the end of a sentence, whatever follows (lower case, without the last period). */
export const ALWAYS_JOINED: ReadonlySet<string> = new Set(["e.g", "eg", "i.e", "ie", "dr", "mr", "mrs", "ms", "prof", "st", "mt", "cf", "vs", "viz", "messrs", "gen", "col", "capt", "rev", "sen", "hon"]);

/** Joined before a number or a formula ("Fig. 3", "Eq. (2)", "No. 5"); otherwise words like others ("No. Wait"). */
export const JOINED_TO_NUMBERS: ReadonlySet<string> = new Set([
  "fig", "figs", "eq", "eqs", "eqn", "no", "nos", "sec", "sect", "ch", "chap", "p", "pp", "vol", "thm", "lem", "prop", "cor", "def", "ex", "ref", "refs", "tab", "art", "ed", "q", "ca", "c", "pt", "par",
]);

/** Joined unless a capital letter follows ("etc. are", but "etc. Then"). */
export const JOINED_TO_LOWER_CASE: ReadonlySet<string> = new Set([
  "etc", "al", "approx", "resp", "inc", "ltd", "co", "corp", "jr", "sr", "a.m", "p.m", "w.r.t", "wrt", "s.t", "w.l.o.g", "wlog", "incl", "max", "min", "avg", "est", "dept", "univ", "ave", "hr", "hrs", "sq", "cm", "km", "kg", "ft", "lb", "lbs", "oz",
  "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
]);

/** Words that open a sentence after "… is B." or "… in the U.S.": not the surname that an initial waits for. */
export const SENTENCE_STARTERS: ReadonlySet<string> = new Set([
  "wait", "but", "so", "then", "the", "now", "hence", "therefore", "let", "let's", "lets", "if", "this", "that", "since", "however", "alternatively", "i", "i'm", "i'll", "we", "it", "it's", "and", "or", "no", "yes", "okay", "ok", "hmm", "oh", "ah",
  "first", "second", "third", "next", "because", "thus", "also", "for", "in", "to", "which", "what", "when", "where", "why", "how", "there", "these", "those", "they", "he", "she", "you", "my", "our", "its", "as", "at", "by", "on", "with", "from", "of",
  "after", "before", "given", "note", "suppose", "assume", "consider", "looking", "check", "checking", "is", "are", "can", "could", "should", "would", "maybe", "perhaps", "actually", "another", "each", "all", "both", "either", "not", "only", "once",
  "similarly", "finally", "again", "well", "right", "a", "an", "one", "two", "here", "while", "using", "such", "double", "try", "trying", "going", "same", "answer", "is", "was", "were", "do", "does", "did", "good", "great", "yet",
]);

/** A number that is followed by one of these is an answer ("7. Wait, …"), not the number of a list item. */
export const AFTER_AN_ANSWER: ReadonlySet<string> = new Set(["wait", "hmm", "but", "so", "yes", "no", "ok", "okay", "actually", "right", "good", "that's", "which"]);

/** A capital letter after one of these names a thing, not a person ("option B. Consider …"). */
export const BEFORE_A_NAMED_THING: ReadonlySet<string> = new Set(["point", "option", "choice", "answer", "case", "set", "node", "line", "plan", "player", "step", "type", "class", "box", "door", "card", "team", "group", "row", "column", "part", "figure", "table", "section", "vitamin", "statement", "person", "city", "town"]);

/** Words that may stand between a sentence and a name with an initial ("shown by J. Smith"). */
export const BEFORE_A_NAME: ReadonlySet<string> = new Set(["by", "and", "with", "from", "author", "authors", "professor", "president", "sir", "lady", "dr", "mr", "mrs", "ms", "prof"]);
