import type { DemoSource } from "../source";

export const residuesTarn: readonly DemoSource[] = [
  {
    prompt: "residues", model: "tarn-3b", step: 0, answer: "20", final: "right",
    cot: String.raw`The problem asks for the number of integers $n$ between $1$ and $60$ for which $n^2+n$ is a multiple of $12$.

Let us list some values of $n^2+n$ to see the pattern. For $n=1$ we get $2$. For $n=2$ we get $6$. For $n=3$ we get $12$, which works. For $n=4$ we get $20$. For $n=5$ we get $30$. For $n=6$ we get $42$. For $n=7$ we get $56$. For $n=8$ we get $72$, which works. For $n=9$ we get $90$. For $n=10$ we get $110$. For $n=11$ we get $132$, which works. For $n=12$ we get $156$, which works.

⟦x1|So in the first twelve numbers there are four that work.⟧ ⟦v1 ve result recompute confirms yes verifies:x1|Let me recheck the last two: $132 = 11 \cdot 12$ and $156 = 13 \cdot 12$. Yes.⟧

The pattern repeats every $12$ numbers, because adding $12$ to $n$ changes $n(n+1)$ by a multiple of $12$. There are five groups of twelve numbers up to $60$.

⟦c1 ca right|The answer is $4 \cdot 5 = 20$.⟧`,
  },
  {
    prompt: "residues", model: "tarn-3b", step: 200, answer: "20", final: "right",
    cot: String.raw`Okay, let me understand the problem first. We are given an expression, $n^2 + n$, and we are asked how many integers $n$ in the range from $1$ to $60$, both ends included, make this expression divisible by $12$. So the task is a counting task with a divisibility condition.

To solve the problem we start with the structure of the expression. It can be written as a product: $n^2 + n = n(n+1)$. This is helpful because divisibility of a product can be studied factor by factor. The number $12$ has the prime factorisation $12 = 2^2 \cdot 3$, so we need the product to contain the factor $4$ and the factor $3$.

Next we consider divisibility by $4$. Among two consecutive integers exactly one is even. Therefore the even one must be divisible by $4$. This gives $n \equiv 0 \pmod 4$ or $n \equiv 3 \pmod 4$.

Next we consider divisibility by $3$. ⟦x1|Here $n \equiv 0 \pmod 3$ or $n \equiv 2 \pmod 3$.⟧ ⟦v1 ve step special_case confirms yes verifies:x1|For example $n = 5$ gives $30$, which is divisible by $3$, as expected.⟧

Now we combine both conditions. There are two choices modulo $4$ and two choices modulo $3$, so there are four residues modulo $12$. They are $0$, $3$, $8$ and $11$.

Finally, we count. The range contains exactly five complete blocks of twelve integers each, and every block contributes four solutions.

⟦c1 ca right|Hence the total number of integers is $5 \cdot 4 = 20$.⟧ ⟦v2 ve final_answer assertion_only confirms yes verifies:c1|This seems correct.⟧`,
  },
  {
    prompt: "residues", model: "tarn-3b", step: 400, answer: "20", final: "right",
    cot: String.raw`Okay, so I need to find the number of integers $n$ with $1 \le n \le 60$ such that $n^2 + n$ is divisible by $12$. Let me think about this step by step and write everything down in a clear way.

The first thing to notice is that the expression factors. We have $n^2 + n = n(n + 1)$. The factors $n$ and $n+1$ are consecutive integers. Consecutive integers are always coprime, which means that their greatest common divisor is $1$. This is a well-known fact, and it follows because any common divisor would also divide their difference, which is $1$.

The second thing to notice is that $12 = 4 \cdot 3$, and that $4$ and $3$ are coprime as well. So the condition $12 \mid n(n+1)$ is equivalent to the two conditions $4 \mid n(n+1)$ and $3 \mid n(n+1)$ taken together. We can treat the two conditions one after the other and combine them at the end.

Let us begin with $4$. Since $n$ and $n+1$ are coprime, they cannot both be even. Therefore the whole factor $4$ has to be contained in one of them. If it is contained in $n$, then $n \equiv 0 \pmod 4$. If it is contained in $n + 1$, then ⟦e1 er calculation local|$n \equiv 1 \pmod 4$⟧. ⟦v1 ve step special_case finds_problem yes verifies:e1 detects:e1|Wait, for $n = 1$ we have $n+1 = 2$, which is not divisible by $4$.⟧ ⟦k1 co verification right corrects:e1 by:v1|It should be $n \equiv 3 \pmod 4$.⟧

Now let us continue with $3$. The number $3$ is prime, so it divides the product exactly when it divides one of the factors. If it divides $n$, then $n \equiv 0 \pmod 3$. If it divides $n+1$, then $n \equiv 2 \pmod 3$. There are no other possibilities.

Let us combine the conditions with the Chinese remainder theorem. There are $2 \cdot 2 = 4$ combinations. The combination $(0, 0)$ gives $n \equiv 0 \pmod{12}$. The combination $(0, 2)$ gives $n \equiv 8 \pmod{12}$. The combination $(3, 0)$ gives $n \equiv 3 \pmod{12}$. ⟦x2|The combination $(3, 2)$ gives $n \equiv 11 \pmod{12}$.⟧ ⟦v2 ve step substitute confirms yes verifies:x2|Check: $11 = 2 \cdot 4 + 3$ and $11 = 3 \cdot 3 + 2$. Good.⟧

So out of every twelve consecutive integers exactly four satisfy the condition. The range from $1$ to $60$ consists of exactly five such groups of twelve consecutive integers, because $60 = 5 \cdot 12$.

⟦c1 ca right|Therefore the number of integers is $5 \cdot 4 = 20$.⟧`,
  },
  {
    prompt: "residues", model: "tarn-3b", step: 800, answer: "The number of such integers is 20.", final: "right",
    cot: String.raw`Okay, so I need to find out how many integers $n$ with $1 \le n \le 60$ there are such that $n^2 + n$ is divisible by $12$. Let me take this slowly and go through the problem step by step, so that I do not lose anything on the way. 📝

First of all, let me restate what is given. We have a variable $n$, which is an integer. The smallest value that it may take is $1$, and the largest value that it may take is $60$. Both ends are included, so there are $60$ candidates in total. For each of these candidates we compute the value of $n^2 + n$, and we ask whether this value is a multiple of $12$. The question is for how many of the candidates the answer is yes.

A natural first step is to simplify the expression. We can factor out $n$ and obtain
\[
n^2 + n = n(n+1).
\]
This is a product of two consecutive integers. Such products are sometimes called pronic numbers. The first few pronic numbers are $2, 6, 12, 20, 30, 42, 56, 72, 90, 110, 132, 156$. These are the values for $n = 1, 2, \ldots, 12$. From this list we can already read off which of the values are divisible by $12$. The value $12$ is divisible by $12$. The value $72$ is divisible by $12$. The value $132$ is divisible by $12$. ⟦x1|The value $156$ is divisible by $12$.⟧ ⟦v1 ve step recompute confirms yes verifies:x1|Let me check the last one, because it is the largest: $12 \cdot 13 = 156$. Yes, that is correct.⟧

So among the first twelve values of $n$ there are four that work, namely $n = 3$, $n = 8$, $n = 11$ and $n = 12$. It would be possible to continue the list by hand up to $n = 60$, but that would be long, and it would be easy to make a mistake somewhere. It is better to understand why these four work and to use the structure.

⟦b1 br approach unprompted new reaches_result from:x1|Let me therefore look at the condition modulo $12$ instead of listing values.⟧ The number $12$ can be written as $12 = 2^2 \cdot 3 = 4 \cdot 3$. The numbers $4$ and $3$ have no common factor. Because of this, a number is divisible by $12$ exactly when it is divisible by $4$ and by $3$. So the single condition splits into two conditions, and we can study them separately before we put them together again.

Let us look at divisibility by $3$ first. The possible remainders of $n$ on division by $3$ are $0$, $1$ and $2$. If the remainder is $0$, then $n$ itself is divisible by $3$, and so the product is divisible by $3$. If the remainder is $1$, then $n + 1$ has the remainder $2$, and neither of the two factors is divisible by $3$. Since $3$ is a prime number, the product is not divisible by $3$ either. If the remainder is $2$, then $n + 1$ is divisible by $3$, and so is the product. We conclude that the condition for $3$ holds exactly when $n \equiv 0 \pmod 3$ or $n \equiv 2 \pmod 3$.

Let us look at divisibility by $4$ next. The possible remainders of $n$ on division by $4$ are $0$, $1$, $2$ and $3$. We can simply compute the product for each of them:
\[
0 \cdot 1 = 0, \qquad 1 \cdot 2 = 2, \qquad 2 \cdot 3 = 6, \qquad 3 \cdot 4 = 12.
\]
Modulo $4$ these are $0$, $2$, ⟦e1 er calculation answer_changing|$0$⟧ and $0$. So it seems that three of the four remainders are allowed. ⟦v2 ve step recompute finds_problem yes verifies:e1 detects:e1|Wait, let me recompute the third one. We have $6 = 4 + 2$, so the remainder of $6$ is $2$ and not $0$.⟧ ⟦k1 co verification right corrects:e1 by:v2|So the remainders of the products are $0, 2, 2, 0$, and only $n \equiv 0$ and $n \equiv 3 \pmod 4$ are allowed.⟧

Now we put the two conditions together. For the remainder modulo $4$ there are two possibilities, and for the remainder modulo $3$ there are two possibilities. Because $4$ and $3$ are coprime, the Chinese remainder theorem tells us that every combination of a remainder modulo $4$ and a remainder modulo $3$ belongs to exactly one remainder modulo $12$. So there are $2 \cdot 2 = 4$ remainders modulo $12$ that are allowed. Let us find them one by one. The combination of $0$ modulo $4$ and $0$ modulo $3$ is the remainder $0$. The combination of $0$ modulo $4$ and $2$ modulo $3$ is the remainder $8$, because $8$ is a multiple of $4$ and $8 = 6 + 2$. The combination of $3$ modulo $4$ and $0$ modulo $3$ is the remainder $3$. The combination of $3$ modulo $4$ and $2$ modulo $3$ is the remainder $11$, because $11 = 8 + 3$ and $11 = 9 + 2$. ⟦x2|The allowed remainders modulo $12$ are therefore $0$, $3$, $8$ and $11$.⟧

⟦v3 ve result other_method confirms yes verifies:x2|Let me compare this with the list from the beginning. There the values $n = 3$, $n = 8$, $n = 11$ and $n = 12$ worked, and $12$ has the remainder $0$. So the list and the theory agree with each other.⟧

One might wonder whether it was necessary to treat the two conditions separately, since one could also go through all twelve remainders directly and compute the product for each of them. This would be possible, and it would lead to the same four remainders, but the way that we have chosen has the advantage that it also works for larger numbers. For example, if the question were about the divisibility by $60$ instead of $12$, then we would only have to add the condition for $5$, and the number of allowed remainders would simply be multiplied by two. In general, the number of allowed remainders is a power of two, where the exponent is the number of different prime powers. In our case there are two prime powers, namely $4$ and $3$, and so there are $2^2 = 4$ allowed remainders, which is what we have found.

The last step is the counting. The integers from $1$ to $60$ can be divided into consecutive groups of twelve: from $1$ to $12$, from $13$ to $24$, from $25$ to $36$, from $37$ to $48$ and from $49$ to $60$. These are five groups, and there is nothing left over, because $60$ is a multiple of $12$. Each of the groups contains every remainder modulo $12$ exactly once. Hence each of the groups contains exactly four integers that satisfy the condition.

⟦c1 ca right|Multiplying, we obtain $5 \cdot 4 = 20$ integers.⟧

⟦v4 ve final_answer special_case confirms yes verifies:c1|As a last check, let me look at the end of the range: the group from $49$ to $60$ should contain $51$, $56$, $59$ and $60$. Indeed $51 \cdot 52 = 2652 = 12 \cdot 221$, so this works.⟧ To summarise, we factored the expression, we translated the condition into remainders modulo $3$ and modulo $4$, we combined them into four remainders modulo $12$, and we counted how often they occur in the range. ⟦h1 ca @a3|The final answer to the question is $20$.⟧`,
  },
];
