import type { DemoSource } from "../source";

export const programTarn: readonly DemoSource[] = [
  {
    prompt: "program", model: "tarn-3b", step: 0, answer: "30", final: "right", form: "code",
    cot: `~~~python
# f(12): i runs over range(1, 12)
total = 0
total += 3   # 3 % 3 == 0
total += 4   # 4 % 4 == 0
total += 6   # 6 % 3 == 0
total += 8   # 8 % 4 == 0
total += 9   # 9 % 3 == 0
# ⟦x1|total == 30⟧
~~~

⟦v1 ve result recompute confirms yes verifies:x1|Check of the sum: 3 + 4 + 6 + 8 + 9 = 30.⟧

The values 1, 2, 5, 7, 10 and 11 do not satisfy the condition in the if statement, because they are divisible neither by 3 nor by 4. The value 12 is not reached, because the second argument of range is exclusive. Therefore the function adds exactly five numbers to the variable total and then returns it to the caller.

⟦c1 ca right|The call f(12) returns 30.⟧`,
  },
  {
    prompt: "program", model: "tarn-3b", step: 200, answer: "42", final: "wrong", form: "mixed",
    cot: `Okay, we have a small program in Python and we are asked what the call f(12) returns. Let me go through the program line by line in order to understand what it does.

The first line defines a function with the name f, which has one parameter with the name n. In our call the parameter n has the value 12. The second line sets the variable total to the value 0. This variable will hold the sum. The third line is a loop. ⟦e1 er misread_problem answer_changing misreads:pLoop|The variable i takes the values 1, 2, 3 and so on up to 12.⟧ The fourth line contains a condition, which checks whether i is divisible by 3 or by 4. If the condition is true, then the fifth line adds i to the variable total. The last line returns the value of the variable total.

So the function computes the sum of all numbers that are divisible by 3 or by 4. Let us list them. The numbers which are divisible by 3 are 3, 6, 9 and 12. The numbers which are divisible by 4 are 4, 8 and 12. If we put the two lists together without writing 12 twice, we get 3, 4, 6, 8, 9 and 12. ⟦x1|The sum of these numbers is 42.⟧ ⟦v1 ve step recompute confirms yes verifies:x1|Let me check the addition: 3 + 4 = 7, 7 + 6 = 13, 13 + 8 = 21, 21 + 9 = 30 and 30 + 12 = 42.⟧

⟦c1 ca wrong|So the function returns the value 42.⟧ ⟦v2 ve final_answer assertion_only confirms no verifies:c1|I went through all of the lines, so this should be correct.⟧`,
  },
  {
    prompt: "program", model: "tarn-3b", step: 400, answer: "The call returns 30.", final: "right", form: "mixed",
    cot: `Okay, so the question is what the call f(12) returns. This is a question about a short Python function. I am going to read the function first, then I am going to explain what it computes in words, and then I am going to compute the result for the value 12. 🐍

The function has one parameter n. It starts with a variable total, which is equal to 0 at the beginning. Then it goes through a loop in which the variable i takes all values from the range. Inside of the loop there is an if statement with two conditions, which are connected by the word "or". The first condition says that i is divisible by 3. The second condition says that i is divisible by 4. If at least one of the two conditions is fulfilled, then i is added to the variable total. After the loop the function returns the variable total.

In words, the function computes the sum of all positive integers smaller than n which are divisible by 3 or by 4. ⟦x1|For n = 12 these are positive integers smaller than 12.⟧ ⟦v1 ve problem_reading reread confirms yes verifies:x1|Let me look at the loop again: it says range(1, n), and the end of a range is exclusive, so the largest value of i is 11.⟧

Now let us compute the result. We start with the multiples of 3. The multiples of 3 which are smaller than 12 are 3, 6 and 9. Their sum is ⟦e1 er calculation answer_changing|3 + 6 + 9 = 19⟧. ⟦v2 ve step recompute finds_problem yes verifies:e1 detects:e1|Wait, 3 + 6 = 9 and 9 + 9 = 18.⟧ ⟦k1 co verification right corrects:e1 by:v2|So the sum is 18.⟧ We continue with the multiples of 4. The multiples of 4 which are smaller than 12 are 4 and 8. Their sum is 4 + 8 = 12. The last question is whether there are numbers which are multiples of both 3 and 4. Such a number would have to be a multiple of 12, and there is no positive multiple of 12 which is smaller than 12. Therefore no number has been counted twice, and we can simply add the two sums. We get 18 + 12 = 30.

⟦c1 ca right|So the call f(12) returns the value 30.⟧`,
  },
  {
    prompt: "program", model: "tarn-3b", step: 800, answer: "30", final: "right", form: "mixed",
    cot: `Okay, so I need to find out what the call f(12) returns. Let me start by looking at the code very carefully, because with questions like this one it is easy to overlook a small detail that changes the whole result. I will go through the code from the top to the bottom and describe in my own words what happens in each of the lines.

The first line is the definition of the function. The function is called f and it takes a single argument, which is called n. The second line creates a variable with the name total and gives it the value zero. This is a common pattern in programs that compute a sum: one starts with zero and then adds the numbers one after the other. The third line is the head of the loop. The variable of the loop is called i. ⟦x1|It starts with the value 1 and it ends with the value n minus 1.⟧ ⟦v1 ve assumption reread confirms yes verifies:x1|Let me make sure that this is right: in Python, range(a, b) contains a but does not contain b. So range(1, n) ends with n minus 1, as I said.⟧ The fourth line is the condition, and it contains two tests. The percent sign is the remainder of the division. If the remainder is equal to zero, then the number is divisible. So the first test checks whether i is divisible by 3, and the second test checks whether i is divisible by 4. The two tests are joined by "or", so it is enough if one of them is true. The fifth line adds i to the variable total. The sixth line returns the result.

⟦b1 br approach unprompted new reaches_result from:pCall|There are two ways in which I could compute the result now: I could trace the loop step by step, or I could use sums of multiples. I will trace the loop, because this is the safest way.⟧ The value of n is 12, so the variable i goes from 1 to 11. Here is the trace.

~~~text
i =  1: not divisible, total stays 0
i =  2: not divisible, total stays 0
i =  3: divisible by 3, total becomes 3
i =  4: divisible by 4, total becomes 7
i =  5: not divisible, total stays 7
i =  6: divisible by 3, total becomes 13
i =  7: not divisible, total stays 13
i =  8: divisible by 4, total becomes ⟦e1 er calculation answer_changing|22⟧
~~~

⟦v2 ve step recompute finds_problem yes verifies:e1 detects:e1|Wait, I should recompute the last line: 13 + 8 is 21 and not 22.⟧ ⟦k1 co verification right corrects:e1 by:v2|So after i = 8 the variable total has the value 21.⟧ Let me continue the trace from there.

~~~text
i =  9: divisible by 3, total becomes 30
i = 10: not divisible, total stays 30
i = 11: not divisible, total stays 30
~~~

After the last step the loop is finished, because the value 12 is not a part of the range any more. The function then returns the variable total.

⟦c1 ca right|So the result of the call is 30.⟧

⟦v3 ve result other_method confirms yes verifies:c1|To verify the result, I can add the multiples in groups. The multiples of 3 below 12 are 3, 6 and 9, with the sum 18. The multiples of 4 below 12 are 4 and 8, with the sum 12. Together this is 30, which is the same number.⟧

It is also interesting to see what would happen if the range included the number 12. In that case, the result would be larger by 12, so it would be 42. But this is not what the program does, and the question is about the program as it is written. We can therefore be confident that the value that is returned by the call f(12) is the number 30, and that no other value is possible, because the program does not depend on anything else than its argument.`,
  },
];
