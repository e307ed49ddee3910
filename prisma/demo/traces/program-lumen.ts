import type { DemoSource } from "../source";

export const programLumen: readonly DemoSource[] = [
  {
    prompt: "program", model: "lumen-7b", step: 0, answer: "42", final: "wrong", form: "mixed",
    cot: `The function adds up all numbers i that are divisible by 3 or by 4.

⟦e1 er misread_problem answer_changing misreads:pLoop|The loop runs over i from 1 to 12.⟧

The multiples of 3 in this range are 3, 6, 9 and 12. Their sum is 3 + 6 + 9 + 12 = 30.

The multiples of 4 in this range are 4, 8 and 12. Their sum is 4 + 8 + 12 = 24.

The number 12 is in both lists, because it is divisible by 3 and by 4. The condition uses "or", so it is added only once, and we have to subtract it one time: 30 + 24 - 12 = 42.

All of the other numbers from the range, that is 1, 2, 5, 7, 10 and 11, are divisible neither by 3 nor by 4, so they are skipped by the condition and do not change the total.

⟦c1 ca wrong|The function returns 42.⟧`,
  },
  {
    prompt: "program", model: "lumen-7b", step: 200, answer: "It returns 30.", final: "right", form: "mixed",
    cot: `Call: f(12). So n = 12 and the loop is

    for i in range(1, 12):

⟦x1|which means that i goes from 1 to 11⟧. ⟦v1 ve assumption reread confirms yes verifies:x1|The upper end of range is not included, so 12 itself is not visited. Right.⟧

Values of i that pass the test:

    i = 3   (3 % 3 == 0)
    i = 4   (4 % 4 == 0)
    i = 6   (6 % 3 == 0)
    i = 8   (8 % 4 == 0)
    i = 9   (9 % 3 == 0)

The other values, 1, 2, 5, 7, 10 and 11, fail both tests.

total = 3 + 4 + 6 + 8 + 9. First 3 + 4 = 7, then 7 + 6 = 13, then 13 + 8 = 21, then 21 + 9 = 30.

⟦c1 ca right|So f(12) returns 30.⟧ ⟦v2 ve final_answer not_carried_out verifies:c1|I could verify this by running the code.⟧ The variable total starts at 0, so nothing else is added, and the function returns it at the end.`,
  },
  {
    prompt: "program", model: "lumen-7b", step: 400, answer: "**30** 🐍", final: "right", form: "mixed",
    cot: `The function sums the i in range(1, n) that are multiples of 3 or 4, here with n = 12.

Let me use inclusion and exclusion. ⟦e1 er misread_problem answer_changing misreads:pLoop|Multiples of 3 up to 12: 3, 6, 9, 12⟧, sum 30. Multiples of 4: 4, 8, 12, sum 24. Both: 12.

30 + 24 - 12 = 42, ⟦c1 ca wrong|so the result would be 42.⟧

⟦v1 ve assumption reread finds_problem yes verifies:e1 detects:e1|Hold on, it says range(1, n). With n = 12 the last i is 11.⟧ ⟦k1 co verification right corrects:e1 by:v1|So 12 must not be counted: the multiples of 3 are 3, 6, 9 with sum 18, and those of 4 are 4, 8 with sum 12.⟧

There is no common multiple below 12, so nothing is subtracted: 18 + 12 = 30.

⟦c2 ca right|f(12) = 30.⟧

⟦v2 ve result recompute confirms yes verifies:c2|Step by step: total goes 0, 3, 7, 13, 21, 30 for i = 3, 4, 6, 8, 9. Same value.⟧`,
  },
  {
    prompt: "program", model: "lumen-7b", step: 800, answer: "30", final: "right", form: "mixed",
    cot: `We want f(12), the sum of all i in range(1, 12) with i % 3 == 0 or i % 4 == 0.

⟦b1 br interpretation unprompted new dismissed from:pCall|Is it possible that the "or" is meant to be exclusive?⟧ No, Python's "or" is inclusive.

⟦b2 br approach unprompted new abandoned from:prompt|Let me find a closed formula: 3 · k(k+1)/2 for the multiples of 3, and the same for 4.⟧ With k = 12 // 3 = 4 we get ⟦e1 er misread_problem answer_changing misreads:pLoop|3 · 4 · 5 / 2 = 30⟧, and with k = 12 // 4 = 3 we get 4 · 3 · 4 / 2 = 24. Then subtract the multiples of 12: 12 once. ⟦c1 ca wrong|42.⟧

⟦v1 ve result special_case finds_problem yes verifies:e1 detects:e1|Test the formula on something tiny: f(3) should be 0, since range(1, 3) is 1, 2. The formula gives 3 · 1 · 2 / 2 = 3. So it is off.⟧ ⟦k0 bt error_found approach explicit yes to:prompt abandons:b2 retracts:e1 by:v1|The formula includes n and the loop does not. Rather than patching it, I go back to the code and trace it.⟧

~~~text
i      3  4  6  8  9
total  ⟦x1|3  7 13 21 30⟧
~~~

⟦v2 ve step recompute confirms yes verifies:x1|Did I skip an i? 1, 2, 5, 7, 10, 11 are neither multiples of 3 nor of 4.⟧ ⟦k1 co restart right corrects:e1 by:k0|So the multiples of 3 contribute 18 and not 30,⟧ and ⟦c2 ca right|the result is 30⟧.

⟦v3 ve final_answer other_method confirms yes verifies:c2|With the formula mended, k = 11 // 3 = 3 gives 18, k = 11 // 4 = 2 gives 12, and there is no multiple of 12: 18 + 12 = 30. Both agree.⟧`,
  },
];
