import type { DemoSource } from "../source";

export const residuesLumen: readonly DemoSource[] = [
  {
    prompt: "residues", model: "lumen-7b", step: 0, answer: "10", final: "wrong",
    cot: String.raw`We want to count the integers $n$ from $1$ to $60$ such that $12$ divides $n^2 + n$.

First we factor the expression: $n^2 + n = n(n+1)$. This is the product of two consecutive integers, so one of the two is even and the product is always divisible by $2$.

Since $12 = 3 \cdot 4$, we need divisibility by $3$ and by $4$. Two consecutive integers have no common factor, so the factor $4$ must sit completely in $n$ or completely in $n+1$. That means $n \equiv 0$ or $n \equiv 3 \pmod 4$.

⟦e1 er logic answer_changing|The factor $3$ has to come from $n$, so $n \equiv 0 \pmod 3$.⟧

Combining the two conditions we get $n \equiv 0$ or $n \equiv 3 \pmod{12}$. In every block of $12$ consecutive integers there are exactly two such numbers. Between $1$ and $60$ there are $60 / 12 = 5$ blocks, and each block contributes the same number of solutions.

⟦c1 ca wrong|So the number of integers is $5 \cdot 2 = 10$.⟧`,
  },
  {
    prompt: "residues", model: "lumen-7b", step: 200, answer: "The count is 20. 🙂", final: "right",
    cot: String.raw`Write $n^2 + n = n(n+1)$. The two factors are neighbours, so they share no prime.

For divisibility by $4$, one of the factors must be a multiple of $4$: $n \equiv 0$ or $3 \pmod 4$.

For divisibility by $3$, one of the factors must be a multiple of $3$: ⟦x1|$n \equiv 0$ or $2 \pmod 3$⟧.

⟦v1 ve step special_case confirms yes verifies:x1|Let me check that with small numbers: $n = 2$ gives $2 \cdot 3 = 6$, fine, and $n = 1$ gives $1 \cdot 2 = 2$, which is not a multiple of $3$. Good.⟧

By the Chinese remainder theorem the pairs of residues give $2 \cdot 2 = 4$ residues modulo $12$. They are $0, 3, 8, 11$.

There are $60 / 12 = 5$ full blocks in the range, so we get $5 \cdot 4 = 20$ integers in total.

⟦c1 ca right|Therefore the count is $20$.⟧ ⟦v2 ve final_answer assertion_only confirms yes verifies:c1|I double-checked and this looks right.⟧`,
  },
  {
    prompt: "residues", model: "lumen-7b", step: 400, answer: "20", final: "right",
    cot: String.raw`Factor first: $n^2+n = n(n+1)$, and we need $12 \mid n(n+1)$.

Since $n$ and $n+1$ are coprime, $4$ divides one of them and $3$ divides one of them.

Case by case. For $4$: $n \equiv 0, 3 \pmod 4$. For $3$: $n \equiv 0, 2 \pmod 3$.

Combine: $n \equiv 0 \pmod{12}$ comes from $(0,0)$. From $(0,2)$: multiples of $4$ that are $2$ mod $3$, so $n \equiv 8$. From $(3,0)$: $n \equiv 3$. From $(3,2)$: ⟦e1 er calculation answer_changing|$n \equiv 7$⟧.

⟦v1 ve step substitute finds_problem yes verifies:e1 detects:e1|Let me test these residues. $n=8$: $8 \cdot 9 = 72 = 6 \cdot 12$, ok. $n=3$: $12$, ok. $n=7$: $7 \cdot 8 = 56$, and $56/12$ is not an integer. Hmm.⟧

⟦k1 co verification right corrects:e1 by:v1|So the last one is wrong: I need $n \equiv 3 \pmod 4$ and $n \equiv 2 \pmod 3$, that is $n = 11$.⟧ ⟦v2 ve result substitute confirms yes verifies:k1|Check: $11 \cdot 12 = 132 = 11 \cdot 12$. Yes.⟧

So four residues: $0, 3, 8, 11$. In $1..60$ there are five blocks of twelve.

⟦c1 ca right|$5 \cdot 4 = 20$.⟧

⟦v3 ve assumption special_case confirms yes verifies:c1|The range starts at $1$ and not at $0$, does that matter? Residue $0$ is hit by $12, 24, 36, 48, 60$, that is five times as well. Fine.⟧`,
  },
  {
    prompt: "residues", model: "lumen-7b", step: 800, answer: "There are **20** such integers.", final: "right",
    cot: String.raw`We need $12 \mid n(n+1)$ with $1 \le n \le 60$.

⟦b1 br approach unprompted new abandoned from:prompt|One way is to go through the condition $n^2 + n \equiv 0 \pmod{12}$ as a quadratic congruence.⟧ Completing the square: multiply by $4$, $(2n+1)^2 \equiv 1 \pmod{48}$. So I would have to find the square roots of $1$ modulo $48$. The odd squares... $1, 7, 17, 23, 25, 31, 41, 47$. Then $2n+1$ runs over these, which gives $n = 0, 3, 8, 11, 12, 15, 20, 23$ modulo $24$.

⟦k0 bt too_long approach explicit yes to:prompt abandons:b1|Hmm, this works but I had to guess the square roots, and I am not sure the list is complete. Let me go back and do it with the factors instead.⟧

⟦b2 br approach difficulty new reaches_result from:prompt by:k0|Alternatively, use that $n$ and $n+1$ are coprime,⟧ so $4$ divides one and $3$ divides one.

⟦b3 br case_split unprompted new reaches_result from:b2|Case 1: $4 \mid n$.⟧ Then either $3 \mid n$, so $n \equiv 0$, or $3 \mid n+1$, so $n \equiv 8 \pmod{12}$.

⟦b4 br case_split unprompted new reaches_result from:b2|Case 2: $4 \mid n+1$.⟧ Then $n \equiv 3 \pmod 4$; with $3 \mid n$ we get $n \equiv 3$, with $3 \mid n+1$ we get $n \equiv 11$.

⟦x1|So the residues are $0, 3, 8, 11$ modulo $12$.⟧ ⟦v1 ve result other_method confirms yes verifies:x1|Compare with the first attempt: $0, 3, 8, 11, 12, 15, 20, 23$ modulo $24$ is the same set. Both ways agree. 👍⟧

There are ⟦e1 er calculation answer_changing|$60/12 = 6$ blocks⟧, so ⟦c1 ca wrong|$6 \cdot 4 = 24$.⟧

⟦v2 ve step recompute finds_problem yes verifies:e1 detects:e1|Wait, $12 \cdot 6 = 72$, that is too much.⟧ ⟦k1 co verification right corrects:e1 by:v2|It is $60/12 = 5$ blocks⟧, hence ⟦c2 ca right|$5 \cdot 4 = 20$⟧.

⟦v3 ve final_answer special_case confirms yes verifies:c2|Sanity check on the first block by hand: among $1..12$ the hits are $3, 8, 11, 12$. Four of them, as it should be.⟧`,
  },
];
