/** Guidelines of the default codebook, shown beside the trace. All examples are our own. */
export const longcotGuidelinesEn = String.raw`# How to label

Read the trace once for its story before you label. The question is always *what does the text do here?*, never *is it well said?*
In the first pass you do not need to know whether the mathematics is right. In the second pass the reference answer is shown: add errors, and say what was right.

## Where a span begins and ends
1. A span starts at its cue word, if there is one, and ends at the last sentence that serves the behaviour.
2. Branching covers the statement of the alternative, not its execution. Backtracking covers the abandonment and the resumption. Verification covers the announcement, the working and the verdict. Error covers the smallest clause that holds the falsehood. Correction covers the replacing statement up to its new value.
3. A bare "Wait." or "Hmm." gets no span of its own; it joins the behaviour that it opens.
4. The same label with the same target, with at most one sentence between: one span. A new target: a new span.
5. In a literal loop, label the first instance and answer *degenerate repetition: yes*.
6. No label without a target that you can name.
7. Labels may overlap each other. Two spans of one label may nest if their targets differ; they may not cross.
8. An idea refused within two sentences ("Alternatively, maybe induction, but no") is branching with fate *dismissed*. Backtracking needs a line that was worked on.
9. Candidate answer: the first commitment and each changed value, not every restatement.

## Easily confused

**Branching or backtracking?** A new way named, or a line given up.
> "Another idea: reflect the point in the line instead." — branching

> "The reflection gives nothing. Back to the distances." — backtracking

> "The reflection gives nothing; instead let me place coordinates." — both: the first clause and the return are backtracking, the second clause is branching

**Backtracking or correction?** If the work goes on in place, it is a correction only.
> "That should be $3 \cdot 14 = 42$, so the total is 47." — correction

> "That should not have been a product at all. Start the count again from the first row." — backtracking

**Verification or solution step?** Was the value stated before? If not, nothing is verified.
> "$17 \cdot 3 = 51$." for the first time — no label

> "$17 \cdot 3$: $10 \cdot 3 = 30$, $7 \cdot 3 = 21$, yes, 51." after 51 was stated — verification, method *recompute*

**Announced, but not done.** "I should check the case $n = 1$." and the case never comes — verification, outcome *announced, not carried out*.

**"Looks right."** Verification, method *assertion only*.

**Restating, rereading, restarting.**
> "So we have 5 boxes and 12 balls." — nothing

> "The question says *at most* 12, and I used at most 12. Fine." — verification, method *reread*

> "Oh, the balls are distinct. Then everything changes; from the top." — backtracking, scope *reading of the problem*

**A dead end is not an error.** "This integral has no closed form" may be true; the line ends, nothing was false.

**An assumption made for contradiction is not an error.** "Suppose $\sqrt{2} = p/q$" is meant to fail.

**A wrong value that is carried along is not labelled again.** The error is where it originates; what follows from it by sound steps inherits it.

**Exhaustive cases** ("$n$ even; $n$ odd") are branching of kind *case split*. They are left out of the search-branching rates unless asked for.

**Unknown truth.** If you cannot judge, say *cannot judge*. Never guess.

## Relations
The source stands later in the text than the target. If the place that you want to point at has no span, point at the range itself: it becomes an anchor. A line that was given up runs from its branching to the backtracking that *abandons* it.

## Misread problems
If the trace works on another problem than the one that was set, label the clause where the misreading enters as error of type *misread problem*, and point *misreads* at the words of the prompt.
`;
